import WebService

/// Where lines about requests go: one for each, without bodies and without signatures.
package struct RequestLog: Sendable {
  private let line: @Sendable (String) -> Void

  package init(_ line: @escaping @Sendable (String) -> Void) {
    self.line = line
  }

  func write(_ request: HTTPRequest, _ response: HTTPResponse) {
    let target = (request.header("X-Amz-Target") ?? request.formAction).map { " \($0)" } ?? ""
    let client = request.header("User-Agent").map { " \($0)" } ?? ""
    line(
      "\(request.method) \(request.path)\(target) \(response.status) \(response.body.count)\(client)"
    )
  }
}
