/// Where a caller reaches the server: the address in its own request, since a proxy or tunnel may stand before us.
package enum ServerAddress {
  /// What names, addresses and ports are made of.
  private static let characters = Set(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_:[]")

  /// The URL, without a slash at its end; nil if the header `Host` is not one that a URL may have.
  package static func url(of request: HTTPRequest) -> String? {
    guard let host = request.header("Host"), !host.isEmpty, host.allSatisfy(characters.contains)
    else { return nil }
    return "\(isSecure(request) ? "https" : "http")://\(host)"
  }

  /// Whether a proxy says that the caller has come by TLS.
  static func isSecure(_ request: HTTPRequest) -> Bool {
    request.header("X-Forwarded-Proto")?.lowercased() == "https"
  }
}
