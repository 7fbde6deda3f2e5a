/// Makes events of stopped tasks, from a seed; all names in them are invented.
package struct EventGenerator {
  package var random: SeededGenerator

  package init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  /// A task, of which several events may tell.
  package struct StoppedTask: Sendable {
    package var region: String
    package var account: String
    package var cluster: String
    package var id: String
    package var isOnFargate: Bool
    /// Whether its ARN names the cluster.
    package var hasLongARN: Bool

    package var arnHead: String { "arn:aws:ecs:\(region):\(account):" }
    package var arn: String { arnHead + (hasLongARN ? "task/\(cluster)/\(id)" : "task/\(id)") }
  }

  package mutating func task() -> StoppedTask {
    let hasLongARN = !random.isOne(in: 8)
    return StoppedTask(
      region: random.pick(["eu-north-1", "us-east-1", "ap-south-2"]),
      account: random.pick(["000012345678", "210987654321"]),
      cluster: random.pick(["orchard", "harbour", "night-shift"]),
      id: hasLongARN ? random.hex(32) : random.uuid(),
      isOnFargate: random.isOne(in: 2), hasLongARN: hasLongARN)
  }

  /// An event of some task.
  package mutating func event() -> JSONSource {
    let task = task()
    return event(
      of: task, version: 3 + random.below(6),
      updatedAt: 1_800_000_000_000 + Int64(random.below(1 << 40)))
  }

  /// An event of a task, with the numbers by which the archive tells which one stays.
  package mutating func event(
    of task: StoppedTask, version: Int, updatedAt: Int64
  ) -> JSONSource {
    let seconds = updatedAt / 1000 * 1000
    return .members(
      ("version", .text("0")), ("id", .text(random.uuid())),
      ("detail-type", .text("ECS Task State Change")), ("source", .text("aws.ecs")),
      ("account", .text(task.account)), ("time", .text(ISOTime.text(seconds))),
      ("region", .text(task.region)), ("resources", .array([.text(task.arn)])),
      ("detail", detail(of: task, version: version, updatedAt: updatedAt)))
  }

  private mutating func detail(
    of task: StoppedTask, version: Int, updatedAt: Int64
  ) -> JSONSource {
    let attachments = attachments(of: task)
    let stop = stop()
    var members: [JSONSource.Member] = []
    func add(_ key: String, _ value: JSONSource?) {
      if let value { members.append(.init(key, value)) }
    }
    add("attachments", .array(attachments))
    add(
      "attributes",
      random.isOne(in: 4)
        ? nil
        : .array([.members(("name", .text("ecs.cpu-architecture")), ("value", .text("arm64")))]))
    add("availabilityZone", .text(task.region + random.pick(["a", "b"])))
    if task.isOnFargate {
      add("capacityProviderName", .text(random.pick(["FARGATE", "FARGATE_SPOT"])))
    } else {
      add(
        "containerInstanceArn",
        .text("\(task.arnHead)container-instance/\(task.cluster)/\(random.hex(32))"))
    }
    add("clusterArn", .text("\(task.arnHead)cluster/\(task.cluster)"))
    add("connectivity", .text("CONNECTED"))
    add("connectivityAt", time(before: updatedAt))
    add("containers", .array(containers(of: task, attachments)))
    add("cpu", .text(random.pick(["256", "1024", "0"])))
    add("createdAt", time(before: updatedAt))
    add("desiredStatus", .text("STOPPED"))
    add("enableExecuteCommand", .literal(random.pick(["true", "false"])))
    if task.isOnFargate { add("ephemeralStorage", .members(("sizeInGiB", .number(20)))) }
    add("executionStoppedAt", random.isOne(in: 3) ? nil : time(before: updatedAt))
    add("group", .text(random.pick(["service:ferry", "family:nightly-sums", "crates"])))
    add("launchType", .text(task.isOnFargate ? "FARGATE" : "EC2"))
    add("lastStatus", .text("STOPPED"))
    add("memory", .text("512"))
    add("overrides", overrides())
    if task.isOnFargate { add("platformVersion", .text("1.4.0")) }
    add("pullStartedAt", time(before: updatedAt))
    add("pullStoppedAt", time(before: updatedAt))
    add("startedAt", random.isOne(in: 3) ? nil : time(before: updatedAt))
    add("startedBy", .text(random.pick(["ecs-svc/0123456789012345678", "AWS Step Functions"])))
    add("stoppingAt", time(before: updatedAt))
    add("stoppedAt", .text(ISOTime.text(updatedAt)))
    add("stoppedReason", .text(stop.reason))
    add("stopCode", .text(stop.code))
    add("taskArn", .text(task.arn))
    add("taskDefinitionArn", .text("\(task.arnHead)task-definition/ferry:\(1 + random.below(9))"))
    add("updatedAt", .text(ISOTime.text(updatedAt)))
    add("version", .number(version))
    return .object(members)
  }

  private mutating func time(before end: Int64) -> JSONSource {
    // Round ones too, whose fraction has fewer digits.
    let step: Int64 = random.pick([1, 10, 100, 1000])
    return .text(ISOTime.text((end - Int64(random.below(600_000))) / step * step))
  }

  private mutating func stop() -> (code: String, reason: String) {
    switch random.below(5) {
    case 0: ("EssentialContainerExited", "Essential container in task exited")
    case 1: ("UserInitiated", "Stopped because of ticket \(random.below(9000))")
    case 2:
      (
        "ServiceSchedulerInitiated",
        "Scaling activity initiated by (deployment ecs-svc/\(random.below(99)))"
      )
    case 3:
      (
        "TaskFailedToStart",
        "ResourceInitializationError: no \u{ab}\(random.hex(4))\u{bb} volume\n\tin \"pool\""
      )
    default: ("", "")
    }
  }

  private mutating func overrides() -> JSONSource {
    guard !random.isOne(in: 3) else { return .members(("containerOverrides", .array([]))) }
    return .members(
      (
        "containerOverrides",
        .array([
          .members(
            ("name", .text("web")), ("command", .array([.text("run"), .text(random.hex(3))])))
        ])
      ))
  }

  private mutating func attachments(of task: StoppedTask) -> [JSONSource] {
    var attachments: [JSONSource] = []
    if task.isOnFargate {
      let address = "10.\(random.below(256)).\(random.below(256)).\(random.below(256))"
      let name = "ip-" + address.replacing(".", with: "-") + ".\(task.region).compute.internal"
      attachments.append(
        attachment(
          "eni",
          [
            ("subnetId", "subnet-0\(random.hex(16))"),
            ("networkInterfaceId", "eni-0\(random.hex(16))"),
            ("macAddress", "0a:\(random.hex(2)):00:1c:ff:\(random.hex(2))"),
            ("privateDnsName", name),
            ("privateIPv4Address", address),
          ]))
    }
    if random.isOne(in: 4) { attachments.append(attachment("elb", [])) }
    if random.isOne(in: 6) {
      attachments.append(
        attachment(
          "AmazonElasticBlockStorage",
          [
            ("volumeName", "scratch"), ("volumeId", "vol-0\(random.hex(16))"),
            ("deleteOnTermination", "true"),
          ]))
    }
    return attachments
  }

  private mutating func attachment(_ type: String, _ details: [(String, String)]) -> JSONSource {
    .members(
      ("id", .text(random.uuid())), ("type", .text(type)),
      ("status", .text(random.pick(["DELETED", "DETACHING"]))),
      (
        "details",
        .array(details.map { .members(("name", .text($0.0)), ("value", .text($0.1))) })
      ))
  }

  private mutating func containers(of task: StoppedTask, _ attachments: [JSONSource])
    -> [JSONSource]
  {
    (0..<random.below(4)).map { position in
      container(["web", "log-router", "sidecar"][position % 3], of: task, attachments, position)
    }
  }

  private mutating func container(
    _ name: String, of task: StoppedTask, _ attachments: [JSONSource], _ position: Int
  ) -> JSONSource {
    var container = JSONSource.members(
      (
        "containerArn",
        .text(
          task.hasLongARN
            ? "\(task.arnHead)container/\(task.cluster)/\(task.id)/\(random.uuid())"
            : "\(task.arnHead)container/\(random.uuid())")
      ),
      ("lastStatus", .text("STOPPED")), ("name", .text(name)),
      ("image", .text("registry.example/\(name):\(random.below(30))")),
      (
        "runtimeId",
        .text(task.isOnFargate ? "\(task.id)-\(random.below(1 << 31))" : random.hex(64))
      ),
      ("taskArn", .text(task.arn)), ("networkInterfaces", .array(interfaces(attachments))),
      ("cpu", .text("\(random.below(4) * 128)")))
    if !random.isOne(in: 3) { container["exitCode"] = .number(random.pick([0, 1, 137, -1])) }
    if random.isOne(in: 3) { container["imageDigest"] = .text("sha256:\(random.hex(64))") }
    if random.isOne(in: 3) {
      container["reason"] = .text("OutOfMemoryError: container killed, \(position)")
    }
    if random.isOne(in: 3) { container["memory"] = .text("512") }
    if !task.isOnFargate {
      container["networkBindings"] = .array([
        .members(
          ("bindIP", .text("0.0.0.0")), ("containerPort", .number(8080)),
          ("hostPort", .number(32_768 + random.below(9))), ("protocol", .text("tcp")))
      ])
    }
    if random.isOne(in: 4) {
      container["managedAgents"] = .array([
        .members(("name", .text("ExecuteCommandAgent")), ("status", .text("STOPPED")))
      ])
    }
    return container
  }

  private func interfaces(_ attachments: [JSONSource]) -> [JSONSource] {
    guard let interface = attachments.first, let id = interface["id"],
      let address = interface["details"]?[4]?["value"]
    else { return [] }
    return [.members(("attachmentId", id), ("privateIpv4Address", address))]
  }
}

