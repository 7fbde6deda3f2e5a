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
    guard !allowed.contains(Self.name(in: host)) else { return nil }
    return .text(
      403,
      "this server does not answer to the name in the header Host; start it with --allow-host if it should"
    )
  }

  /// The name or address, without the port and the brackets of IPv6.
  private static func name(in host: String) -> String {
    let host = host.lowercased()
    if host.hasPrefix("[") { return String(host.dropFirst().prefix { $0 != "]" }) }
    return String(host.prefix { $0 != ":" })
  }
}
