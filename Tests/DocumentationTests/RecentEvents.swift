import Events
import Foundation
import Time

/// Hand-made stops of the last days, for the queries that ask about now.
enum RecentEvents {
  private static let deployment = "ecs-svc/4501827364019283746"
  private static let scaling = "Scaling activity initiated by (deployment \(deployment))"
  private static let outOfMemory = "OutOfMemoryError: Container killed due to memory usage"

  /// Five stops of the service `web` and two of the job `report`, all but the first older than a day.
  static func all() -> [String] {
    [
      web(
        1, hoursAgo: 0, code: "ServiceSchedulerInitiated", reason: scaling, runSeconds: 3000,
        containers: [Container("app", exitCode: 0)]),
      web(
        2, hoursAgo: 48, code: "EssentialContainerExited",
        reason: "Essential container in task exited", runSeconds: 60,
        containers: [
          Container("app", exitCode: 137, reason: outOfMemory), Container("envoy", exitCode: 0),
        ]),
      web(
        3, hoursAgo: 72, code: "EssentialContainerExited",
        reason: "Essential container in task exited", runSeconds: 120,
        containers: [
          Container("app", exitCode: 137, reason: outOfMemory), Container("envoy", exitCode: 143),
        ]),
      web(
        4, hoursAgo: 96, code: "SpotInterruption", reason: "Your Spot Task was interrupted.",
        runSeconds: 300, startedBy: "ecs-svc/1", provider: "FARGATE_SPOT",
        containers: [Container("app", exitCode: 143)]),
      web(
        5, hoursAgo: 120, code: "ServiceSchedulerInitiated", reason: scaling, runSeconds: 240,
        startedBy: "ecs-svc/1", provider: "FARGATE_SPOT",
        containers: [Container("app", exitCode: 0)]),
      report(
        6, hoursAgo: 50, reason: "CannotPullContainerError: report:2: not found",
        container: Container("report")),
      report(
        7, hoursAgo: 150, reason: "Task failed to start",
        container: Container("report", reason: "CannotPullContainerError: report:1: not found")),
    ]
  }

  private struct Container {
    let name: String
    let exitCode: Int?
    let reason: String?

    init(_ name: String, exitCode: Int? = nil, reason: String? = nil) {
      self.name = name
      self.exitCode = exitCode
      self.reason = reason
    }

    var json: String {
      var members = [
        #""name":"\#(name)","image":"\#(name):1","lastStatus":"STOPPED","memory":"512""#
      ]
      if let exitCode { members.append(#""exitCode":\#(exitCode)"#) }
      if let reason { members.append(#""reason":"\#(reason)""#) }
      return "{" + members.joined(separator: ",") + "}"
    }
  }

  private static func web(
    _ number: Int, hoursAgo: Double, code: String, reason: String, runSeconds: Double,
    startedBy: String = deployment, provider: String = "FARGATE", containers: [Container]
  ) -> String {
    let stopped = Date.now.addingTimeInterval(-60 - hoursAgo * 3600)
    return event(
      number, stopped, reason: reason,
      members: [
        #""stopCode":"\#(code)","group":"service:web","startedBy":"\#(startedBy)""#,
        #""taskDefinitionArn":"arn:aws:ecs:eu-west-1:111122223333:task-definition/web:3""#,
        #""capacityProviderName":"\#(provider)","availabilityZone":"eu-west-1b""#,
        #""startedAt":"\#(iso(stopped - runSeconds))","executionStoppedAt":"\#(iso(stopped))""#,
        #""containers":[\#(containers.map(\.json).joined(separator: ","))]"#,
      ])
  }

  private static func report(
    _ number: Int, hoursAgo: Double, reason: String, container: Container
  ) -> String {
    event(
      number, Date.now.addingTimeInterval(-hoursAgo * 3600), reason: reason,
      members: [
        #""stopCode":"TaskFailedToStart","group":"family:report""#,
        #""taskDefinitionArn":"arn:aws:ecs:eu-west-1:111122223333:task-definition/report:7""#,
        #""containers":[\#(container.json)]"#,
      ])
  }

  private static func event(
    _ number: Int, _ stopped: Date, reason: String, members: [String]
  ) -> String {
    let task = "arn:aws:ecs:eu-west-1:111122223333:task/shop/" + String(format: "%032x", number)
    let detail =
      [
        #""taskArn":"\#(task)","lastStatus":"STOPPED","desiredStatus":"STOPPED","version":5"#,
        #""clusterArn":"arn:aws:ecs:eu-west-1:111122223333:cluster/shop""#,
        #""stoppedReason":"\#(reason)","stoppedAt":"\#(iso(stopped))","updatedAt":"\#(iso(stopped))""#,
      ] + members
    return #"{"detail-type":"ECS Task State Change","detail":{\#(detail.joined(separator: ","))}}"#
  }

  /// A point in time as ECS writes it.
  private static func iso(_ date: Date) -> String {
    let bytes = [UInt8](unsafeUninitializedCapacity: Timestamp.textBytesMax) { buffer, count in
      guard let start = buffer.baseAddress else { return }
      count = Timestamp.write(Int64(date.timeIntervalSince1970) * 1000, to: start)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
