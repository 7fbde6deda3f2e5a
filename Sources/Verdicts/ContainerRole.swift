/// The role of a container in its task, as far as its name tells.
///
/// The main containers of a task are those with the lowest role in it: of an `api-proxy` and a `log_router`, the proxy
/// is the main one.
package enum ContainerRole: UInt8, CaseIterable, Comparable, Sendable {
  /// Does the task's work.
  case main
  /// Has a name that containers which serve others often have.
  case helper
  /// Has the name of a well-known sidecar, or one on the user's list.
  case sidecar

  package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

  /// Roles by the names of the lists in the rules.
  static let byListName: [String: ContainerRole] = ["always": .sidecar, "often": .helper]

  /// Roles by the words that cases use.
  static let byCaseName: [String: ContainerRole] = [
    "container": .main, "helper": .helper, "sidecar": .sidecar,
  ]
}

/// Looks up container names in the lists of the rules and in the user's list.
struct ContainerRoles: Sendable {
  private let sidecars: [NamePattern]
  private let helpers: [NamePattern]
  private let list: SidecarList

  init(_ book: Rulebook, _ list: SidecarList) {
    sidecars = book.sidecars[.sidecar] ?? []
    helpers = book.sidecars[.helper] ?? []
    self.list = list
  }

  func role(of name: UnsafeRawBufferPointer) -> ContainerRole {
    if let isSidecar = list.isSidecar(name) { return isSidecar ? .sidecar : .main }
    if sidecars.contains(where: { $0.matches(name) }) { return .sidecar }
    return helpers.contains { $0.matches(name) } ? .helper : .main
  }
}
