import LogsAPI
import Testing
import Time
import WebService

/// Signature V4 against a request that botocore 1.43 has signed, and against changes to it.
struct SignatureTests {
  /// 2026-01-31T09:30:00Z.
  private static let instant: Int64 = 1_769_851_800_000
  private static let signature = "20e01a9d9213eb9525a1c204c28cb240d6607e37332574302d0706354ed97820"
  private static let authorization =
    "AWS4-HMAC-SHA256 Credential=TEAMKEY/20260131/eu-central-1/logs/aws4_request, "
    + "SignedHeaders=content-type;host;x-amz-date;x-amz-target, Signature=" + signature

  private static func request(
    authorization: String? = authorization, body: String = #"{"limit":1}"#,
    target: String = "Logs_20140328.DescribeLogGroups", date: String = "20260131T093000Z"
  ) -> HTTPRequest {
    var headers = [
      (name: "Host", value: "127.0.0.1:4519"),
      (name: "Content-Type", value: "application/x-amz-json-1.1"),
      (name: "X-Amz-Date", value: date), (name: "X-Amz-Target", value: target),
    ]
    if let authorization { headers.append((name: "Authorization", value: authorization)) }
    return HTTPRequest(method: "POST", target: "/", headers: headers, body: Array(body.utf8))
  }

  private static func code(
    _ request: HTTPRequest, at time: Int64 = instant, secret: String = "team-secret"
  ) -> String? {
    let rule = SignatureRule(secrets: ["TEAMKEY": secret], time: .fixed(at: time))
    do throws(APIError) {
      try rule.check(request)
      return nil
    } catch {
      return error.code
    }
  }

  @Test func acceptsWhatAKeyHasSigned() {
    #expect(Self.code(Self.request()) == nil)
    // Some clients put no blanks after the commas.
    let tight = Self.authorization.split(separator: ", ").joined(separator: ",")
    #expect(Self.code(Self.request(authorization: tight)) == nil)
  }

  @Test func refusesEverythingElse() {
    #expect(Self.code(Self.request(authorization: nil)) == "MissingAuthenticationTokenException")
    #expect(Self.code(Self.request(body: #"{"limit":2}"#)) == "InvalidSignatureException")
    #expect(
      Self.code(Self.request(target: "Logs_20140328.StartQuery")) == "InvalidSignatureException")
    #expect(Self.code(Self.request(), secret: "other") == "InvalidSignatureException")
    #expect(
      Self.code(Self.request(), at: Self.instant + 16 * 60_000) == "InvalidSignatureException")
    let other = Self.authorization.split(separator: "TEAMKEY").joined(separator: "OTHER")
    #expect(Self.code(Self.request(authorization: other)) == "UnrecognizedClientException")
    for header in ["", "Basic x", "AWS4-HMAC-SHA256", "AWS4-HMAC-SHA256 Credential=a, Signature=b"]
    {
      #expect(Self.code(Self.request(authorization: header)) == "InvalidSignatureException")
    }
  }

  @Test(arguments: [
    "20260131TéééZ", "20260131T09300éZ", "", "20260131T093000", "2026013é\u{301}T0900Z",
  ])
  func refusesWhatIsNoTime(_ date: String) {
    #expect(Self.code(Self.request(date: date)) == "InvalidSignatureException")
  }

  @Test func withoutKeysEverythingIsAccepted() throws {
    try SignatureRule(secrets: nil).check(Self.request(authorization: nil))
  }
}
