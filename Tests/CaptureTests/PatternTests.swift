import Testing

@testable import Capture

/// The pattern of each option and of their combinations.
@Suite struct PatternTests {
  private static let head =
    #"{"source":["aws.ecs"],"detail-type":["ECS Task State Change"],"detail":{"desiredStatus":["STOPPED"],"lastStatus":["STOPPED"]"#
  private static let shop = "arn:aws:ecs:eu-west-1:111122223333:cluster/shop"
  private static let web = "arn:aws-cn:ecs:cn-north-1:111122223333:task-definition/web"

  private func pattern(_ change: (inout CaptureScope) throws -> Void) throws -> String {
    var scope = CaptureScope()
    try change(&scope)
    return JSONPrinter.compact(.object(try EventPatternDocument.make(scope)))
  }

  private func expect(
    _ rest: String, sourceLocation: SourceLocation = #_sourceLocation,
    _ change: (inout CaptureScope) throws -> Void
  ) throws {
    let pattern = try pattern(change)
    #expect(pattern == Self.head + rest + "}}", sourceLocation: sourceLocation)
  }

  @Test func everyStopWithoutOptions() throws {
    try expect("") { _ in }
  }

  @Test func clustersAreComparedWhole() throws {
    try expect(#","clusterArn":["\#(Self.shop)"]"#) { scope in
      // Twice is once.
      scope.clusters = [try ClusterARN(Self.shop), try ClusterARN(Self.shop)]
    }
  }

  @Test func aFamilyIsAPrefixWithItsColon() throws {
    try expect(#","taskDefinitionArn":["\#(Self.web):7",{"prefix":"\#(Self.web):"}]"#) { scope in
      scope.taskDefinitions = [
        try TaskDefinitionARN(Self.web + ":7"), try TaskDefinitionARN(Self.web),
      ]
    }
  }

  @Test func servicesAreGroups() throws {
    try expect(#","group":["service:web","service:api_2"]"#) { scope in
      scope.services = [try ServiceName("web"), try ServiceName("api_2")]
    }
  }

  @Test func abnormalStops() throws {
    let notScaling = #"{"anything-but":{"prefix":"Scaling activity initiated by"}}"#
    let failed = #"{"containers":{"exitCode":[{"anything-but":0}]}}"#
    let lost = #"{"containers":{"containerArn":[{"exists":true}],"exitCode":[{"exists":false}]}}"#
    try expect(
      #","stoppedReason":[\#(notScaling),{"exists":false}],"$or":[\#(failed),\#(lost),{"stopCode":["TaskFailedToStart"]}]"#
    ) { $0.abnormal = .recommended }
    try expect(#","stoppedReason":[\#(notScaling)],\#(failed.dropFirst().dropLast())"#) {
      $0.abnormal = .byExitCodes
    }
  }

  @Test func oneConditionNeedsNoOr() throws {
    let scaling = #"{"prefix":{"equals-ignore-case":"Scaling activity initiated by"}}"#
    try expect(#","stoppedReason":[\#(scaling)]"#) {
      $0.causes = [try CausePattern(named: "service_scaling")]
    }
  }

  /// Reasons of several causes are combined in one list per field.
  @Test func causesShareTheirFields() throws {
    let one = #"{"prefix":{"equals-ignore-case":"CannotCreateContainer"}}"#
    let other = #"{"prefix":{"equals-ignore-case":"CannotStopContainer"}}"#
    try expect(
      #","$or":[{"stoppedReason":[\#(one),\#(other)]},{"containers":{"reason":[\#(one),\#(other)]}}]"#
    ) { scope in
      scope.causes = [
        try CausePattern(named: "container_create_failed"),
        try CausePattern(named: "container_stop_failed"),
        try CausePattern(named: "container_create_failed"),
      ]
    }
  }

  /// A cause that is abnormal in itself needs no exit codes, which may be another container's; others do.
  @Test func abnormalStopsOfACause() throws {
    let notScaling =
      #"[{"anything-but":{"prefix":"Scaling activity initiated by"}},{"exists":false}]"#
    let create = #"[{"prefix":{"equals-ignore-case":"CannotCreateContainer"}}]"#
    try expect(
      #","$or":[{"stoppedReason":\#(create)},{"stoppedReason":\#(notScaling),"containers":{"reason":\#(create)}}]"#
    ) { scope in
      scope.causes = [try CausePattern(named: "container_create_failed")]
      scope.abnormal = .recommended
    }
    let byUser = try pattern { scope in
      scope.causes = [try CausePattern(named: "user_stopped")]
      scope.abnormal = .recommended
    }
    #expect(
      byUser.contains(
        #"{"stopCode":["UserInitiated"],"stoppedReason":\#(notScaling),"$or":[{"containers":{"exitCode":[{"anything-but":0}]}},"#
      ))
    #expect(throws: CaptureError.self) {
      try self.pattern { scope in
        scope.causes = [try CausePattern(named: "service_scaling")]
        scope.abnormal = .byExitCodes
      }
    }
  }

  @Test func longPatternsAreRefused() throws {
    func services(_ count: Int) throws -> [ServiceName] {
      try (0..<count).map { try ServiceName(String(repeating: "x", count: 80) + "\($0)") }
    }
    #expect(try pattern { $0.services = try services(40) }.count <= 4096)
    #expect(throws: CaptureError.self) { try self.pattern { $0.services = try services(50) } }
  }
}
