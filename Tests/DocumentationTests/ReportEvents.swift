import Events
import Time

/// Stops of a small shop in two weeks of February 2026, on which docs/reports.md runs its examples.
enum ReportEvents {
  /// 2026-02-15T00:00:00Z, when the examples are asked.
  static let now: Int64 = 1_771_113_600_000

  static let all: [String] = {
    var events: [String] = []
    for stop in stops { events.append(stop.event(number: events.count + 1)) }
    return events
  }()

  private static let stops: [Stop] =
    routine + [
      // The service `web`: its revision 12 takes too much memory, and is killed again and again.
      memoryKill(daysAgo: 3, hour: 9, minute: 10), memoryKill(daysAgo: 3, hour: 9, minute: 25),
      memoryKill(daysAgo: 3, hour: 9, minute: 41), memoryKill(daysAgo: 2, hour: 14, minute: 5),
      // A kill without an explanation, and one at the end of the stop timeout.
      Stop(
        daysAgo: 2, hour: 15, service: "web", revision: 12, code: "EssentialContainerExited",
        reason: "Essential container in task exited", ranSeconds: 900,
        containers: [.init("web", exitCode: 137), .init("envoy", exitCode: 0)]),
      Stop(
        daysAgo: 1, hour: 4, service: "web", revision: 11, code: "ServiceSchedulerInitiated",
        reason: "Scaling activity initiated by (deployment ecs-svc/4501827364019283746)",
        ranSeconds: 400_000, stopSeconds: 30,
        containers: [.init("web", exitCode: 137), .init("envoy", exitCode: 143)]),
      // The service `api` fails its health checks, and an image that is not there.
      Stop(
        daysAgo: 5, hour: 11, service: "api", revision: 7, code: "ServiceSchedulerInitiated",
        reason: "Task failed ELB health checks in (target-group arn:aws:elasticloadbalancing:"
          + "eu-west-1:111122223333:targetgroup/api/0123456789abcdef)", ranSeconds: 130),
      Stop(
        daysAgo: 5, hour: 11, minute: 4, service: "api", revision: 7,
        code: "ServiceSchedulerInitiated",
        reason: "Task failed container health checks", ranSeconds: 140),
      failedStart(daysAgo: 4, minute: 0), failedStart(daysAgo: 4, minute: 3),
      failedStart(daysAgo: 4, minute: 8), failedStart(daysAgo: 4, minute: 16),
      failedStart(daysAgo: 4, minute: 31),
      Stop(
        daysAgo: 4, hour: 16, service: "api", revision: 8, code: "TaskFailedToStart",
        reason:
          "ResourceInitializationError: unable to pull secrets or registry auth: execution resource "
          + "retrieval failed: unable to retrieve secret from asm: AccessDeniedException",
        ranSeconds: nil),
      // Capacity.
      Stop(
        daysAgo: 6, hour: 2, service: "api", revision: 6, code: "SpotInterruption",
        reason: "Your Spot Task was interrupted.", provider: "FARGATE_SPOT", zone: "b",
        ranSeconds: 7_200),
      Stop(
        daysAgo: 2, hour: 3, service: "api", revision: 8, code: "SpotInterruption",
        reason: "Your Spot Task was interrupted.", provider: "FARGATE_SPOT", zone: "b",
        ranSeconds: 10_800),
      Stop(
        daysAgo: 1, hour: 3, service: "api", revision: 8, code: "TaskFailedToStart",
        reason:
          "Capacity is unavailable at this time. Please try again later or in a different availability zone",
        provider: "FARGATE_SPOT", zone: "b", ranSeconds: nil),
      // A nightly job, which fails, and a shell that somebody ended.
      job(daysAgo: 1, exitCode: 1), job(daysAgo: 2, exitCode: 0), job(daysAgo: 3, exitCode: 127),
      Stop(
        daysAgo: 6, hour: 10, service: nil, family: "shell", revision: 1, code: "UserInitiated",
        reason: "done with it", ranSeconds: 1_800),
    ]

  private static var routine: [Stop] {
    (0..<6).map { number in
      Stop(
        daysAgo: 12 - 2 * number, hour: 8, service: number % 2 == 0 ? "web" : "api",
        revision: number % 2 == 0 ? 11 : 6, code: "ServiceSchedulerInitiated",
        reason: "Scaling activity initiated by (deployment ecs-svc/4501827364019283746)",
        ranSeconds: 40_000)
    }
  }

  private static func memoryKill(daysAgo: Int, hour: Int, minute: Int) -> Stop {
    Stop(
      daysAgo: daysAgo, hour: hour, minute: minute, service: "web", revision: 12,
      code: "EssentialContainerExited", reason: "Essential container in task exited",
      ranSeconds: 600,
      containers: [
        .init(
          "web", exitCode: 137, reason: "OutOfMemoryError: Container killed due to memory usage"),
        .init("envoy", exitCode: 0),
      ])
  }

