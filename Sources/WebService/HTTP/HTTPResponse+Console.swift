import Console

extension HTTPResponse {
  /// What a page of the console may do in a browser: run our script, use our style, ask this server.
  private static let policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    + "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

  init(_ answer: ConsoleAnswer) {
    self.init(answer.status, type: answer.type, body: answer.body)
    headers.append(("Content-Security-Policy", Self.policy))
    headers.append(
      ("Cache-Control", answer.isConstant ? "public, max-age=31536000, immutable" : "no-store"))
    if answer.status == 503 { headers.append(("Retry-After", "2")) }
    if let location = answer.location { headers.append(("Location", location)) }
    if let name = answer.fileName {
      headers.append(("Content-Disposition", "inline; filename=\"\(name)\""))
    }
  }
}

extension ConsoleRequest {
  init(_ request: HTTPRequest) {
    self.init(
      changes: request.method == "POST", path: request.path,
      parameters: URLParameters(request.query),
      form: request.method == "POST" ? request.form : URLParameters(),
      client: request.header("User-Agent") ?? "",
      origin: ServerAddress.url(of: request) ?? "")
  }
}
