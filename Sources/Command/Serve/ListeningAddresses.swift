/// The addresses that a server listens on, each of them once: those of `--host`, and this computer's own.
///
/// The address that stands for all others includes them, and the system refuses to give one of these beside it.
package struct ListeningAddresses: Sendable {
  /// Those that must be had.
  package let required: [String]
  /// Those that not every computer has.
  package let optional: [String]

  private static let own4 = "127.0.0.1"
  private static let own6 = "::1"
  private static let ownNames: Set = [own4, own6, "localhost"]
  private static let all4 = "0.0.0.0"
  private static let all6 = "::"

  init(_ hosts: [String]) {
    let hasAll6 = hosts.contains(Self.all6)
    let hasAll4 = hasAll6 || hosts.contains(Self.all4)
    var required = hasAll4 ? [] : [Self.own4]
    let included = hasAll6 ? Self.ownNames.union([Self.all4]) : Self.ownNames
    for host in hosts where !included.contains(host) && !required.contains(host) {
      required.append(host)
    }
    self.required = required
    optional = hasAll6 ? [] : [Self.own6]
  }

  /// Whether only programs of this computer can use an address.
  static func isOwn(_ host: String) -> Bool { ownNames.contains(host) }

  /// The address at which this computer reaches one of them.
  package static func local(_ host: String) -> String {
    switch host {
    case all4: own4
    case all6: own6
    default: host
    }
  }
}
