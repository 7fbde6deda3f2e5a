/// Which values of the header `Host` are answered: DNS rebinding makes a browser send others (logs-api.md 6).
package struct HostRule: Sendable {
  /// Names that the server's owner allows, without a port.
  private let allowed: Set<String>

  /// - Parameters:
  ///   - bound: the addresses that the server listens on.
  ///   - allowed: the values of `--allow-host`.
  package init(bound: [String], allowed: [String]) {
    self.allowed = Set((bound + allowed + Self.loopback).map { $0.lowercased() })
  }

  private static let loopback = ["127.0.0.1", "::1", "localhost"]

  /// The response to a request that must not be answered; nil for one that may.
  func refusal(of request: HTTPRequest) -> HTTPResponse? {
    let hosts = request.headers.filter { $0.name.lowercased() == "host" }
    guard hosts.count == 1, let host = hosts.first?.value else {
      return .text(400, "the request needs one header Host")
    }
    if let name = Self.name(in: host), allowed.contains(name) { return nil }
    return .text(
      403,
      "this server does not answer to the name in the header Host; start it with --allow-host if it should"
    )
  }

  /// The name or address, without the port and the brackets of IPv6; nil for what is neither.
  private static func name(in host: String) -> String? {
    let host = host.lowercased()
    let isAddress6 = host.hasPrefix("[")
    let name = isAddress6 ? host.dropFirst().prefix { $0 != "]" } : host.prefix { $0 != ":" }
    let rest = host[name.endIndex...].dropFirst(isAddress6 ? 1 : 0)
    let port = rest.dropFirst()
    let isPort = rest.first == ":" && port.utf8.allSatisfy { (0x30...0x39).contains($0) }
    return rest.isEmpty || isPort ? String(name) : nil
  }
}
