/// Which pages of other origins may call the API from a browser.
package struct OriginRule: Sendable {
  /// Such as `https://grafana.example`; there is no `*`.
  private let allowed: Set<String>

  package init(allowed: [String]) {
    self.allowed = Set(allowed)
  }

  /// Headers that the JavaScript SDK sends (logs-api.md 3.2).
  private static let headers = [
    "authorization", "content-type", "x-amz-date", "x-amz-target", "x-amz-user-agent",
    "x-amz-content-sha256", "amz-sdk-invocation-id", "amz-sdk-request",
  ]

  private func origin(of request: HTTPRequest) -> String? {
    request.header("Origin").flatMap { allowed.contains($0) ? $0 : nil }
  }

  /// The response to a browser that asks whether a page may call.
  func preflight(_ request: HTTPRequest) -> HTTPResponse {
    guard let origin = origin(of: request) else {
      return .text(403, "pages of other origins may not call this server")
    }
    var response = HTTPResponse(204)
    response.headers = [
      ("Access-Control-Allow-Origin", origin), ("Access-Control-Allow-Methods", "POST"),
      ("Access-Control-Allow-Headers", Self.headers.joined(separator: ", ")),
      ("Access-Control-Max-Age", "600"), ("Vary", "Origin"),
    ]
    return response
  }

  /// Lets an allowed page read the response.
  func permit(_ request: HTTPRequest, _ response: inout HTTPResponse) {
    guard let origin = origin(of: request) else { return }
    response.headers += [
      ("Access-Control-Allow-Origin", origin),
      ("Access-Control-Expose-Headers", "x-amzn-RequestId"),
      ("Vary", "Origin"),
    ]
  }
}
