extension OddEvent {
  static let children: [OddEvent] = [
    detail("no containers") { $0["containers"] = .array([]) },
    detail("containers missing") { $0["containers"] = nil },
    detail("empty container") { $0["containers"] = .array([.object([]), .object([])]) },
    detail("containers that are not objects") { detail in
      detail["containers"] = .array([.text("web"), .number(1), .literal("null"), .array([])])
    },
    detail("one container that is not an object") { detail in
      detail["containers"] = .array([detail["containers"]?[0] ?? .object([]), .literal("null")])
    },
    detail("containers as an object") { $0["containers"] = .members(("name", .text("web"))) },
    detail("1,024 containers") { $0["containers"] = .array(containers(1_024)) },
    OddEvent(
      name: "30 containers with white space between",
      message: PlainEvent.fargate.replacing(at: [9, 7]) { _ in .array(containers(30)) }
        .text(.random, seed: 3)),
    detail("attachments that are not objects") { $0["attachments"] = .array([.text("eni")]) },
    attachment("an attachment without details") { $0["details"] = nil },
    attachment("details without pairs") { $0["details"] = .array([]) },
    attachment("details as an object") { $0["details"] = .members(("subnetId", .text("s"))) },
    attachment("details of a volume") { attachment in
      attachment["type"] = .text("AmazonElasticBlockStorage")
      attachment["details"] = .array([
        PlainEvent.detail("roleArn", "arn:aws:iam::000012345678:role/volumes"),
        PlainEvent.detail("volumeId", "vol-0123456789abcdef0"),
        PlainEvent.detail("deleteOnTermination", "true"),
        PlainEvent.detail("statusReason", "no such snapshot"),
      ])
    },
    attachment("details with a number") { attachment in
      attachment["details"] = .array([
        PlainEvent.detail("subnetId", "subnet-1"),
        .members(("name", .text("privateIPv4Address")), ("value", .number(7))),
      ])
    },
    attachment("details with value before name") { attachment in
      attachment["details"] = .array([
        .members(("value", .text("subnet-1")), ("name", .text("subnetId"))),
        .members(("value", .text("10.20.30.40")), ("name", .string("privateIPv4\\u0041ddress"))),
      ])
    },
    attachment("details with three members") { attachment in
      attachment["details"] = .array([
        .members(
          ("name", .text("subnetId")), ("value", .text("subnet-1")), ("unit", .literal("null")))
      ])
    },
    container("several network interfaces") { container in
      let first = container["networkInterfaces"]?[0] ?? .object([])
      container["networkInterfaces"] = .array([
        first, .members(("attachmentId", .text("2")), ("privateIpv4Address", .text("10.9.9.9"))),
        .literal("null"),
      ])
    },
    container("a network interface that is not an object") {
      $0["networkInterfaces"] = .array([.text("eni"), .object([])])
    },
    container("network bindings") { container in
      container["networkBindings"] = .array([
        .members(
          ("bindIP", .text("0.0.0.0")), ("containerPort", .number(80)),
          ("hostPort", .number(32_768)), ("protocol", .text("tcp"))),
        .members(("bindIP", .text("::")), ("containerPortRange", .text("9000-9004"))),
      ])
    },
    container("managed agents") { container in
      container["managedAgents"] = .array([
        .members(
          ("name", .text("ExecuteCommandAgent")), ("status", .text("STOPPED")),
          ("lastStartedAt", .text("2026-01-31T09:01:00.5Z")), ("reason", .literal("null")))
      ])
    },
    container("the address of no attachment") { container in
      container["networkInterfaces"] = .array([
        .members(("attachmentId", .text("x")), ("privateIpv4Address", .text("10.9.9.9")))
      ])
    },
  ]

  private static func containers(_ count: Int) -> [JSONSource] {
    (0..<count).map { .members(("name", .text("worker-\($0 % 7)")), ("exitCode", .number($0))) }
  }
}
