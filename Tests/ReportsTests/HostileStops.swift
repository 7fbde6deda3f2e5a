import Storage
import TestSupport

/// Stops that differ in everything that a report groups by, in a way that real ones do not.
enum HostileStops: String, CaseIterable {
  /// A reason of its own for each, all at one time, in one service.
  case reasonsAtOneTime
  /// All names and reasons their own, one after another.
  case allDistinct
  /// The same, all at one time.
  case allDistinctAtOneTime
  /// All failed to start, in services of their own, at one time; so are the next.
  case startFailures
  /// Names of containers and exit codes of their own, killed for memory.
  case memory
  /// Failed health checks of target groups of their own.
  case healthChecks
  /// Tasks without a service, started by somebody of their own.
  case jobs
  /// Revisions and deployments of one service, all at one time.
  case deployments
  /// Revisions of one deployment, all at one time.
  case revisions
  /// Interrupted Spot tasks in zones of their own.
  case spot

  /// The time of the first stop: 2026-09-21T14:13:20Z.
  static let start: Int64 = 1_790_000_000_000

  private var areDistinct: Bool {
    [.allDistinct, .allDistinctAtOneTime, .startFailures].contains(self)
  }

  func records(_ count: Int) -> [LogRecord] {
    (0..<count).map { number in
      let time = isAtOneTime ? Self.start : Self.start + Int64(number) * 1000
      return LogRecord(message: event(number, time), loggedAt: time)
    }
  }

  private var isAtOneTime: Bool {
    ![.allDistinct, .spot].contains(self)
  }

  /// A word without digits, which would be a `*` in a pattern.
  private static func word(_ number: Int) -> String {
    var rest = number
    var word = ""
    repeat {
      word.unicodeScalars.append(UnicodeScalar(UInt8(97 + rest % 26)))
      rest /= 26
    } while rest > 0
    return word
  }

  private func event(_ number: Int, _ time: Int64) -> String {
    let word = Self.word(number)
    let id = String(number + 1_000_000, radix: 16)
    let taskID = String(repeating: "0", count: 32 - id.count) + id
    let cluster = areDistinct ? "c\(word)" : "prod"
    let arn = "arn:aws:ecs:us-east-1:123456789012:task/\(cluster)/\(taskID)"
    let family = areDistinct ? word : "web"
    let revision = [.deployments, .revisions].contains(self) ? number : 1
    let group = self == .jobs ? "family:\(family)" : "service:\(areDistinct ? word : "web")"
    let starter =
      switch self {
      case .jobs: "starter\(word)"
      case .deployments: "ecs-svc/\(number)"
      default: areDistinct ? "ecs-svc/\(number)" : "ecs-svc/1"
      }
    let container = areDistinct || self == .memory ? "c\(word)" : "web"
    let zone = areDistinct || self == .spot ? "us-east-1\(word)" : "us-east-1a"
    let started =
      self == .startFailures ? "" : "\"startedAt\":\(Self.text(time - 50_000 + Int64(number))),"
    let exit = self == .startFailures ? "" : "\"exitCode\":\(self == .memory ? 137 : number),"
    return """
      {"version":"0","id":"\(number)","detail-type":"ECS Task State Change","source":"aws.ecs",\
      "account":"123456789012","time":\(Self.text(time)),"region":"us-east-1","resources":["\(arn)"],\
      "detail":{"availabilityZone":"\(zone)","clusterArn":"arn:aws:ecs:us-east-1:123456789012:cluster/\(cluster)",\
      "containers":[{\(exit)"name":"\(container)","image":"image-\(container)","imageDigest":"sha256:\(container)",\
      "lastStatus":"STOPPED","reason":"\(containerReason(word))","taskArn":"\(arn)"}],\
      "containerInstanceArn":"arn:aws:ecs:us-east-1:123456789012:container-instance/\(cluster)/\(taskID)",\
      "capacityProviderName":"\(areDistinct ? word : "FARGATE_SPOT")","createdAt":\(Self.text(time - 60_000)),\
      "group":"\(group)","lastStatus":"STOPPED","startedBy":"\(starter)",\(started)\
      "stoppingAt":\(Self.text(time - 2000)),"stoppedAt":\(Self.text(time)),"stoppedReason":"\(reason(number, word))",\
      "stopCode":"\(stopCode)","taskArn":"\(arn)",\
      "taskDefinitionArn":"arn:aws:ecs:us-east-1:123456789012:task-definition/\(family):\(revision)","version":1}}
      """
  }

  private var stopCode: String {
    switch self {
    case .startFailures: "TaskFailedToStart"
    case .spot: "SpotInterruption"
    default: "EssentialContainerExited"
    }
  }

  private func containerReason(_ word: String) -> String {
    self == .memory ? "OutOfMemoryError: container \(word) killed due to memory usage" : ""
  }

  private func reason(_ number: Int, _ word: String) -> String {
    switch self {
    case .healthChecks:
      "(service web) (port 80) is unhealthy in (target-group arn:aws:elasticloadbalancing:us-east-1:1:targetgroup/\(word)/0)"
        + " due to (reason Health checks failed with these codes: [\(number)])"
    case .startFailures: "CannotPullContainerError: failed to resolve reference \(word):latest"
    case .memory, .spot, .jobs, .deployments, .revisions: "Essential container in task exited"
    case .reasonsAtOneTime, .allDistinct, .allDistinctAtOneTime: "Cannot \(word) the \(word)"
    }
  }

  /// A time as the events have it, in quotes.
  private static func text(_ time: Int64) -> String {
    let seconds = time / 1000
    let day = 20 + (seconds - 1_789_862_400) / 86_400
    let second = seconds % 86_400
    func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let fraction = "\(1000 + time % 1000)".dropFirst()
    return
      "\"2026-09-\(two(day))T\(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60)).\(fraction)Z\""
  }
}
