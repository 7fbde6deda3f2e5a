/// What pages of other sites may make a browser do with the console: follow a link to it, and nothing else.
///
/// Browsers say where a request comes from, and pages cannot change that. A program sends neither header.
enum CrossSiteRule {
  /// The response to a request that another site has made; nil for one that may be answered.
  static func refusal(of request: HTTPRequest) -> HTTPResponse? {
    switch request.header("Sec-Fetch-Site") {
    case "same-origin", "none": return nil
    case "same-site", "cross-site":
      // Not a frame or an object of a page.
      let isDocument = ["document", nil].contains(request.header("Sec-Fetch-Dest"))
      let isLink =
        request.method != "POST" && request.header("Sec-Fetch-Mode") == "navigate" && isDocument
      return isLink ? nil : refused
    default: break
    }
    guard request.method == "POST", let origin = request.header("Origin") else { return nil }
    return hasHost(origin, of: request) ? nil : refused
  }

  private static let refused = HTTPResponse.text(403, "pages of other sites may not do this")

  private static func hasHost(_ origin: String, of request: HTTPRequest) -> Bool {
    let host = origin.firstRange(of: "://").map { String(origin[$0.upperBound...]) }
    return host != nil && host?.lowercased() == request.header("Host")?.lowercased()
  }
}
