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

  /// The answer to a call that came in a protocol.
  func answer(_ call: NeighborProtocol, requestID: String) -> HTTPResponse {
    if let body = body(call, requestID) { return call.response(200, body) }
    return call.error(Self.unknown(call), requestID: requestID)
  }

  private func body(_ call: NeighborProtocol, _ requestID: String) -> [UInt8]? {
    switch call {
    case .json("ListMetrics"): Array(#"{"Metrics":[]}"#.utf8)
    case .cbor("ListMetrics"): CBOR.map([("Metrics", CBOR.emptyList)])
    case .sinks: Array(#"{"Items":[]}"#.utf8)
    case .form("ListMetrics", "2010-08-01"): Array(metrics(requestID).utf8)
    case .form("GetCallerIdentity", "2011-06-15"): Array(identity(requestID).utf8)
    case .form("DescribeRegions", "2016-11-15"): Array(regions(requestID).utf8)
    case .json, .cbor, .form: nil
    }
  }

  private static func unknown(_ call: NeighborProtocol) -> APIError {
    switch call {
    case .json(let operation), .cbor(let operation): .unknownOperation(operation)
    case .form(let action, _):
      APIError("InvalidAction", "\(action) is no action that this server knows")
    case .sinks: .unknownOperation("")
    }
  }

  // MARK: - XML

  private func metrics(_ requestID: String) -> String {
    """
    <ListMetricsResponse xmlns="http://monitoring.amazonaws.com/doc/2010-08-01/"><ListMetricsResult><Metrics/>\
    </ListMetricsResult><ResponseMetadata><RequestId>\(requestID)</RequestId></ResponseMetadata>\
    </ListMetricsResponse>
    """
  }

  private func identity(_ requestID: String) -> String {
    """
    <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>\
    <Arn>arn:aws:iam::\(places.account):user/ecs-stops</Arn><UserId>AIDAECSSTOPS</UserId>\
    <Account>\(places.account)</Account></GetCallerIdentityResult>\
    <ResponseMetadata><RequestId>\(requestID)</RequestId></ResponseMetadata></GetCallerIdentityResponse>
    """
  }

  private func regions(_ requestID: String) -> String {
    let items = places.regions.map { region in
      """
      <item><regionName>\(NeighborProtocol.escaped(region))</regionName>\
      <regionEndpoint>ec2.\(NeighborProtocol.escaped(region)).amazonaws.com</regionEndpoint>\
      <optInStatus>opt-in-not-required</optInStatus></item>
      """
    }
    return """
      <DescribeRegionsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>\(requestID)</requestId>\
      <regionInfo>\(items.joined())</regionInfo></DescribeRegionsResponse>
      """
  }
}
