extension OddEvent {
  static let duplicates: [OddEvent] = {
    let old = PlainEvent.old["detail"] ?? .object([])
    return [
      whole("detail twice", twice(PlainEvent.fargate, "detail", first: old)),
      whole(
        "detail thrice, once null",
        twice(twice(PlainEvent.fargate, "detail", first: old), "detail", first: .literal("null"))),
      whole("time twice", twice(PlainEvent.fargate, "time", first: .text("1999-01-01T00:00:00Z"))),
      whole("detail-type twice", twice(PlainEvent.fargate, "detail-type", first: .text("x"))),
      detail("lastStatus twice") { $0 = twice($0, "lastStatus", first: .text("RUNNING")) },
      detail("taskArn twice") { $0 = twice($0, "taskArn", first: .text(PlainEvent.oldTaskARN)) },
      detail("containers twice") {
        $0 = twice($0, "containers", first: .array([nested, nested, nested]))
      },
      detail("containers twice, the first one wrong") {
        $0 = twice($0, "containers", first: .text("x"))
      },
      detail("attachments twice") {
        $0 = twice($0, "attachments", first: old["containers"] ?? .array([]))
      },
      detail("ephemeralStorage twice") {
        $0 = twice($0, "ephemeralStorage", first: .members(("sizeInGiB", .number(1))))
      },
      detail("sizeInGiB twice") {
        $0["ephemeralStorage"] = .object([
          .init("sizeInGiB", .number(1)), .init("sizeInGiB", .number(2)),
        ])
      },
      detail("overrides twice") { $0 = twice($0, "overrides", first: nested) },
      container("exitCode twice") { $0 = twice($0, "exitCode", first: .number(1)) },
      container("networkInterfaces twice") {
        $0 = twice(
          $0, "networkInterfaces", first: .array([.members(("attachmentId", .text("y")))]))
      },
      container("networkInterfaces thrice") {
        $0 = twice(
          $0, "networkInterfaces", first: .array([.members(("attachmentId", .text("y")))]))
        $0 = twice($0, "networkInterfaces", first: .literal("null"))
      },
      container("attachmentId twice") {
        $0["networkInterfaces"] = .array([
          .object([
            .init("attachmentId", .text("x")),
            .init("attachmentId", .text(PlainEvent.interfaceID)),
          ])
        ])
      },
      attachment("details twice") {
        $0 = twice($0, "details", first: .array([PlainEvent.detail("subnetId", "subnet-1")]))
      },
      attachment("details twice, the first one odd") {
        $0 = twice(
          $0, "details", first: .array([PlainEvent.detail("subnetId", "s"), .number(1)]))
      },
      attachment("details twice, the last one odd") {
        let first = $0["details"] ?? .array([])
        $0["details"] = .array([PlainEvent.detail("colour", "red")])
        $0 = twice($0, "details", first: first)
      },
      attachment("details and then null") {
        let first = $0["details"] ?? .array([])
        $0["details"] = .literal("null")
        $0 = twice($0, "details", first: first)
      },
      attachment("a detail twice") {
        $0["details"] = .array([
          PlainEvent.detail("subnetId", "subnet-1"), PlainEvent.detail("subnetId", "subnet-2"),
        ])
      },
      attachment("a detail's name twice") {
        $0["details"] = .array([
          .object([.init("name", .text("subnetId")), .init("name", .text("macAddress"))])
        ])
      },
      whole("each member twice", each(PlainEvent.fargate)),
      whole("each member of old twice", each(PlainEvent.old)),
    ]
  }()

  /// An object with another value of a member before it.
  private static func twice(_ object: JSONSource, _ key: String, first: JSONSource) -> JSONSource {
    guard case .object(var members) = object,
      let index = members.lastIndex(where: { $0.key == key })
    else { return object }
    members.insert(.init(key, first), at: index)
    return .object(members)
  }

  private static func each(_ value: JSONSource) -> JSONSource {
    switch value {
    case .object(let members):
      .object(members.flatMap { [$0, JSONSource.Member($0.key, each($0.value))] })
    case .array(let elements): .array(elements.map(each))
    case .string, .literal: value
    }
  }
}