/// Instants as ECS writes them, by another way than the code under test.
package enum ISOTime {
  /// Milliseconds since 1970 → `2026-01-31T09:30:00.12Z`.
  package static func text(_ milliseconds: Int64) -> String {
    var day = 0
    var year = 1970
    var rest = Int(milliseconds)
    let days = rest / 86_400_000
    rest %= 86_400_000
    while days - day >= length(of: year) {
      day += length(of: year)
      year += 1
    }
    var month = 0
    let months = [31, length(of: year) - 337, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    while days - day >= months[month] {
      day += months[month]
      month += 1
    }
    let date = "\(year)-\(two(month + 1))-\(two(days - day + 1))"
    let clock = "\(two(rest / 3_600_000)):\(two(rest / 60_000 % 60)):\(two(rest / 1000 % 60))"
    var fraction = rest % 1000 == 0 ? "" : "." + String(String(1000 + rest % 1000).dropFirst())
    while fraction.last == "0" { fraction.removeLast() }
    return "\(date)T\(clock)\(fraction)Z"
  }

  private static func length(of year: Int) -> Int {
    year % 400 == 0 || (year % 4 == 0 && year % 100 != 0) ? 366 : 365
  }

  private static func two(_ number: Int) -> String { (number < 10 ? "0" : "") + "\(number)" }
}
