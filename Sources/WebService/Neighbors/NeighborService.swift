import Console
import JSON
import LogsAPI

/// What clients ask of other AWS services on the same endpoint, answered with constants (logs-api.md 2.6).
///
/// Grafana asks for metrics before it asks for logs; Steampipe asks who it is, and which regions there are.
struct NeighborService: Sendable {
  /// The account and the regions that the answers name.
  let places: Places

  struct Places: Sendable {
    let account: String
    let regions: [String]
  }

  /// Whether a request is a call of one of these services.
  static func isMeant(by request: HTTPRequest) -> Bool {
    request.header("X-Amz-Target")?.hasPrefix(metricsTarget) == true
      || request.path.hasPrefix(metricsPath) || request.path == "/ListSinks"
      || request.header("Content-Type")?.hasPrefix(formType) == true
  }

  private static let formType = "application/x-www-form-urlencoded"

  /// The answer to a call of another service; nil for a request that is none.
  func answer(_ request: HTTPRequest, requestID: String) -> HTTPResponse? {
    if let target = request.header("X-Amz-Target"), target.hasPrefix(Self.metricsTarget) {
      return metrics(json: String(target.dropFirst(Self.metricsTarget.count)))
    }
    if request.path.hasPrefix(Self.metricsPath) {
      return metrics(cbor: String(request.path.dropFirst(Self.metricsPath.count)))
    }
    if request.path == "/ListSinks" {
      return HTTPResponse(200, type: "application/json", body: Array(#"{"Items":[]}"#.utf8))
    }
    guard request.header("Content-Type")?.hasPrefix(Self.formType) == true else { return nil }
    return form(request.form, requestID)
  }

  // MARK: - CloudWatch metrics

  private static let metricsTarget = "GraniteServiceVersion20100801."
  private static let metricsPath = "/service/GraniteServiceVersion20100801/operation/"

  private func metrics(json operation: String) -> HTTPResponse {
    let type = "application/x-amz-json-1.0"
    guard operation == "ListMetrics" else {
      var response = HTTPResponse(400, type: type, body: APIError.unknownOperation(operation).body)
      response.headers.append(("x-amzn-query-error", "InvalidAction;Sender"))
      return response
    }
    return HTTPResponse(200, type: type, body: Array(#"{"Metrics":[]}"#.utf8))
  }

  private func metrics(cbor operation: String) -> HTTPResponse {
    let unknown = APIError.unknownOperation(operation)
    var response =
      operation == "ListMetrics"
      ? HTTPResponse(200, type: "application/cbor", body: CBOR.map([("Metrics", CBOR.emptyList)]))
      : HTTPResponse(
        400, type: "application/cbor",
        body: CBOR.map([
          ("__type", CBOR.text(unknown.code)), ("message", CBOR.text(unknown.message)),
        ]))
    response.headers.append(("smithy-protocol", "rpc-v2-cbor"))
    return response
  }

  // MARK: - Forms

  private func form(_ form: URLParameters, _ requestID: String) -> HTTPResponse {
    switch (form["Action"], form["Version"]) {
    case ("ListMetrics", "2010-08-01"):
      xml(
        200,
        """
        <ListMetricsResponse xmlns="http://monitoring.amazonaws.com/doc/2010-08-01/"><ListMetricsResult><Metrics/>\
        </ListMetricsResult><ResponseMetadata><RequestId>\(requestID)</RequestId></ResponseMetadata>\
        </ListMetricsResponse>
        """)
    case ("GetCallerIdentity", "2011-06-15"): identity(requestID)
    case ("DescribeRegions", "2016-11-15"): regions(requestID)
    case (let action, let version):
      Self.error(action ?? "", isEC2: version == "2016-11-15", requestID)
    }
  }

  private func identity(_ requestID: String) -> HTTPResponse {
    xml(
      200,
      """
      <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>\
      <Arn>arn:aws:iam::\(places.account):user/ecs-stops</Arn><UserId>AIDAECSSTOPS</UserId>\
      <Account>\(places.account)</Account></GetCallerIdentityResult>\
      <ResponseMetadata><RequestId>\(requestID)</RequestId></ResponseMetadata></GetCallerIdentityResponse>
      """)
  }

  private func regions(_ requestID: String) -> HTTPResponse {
    let items = places.regions.map { region in
      """
      <item><regionName>\(Self.escaped(region))</regionName>\
      <regionEndpoint>ec2.\(Self.escaped(region)).amazonaws.com</regionEndpoint>\
      <optInStatus>opt-in-not-required</optInStatus></item>
      """
    }
    return xml(
      200,
      """
      <DescribeRegionsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>\(requestID)</requestId>\
      <regionInfo>\(items.joined())</regionInfo></DescribeRegionsResponse>
      """)
  }

  private func xml(_ status: Int, _ text: String) -> HTTPResponse {
    Self.xml(status, text)
  }

  private static func xml(_ status: Int, _ text: String) -> HTTPResponse {
    HTTPResponse(
      status, type: "text/xml",
      body: Array(#"<?xml version="1.0" encoding="UTF-8"?>"#.utf8) + Array(text.utf8))
  }

  /// EC2 has an error format of its own.
  private static func error(_ action: String, isEC2: Bool, _ requestID: String) -> HTTPResponse {
    let message = "\(escaped(action)) is no action that this server knows"
    let error = "<Code>InvalidAction</Code><Message>\(message)</Message>"
    return isEC2
      ? xml(
        400,
        "<Response><Errors><Error>\(error)</Error></Errors><RequestID>\(requestID)</RequestID></Response>"
      )
      : xml(
        400,
        "<ErrorResponse><Error><Type>Sender</Type>\(error)</Error><RequestId>\(requestID)</RequestId></ErrorResponse>"
      )
  }

  private static func escaped(_ text: String) -> String {
    text.map { character in
      switch character {
      case "&": "&amp;"
      case "<": "&lt;"
      case ">": "&gt;"
      default: String(character)
      }
    }.joined()
  }
}