  private static func failedStart(daysAgo: Int, minute: Int) -> Stop {
    Stop(
      daysAgo: daysAgo, hour: 15, minute: minute, service: "api", revision: 8,
      code: "TaskFailedToStart",
      reason: "CannotPullContainerError: registry.example.com/api:8: not found", ranSeconds: nil)
  }

  private static func job(daysAgo: Int, exitCode: Int) -> Stop {
    Stop(
      daysAgo: daysAgo, hour: 1, service: nil, family: "report", revision: 3,
      code: "EssentialContainerExited", reason: "Essential container in task exited",
      startedBy: "events-rule/nightly", ranSeconds: 300,
      containers: [.init("report", exitCode: exitCode)])
  }
}

/// A task that stopped.
private struct Stop {
  struct Container {
    let name: String
    let exitCode: Int?
    let reason: String?

    init(_ name: String, exitCode: Int?, reason: String? = nil) {
      self.name = name
      self.exitCode = exitCode
      self.reason = reason
    }
  }

  var daysAgo: Int
  var hour: Int
  var minute = 0
  /// Nil for a task by itself.
  var service: String?
  var family: String?
  var revision: Int
  var code: String
  var reason: String
  var startedBy = "ecs-svc/4501827364019283746"
  var provider = "FARGATE"
  var zone = "a"
  /// Nil if it never ran.
  var ranSeconds: Int?
  /// From the wish that it stops to its end.
  var stopSeconds = 5
  var containers: [Container]?

  /// The event of ECS.
  func event(number: Int) -> String {
    let family = family ?? service ?? ""
    let stopped =
      ReportEvents.now - Int64(daysAgo) * 86_400_000 + Int64(hour * 60 + minute) * 60_000
    let arn = "arn:aws:ecs:eu-west-1:111122223333:"
    let digits = String(number, radix: 16)
    let id = "5f1c0d3e" + String(repeating: "0", count: 24 - digits.count) + digits
    let started = ranSeconds.map { stopped - Int64($0) * 1000 }
    let created = (started ?? stopped - 20_000) - 30_000
    let group = service.map { "service:\($0)" } ?? "family:\(family)"
    let containers = containers ?? [Container(family, exitCode: ranSeconds == nil ? nil : 143)]
    return #"""
      {"version":"0","id":"7f000000-0000-4000-8000-\#(String(repeating: "0", count: 12 - digits.count))\#(digits)",
      "detail-type":"ECS Task State Change","source":"aws.ecs","account":"111122223333",
      "time":"\#(time(stopped))","region":"eu-west-1","resources":["\#(arn)task/shop/\#(id)"],"detail":{
      "availabilityZone":"eu-west-1\#(zone)","clusterArn":"\#(arn)cluster/shop",
      "capacityProviderName":"\#(provider)","containers":[\#(json(containers, family))],
      "cpu":"256","memory":"512","createdAt":"\#(time(created))","desiredStatus":"STOPPED",
      "group":"\#(group)","launchType":"FARGATE","lastStatus":"STOPPED","platformVersion":"1.4.0",
      \#(started.map { #""pullStartedAt":"\#(time($0 - 20_000))","pullStoppedAt":"\#(time($0 - 8_000))","startedAt":"\#(time($0))","# } ?? "")
      "startedBy":"\#(startedBy)","stopCode":"\#(code)","stoppedReason":"\#(reason)",
      "stoppingAt":"\#(time(stopped - Int64(stopSeconds) * 1000))","executionStoppedAt":"\#(time(stopped - 1000))",
      "stoppedAt":"\#(time(stopped))","updatedAt":"\#(time(stopped))","taskArn":"\#(arn)task/shop/\#(id)",
      "taskDefinitionArn":"\#(arn)task-definition/\#(family):\#(revision)","version":5}}
      """#
  }

  private func json(_ containers: [Container], _ family: String) -> String {
    containers.map { container in
      let exit = container.exitCode.map { #","exitCode":\#($0)"# } ?? ""
      let reason = container.reason.map { #","reason":"\#($0)""# } ?? ""
      let image = "registry.example.com/\(container.name):\(revision)"
      let hash = String(repeating: "\(revision % 10)", count: 64)
      return #"""
        {"name":"\#(container.name)","image":"\#(image)","imageDigest":"sha256:\#(hash)",
        "lastStatus":"STOPPED","memory":"512"\#(exit)\#(reason)}
        """#
    }.joined(separator: ",")
  }

  private func time(_ milliseconds: Int64) -> String {
    let bytes = [UInt8](unsafeUninitializedCapacity: Timestamp.textBytesMax) { room, count in
      count = room.baseAddress.map { Timestamp.write(milliseconds, to: $0) } ?? 0
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
