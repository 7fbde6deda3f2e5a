import Console

/// An HTTP request, read whole.
package struct HTTPRequest: Sendable {
  package let method: String
  /// The path, without the query: `/query`.
  package let path: String
  /// The text after the question mark; empty for none.
  package let query: String
  package let headers: [(name: String, value: String)]
  package let body: [UInt8]

  /// - Parameter target: the path with the query, as the request's first line has it.
  package init(
    method: String, target: String, headers: [(name: String, value: String)], body: [UInt8] = []
  ) {
    self.method = method
    let mark = target.firstIndex(of: "?")
    path = String(target[..<(mark ?? target.endIndex)])
    query = mark.map { String(target[target.index(after: $0)...]) } ?? ""
    self.headers = headers
    self.body = body
  }

  /// The path as a link within this server: a second slash, of either kind, would name another server.
  var localPath: String { "/" + path.drop { $0 == "/" || $0 == "\\" } }

  /// The same with the query.
  var localTarget: String { query.isEmpty ? localPath : localPath + "?" + query }

  /// The first value of a header, whatever the case of its name; nil if there is none.
  package func header(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }

  /// Whether the body is a form.
  var isForm: Bool {
    header("Content-Type")?.hasPrefix("application/x-www-form-urlencoded") == true
  }

  /// The operation that the form of a service's call names, if it has a name that operations can have.
  package var formAction: String? {
    guard isForm, let name = form["Action"], name.count <= 64,
      name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) })
    else { return nil }
    return name
  }

  /// The values of a form in the body.
  var form: URLParameters { URLParameters(String(decoding: body, as: UTF8.self)) }
}
