extension OddEvent {
  static let identities: [OddEvent] = [
    whole(
      "uppercase ids",
      PlainEvent.fargate.replacingEverywhere(
        PlainEvent.taskID, with: PlainEvent.taskID.uppercased())),
    whole(
      "uppercase event id", PlainEvent.fargate.replacingEverywhere("0a1b2c3d", with: "0A1B2C3D")),
    whole(
      "short task id",
      PlainEvent.fargate.replacingEverywhere(
        PlainEvent.taskID, with: "0123456789abcdef01")),
    whole(
      "a task ARN without a slash",
      PlainEvent.fargate.replacingEverywhere(
        PlainEvent.taskARN, with: "mytask")),
    whole(
      "a task ARN that ends in a slash",
      PlainEvent.fargate.replacingEverywhere(
        PlainEvent.taskARN, with: "arn:aws:ecs:eu-north-1:000012345678:task/")),
    whole(
      "a cluster with a quote",
      PlainEvent.fargate.replacingEverywhere(
        "orchard", with: "or\\\"chard\\n")),
    whole(
      "a region with an escape",
      PlainEvent.fargate.replacingEverywhere(
        "eu-north-1", with: "eu\\tnorth")),
    whole(
      "a cluster that looks like a path",
      PlainEvent.fargate.replacingEverywhere(
        "orchard", with: ":task/x:task/")),
    detail("the task's ARN in other words elsewhere") { detail in
      detail["newName"] = .text(PlainEvent.taskARN)
    },
    container("another task's ARN in a container") {
      $0["taskArn"] = .text(PlainEvent.oldTaskARN)
    },
    whole(
      "the oldest region's DNS name",
      PlainEvent.fargate.replacingEverywhere(
        "eu-north-1.compute.internal", with: "ec2.internal")),
    whole(
      "addresses with zeros",
      PlainEvent.fargate.replacingEverywhere("10.20.30.40", with: "010.20.30.40")),
    container("a runtime id with zeros") { $0["runtimeId"] = .text(PlainEvent.taskID + "-007") },
    container("a negative runtime id") { $0["runtimeId"] = .text(PlainEvent.taskID + "--7") },
    container("an uppercase runtime id") {
      $0["runtimeId"] = .text(String(repeating: "0F", count: 32))
    },
    detail("empty strings") { detail in
      for key in [
        "stoppedReason", "stopCode", "group", "startedBy", "cpu", "stoppedAt", "clusterArn",
      ] {
        detail[key] = .text("")
      }
    },
    whole("no resources", replaced("resources", .array([]))),
    whole("two resources", replaced("resources", .array([.text(PlainEvent.taskARN), .text("x")]))),
    whole("resources as a text", replaced("resources", .text(PlainEvent.taskARN))),
    whole("another version of the envelope", replaced("version", .text("1"))),
    whole("another source", replaced("source", .text("harbour.test"))),
  ]

  static func replaced(_ key: String, _ value: JSONSource) -> JSONSource {
    var event = PlainEvent.fargate
    event[key] = value
    return event
  }

  static let times: [OddEvent] =
    instants.flatMap(events)
    + [
      whole("time as a number", replaced("time", .number(1_769_851_800))),
      detail("updatedAt with an escape") {
        $0["updatedAt"] = .string("2026-01-31T09:30:00.12\\u005a")
      },
    ]

  private static let instants = [
    "1970-01-01T00:00:00Z", "1969-12-31T23:59:59.999Z", "0000-01-01T00:00:00Z",
    "9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59-23:59", "2026-01-31T09:30:00.120Z",
    "2026-01-31T09:30:00.0Z", "2026-01-31T09:30:00.123456Z", "2026-01-31T09:30:00.123456789Z",
    "2026-01-31T09:30:00+00:00", "2026-01-31T10:30:00.5+01:00", "2026-01-31 09:30:00Z",
    "2026-02-29T00:00:00Z", "2016-12-31T23:59:60Z", "2026-01-31t09:30:00z", "today",
  ]

  /// An instant as the envelope's time, as the task's, and as both.
  private static func events(with instant: String) -> [OddEvent] {
    let event = replaced("time", .text(instant))
    var both = event
    if var detail = both["detail"] {
      detail["updatedAt"] = .text(instant)
      both["detail"] = detail
    }
    return [
      whole("time \(instant)", event), whole("both times \(instant)", both),
      detail("updatedAt \(instant)") { $0["updatedAt"] = .text(instant) },
    ]
  }
}
