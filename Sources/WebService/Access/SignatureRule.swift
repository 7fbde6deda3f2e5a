package import LogsAPI
package import Time

/// Verifies AWS Signature Version 4, or accepts everything where no keys are given (logs-api.md 1.4).
package struct SignatureRule: Sendable {
  /// Secrets by the id of their key; nil to accept any signature and none at all.
  private let secrets: [String: String]?
  private let time: TimeSource

  private static let services = ["logs", "monitoring", "sts", "ec2", "oam"]
  /// How far the time of a request may be from ours, in milliseconds.
  private static let skewMax: Int64 = 15 * 60_000

  package init(secrets: [String: String]?, time: TimeSource = .system) {
    self.secrets = secrets
    self.time = time
  }

  /// The region of the request's signature, verified or not; nil if it has none.
  static func region(of request: HTTPRequest) -> String? {
    Authorization(request).map(\.region)
  }

  /// - Throws: `APIError` for a request that no key has signed.
  package func check(_ request: HTTPRequest) throws(APIError) {
    guard let secrets else { return }
    guard request.header("Authorization") != nil else {
      throw APIError(
        "MissingAuthenticationTokenException", "this server answers signed requests only")
    }
    guard let given = Authorization(request), Self.services.contains(given.service),
      given.names.contains("host"), let date = request.header("X-Amz-Date"),
      date.hasPrefix(given.day)
    else {
      throw APIError("InvalidSignatureException", "the header Authorization is not understood")
    }
    guard let secret = secrets[given.key] else {
      throw APIError(
        "UnrecognizedClientException", "The security token included in the request is invalid.")
    }
    guard let instant = Self.milliseconds(date), abs(time.now - instant) <= Self.skewMax else {
      throw APIError(
        "InvalidSignatureException",
        "Signature expired: \(date) is more than 15 minutes from the server's time")
    }
    guard Digests.areEqual(given.signature, signature(of: request, given, date, secret)) else {
      throw APIError(
        "InvalidSignatureException",
        "The request signature we calculated does not match the signature you provided.")
    }
  }

  private func signature(
    of request: HTTPRequest, _ given: Authorization, _ date: String, _ secret: String
  ) -> String {
    let headers = given.names.map { name in
      let values = request.headers.filter { $0.name.lowercased() == name }.map {
        $0.value.split(separator: " ").joined(separator: " ")
      }
      return "\(name):\(values.joined(separator: ","))\n"
    }
    let query = request.query.split(separator: "&").sorted().joined(separator: "&")
    let canonical = [
      request.method, request.path, query, headers.joined(), given.names.joined(separator: ";"),
      Digests.hex(Digests.sha256(request.body)),
    ].joined(separator: "\n")
    let scope = "\(given.day)/\(given.region)/\(given.service)/aws4_request"
    let text =
      "AWS4-HMAC-SHA256\n\(date)\n\(scope)\n" + Digests.hex(Digests.sha256(Array(canonical.utf8)))
    let parts = [given.day, given.region, given.service, "aws4_request"]
    let key = parts.reduce(Array("AWS4\(secret)".utf8)) { Digests.hmac(key: $0, Array($1.utf8)) }
    return Digests.hex(Digests.hmac(key: key, Array(text.utf8)))
  }

  /// `20260131T093000Z` in milliseconds since 1970.
  private static func milliseconds(_ date: String) -> Int64? {
    let bytes = Array(date.utf8)
    guard bytes.count == 16, bytes[8] == UInt8(ascii: "T"), bytes[15] == UInt8(ascii: "Z") else {
      return nil
    }
    func part(_ start: Int, _ count: Int) -> String {
      String(decoding: bytes[start..<start + count], as: UTF8.self)
    }
    var iso =
      "\(part(0, 4))-\(part(4, 2))-\(part(6, 2))T\(part(9, 2)):\(part(11, 2)):\(part(13, 2))Z"
    return iso.withUTF8 { Timestamp.parse(UnsafeRawBufferPointer($0))?.milliseconds }
  }
}

/// What the header Authorization of a signed request says.
private struct Authorization {
  let key: String
  let day: String
  let region: String
  let service: String
  /// The signed headers, in lowercase.
  let names: [String]
  let signature: String

  /// Nil if there is none, or it is something else.
  init?(_ request: HTTPRequest) {
    guard let header = request.header("Authorization"), header.hasPrefix("AWS4-HMAC-SHA256") else {
      return nil
    }
    var parts: [String: Substring] = [:]
    // Some clients put no blanks after the commas.
    for part in header.dropFirst("AWS4-HMAC-SHA256".count).split(separator: ",") {
      let pair = part.drop { $0 == " " }.split(separator: "=", maxSplits: 1)
      if pair.count == 2 { parts[String(pair[0])] = pair[1] }
    }
    let scope = parts["Credential"]?.split(separator: "/") ?? []
    guard scope.count == 5, scope[4] == "aws4_request", let names = parts["SignedHeaders"],
      let signature = parts["Signature"]
    else { return nil }
    (key, day, region, service) = (
      String(scope[0]), String(scope[1]), String(scope[2]), String(scope[3])
    )
    self.names = names.split(separator: ";").map(String.init)
    self.signature = String(signature)
  }
}
