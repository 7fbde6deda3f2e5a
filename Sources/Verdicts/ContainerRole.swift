/// What a container's name tells of its part in the task.
///
/// The main containers of a task are those with the lowest role in it: of an `api-proxy` beside a
/// `log_router` the proxy does the work.
package enum ContainerRole: UInt8, CaseIterable, Comparable, Sendable {
  /// It does the task's work, as far as its name tells.
  case main
  /// Its name is often that of a container that serves others.
  case helper
  /// Its name is that of a well-known sidecar, or one of the user's list.
  case sidecar

  package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

  /// By the names of the lists in the rules.
  static let byListName: [String: ContainerRole] = ["always": .sidecar, "often": .helper]

  /// By the words that cases use.
  static let byCaseName: [String: ContainerRole] = [
    "container": .main, "helper": .helper, "sidecar": .sidecar,
  ]
}

/// Looks up names of containers in the lists of the rules and in the user's.
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
