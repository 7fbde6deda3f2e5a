/// An HTTP response, written whole.
package struct HTTPResponse: Sendable {
  package var status: Int
  package var headers: [(name: String, value: String)]
  package var body: [UInt8]

  package init(_ status: Int, type: String? = nil, body: [UInt8] = []) {
    self.status = status
    self.body = body
    headers = type.map { [("Content-Type", $0)] } ?? []
  }

  /// Plain text for people, on a line of its own.
  static func text(_ status: Int, _ text: String) -> HTTPResponse {
    HTTPResponse(status, type: "text/plain; charset=utf-8", body: Array((text + "\n").utf8))
  }
}
