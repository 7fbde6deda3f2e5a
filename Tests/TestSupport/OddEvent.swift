/// Stops that are written or filled in some odd way, and have to come back all the same.
package struct OddEvent: Sendable, CustomStringConvertible {
  package let name: String
  package let message: String

  package var description: String { name }
}

extension OddEvent {
  package static let all: [OddEvent] =
    layouts + orders + unknowns + duplicates + spellings + children + identities + times

  static func whole(_ name: String, _ event: JSONSource) -> OddEvent {
    OddEvent(name: name, message: event.text())
  }

  /// A plain event with a change to its `detail`.
  static func detail(_ name: String, _ change: (inout JSONSource) -> Void) -> OddEvent {
    var event = PlainEvent.fargate
    if var detail = event["detail"] {
      change(&detail)
      event["detail"] = detail
    }
    return whole(name, event)
  }

  /// A plain event with a change to its first container.
  static func container(_ name: String, _ change: (inout JSONSource) -> Void) -> OddEvent {
    first("containers", name, change)
  }

  /// A plain event with a change to its attachment.
  static func attachment(_ name: String, _ change: (inout JSONSource) -> Void) -> OddEvent {
    first("attachments", name, change)
  }

  private static func first(
    _ key: String, _ name: String, _ change: (inout JSONSource) -> Void
  ) -> OddEvent {
    detail(name) { detail in
      guard var elements = detail[key], var first = elements[0] else { return }
      change(&first)
      elements[0] = first
      detail[key] = elements
    }
  }

  private static let layouts: [OddEvent] = [
    whole("plain", PlainEvent.fargate), whole("old", PlainEvent.old),
    OddEvent(name: "spaced", message: PlainEvent.fargate.text(.spaced)),
    OddEvent(name: "pretty", message: PlainEvent.fargate.text(.pretty)),
    OddEvent(name: "white space everywhere", message: PlainEvent.fargate.text(.random, seed: 1)),
    OddEvent(name: "old, white space everywhere", message: PlainEvent.old.text(.random, seed: 2)),
    OddEvent(name: "white space around", message: " \r\n\t\(PlainEvent.fargate.text()) \n "),
    OddEvent(name: "byte-order mark", message: "\u{feff}" + PlainEvent.fargate.text()),
  ]

  private static let orders: [OddEvent] = [
    whole("members backwards", reversed(PlainEvent.fargate)),
    whole("old, members backwards", reversed(PlainEvent.old)),
    whole("members by name", sorted(PlainEvent.fargate)),
  ]

  private static func reversed(_ value: JSONSource) -> JSONSource {
    switch value {
    case .object(let members):
      .object(members.reversed().map { JSONSource.Member($0.key, reversed($0.value)) })
    case .array(let elements): .array(elements.map(reversed))
    case .string, .literal: value
    }
  }

  private static func sorted(_ value: JSONSource) -> JSONSource {
    switch value {
    case .object(let members):
      .object(
        members.sorted { $0.key < $1.key }.map { JSONSource.Member($0.key, sorted($0.value)) })
    case .array(let elements): .array(elements.map(sorted))
    case .string, .literal: value
    }
  }

  static let nested = JSONSource.members(
    ("deep", .array([.members(("er", .members(("est", .array([.array([]), .object([])])))))])),
    ("x1", .text("7ade6b5f")), ("", .literal("null")))

  private static let unknowns: [OddEvent] = [
    detail("unknown members") { detail in
      detail["newName"] = .text("unique-3305bea1")
      detail["newNumber"] = .number(1_234_567)
      detail["newFlag"] = .literal("false")
      detail["newObject"] = nested
      detail["key with spaces"] = .text("x")
      detail["key-42"] = .number(0)
      detail["\\u00fcber\\/key"] = .text("x")
      detail[String(repeating: "long", count: 30)] = .text("x")
      detail[""] = .text("empty key")
    },
    container("unknown members of a container") { $0["newObject"] = nested },
    attachment("unknown members of an attachment") { $0["newObject"] = nested },
    detail("unknown members in known objects") { detail in
      detail["ephemeralStorage"] = .members(("sizeInGiB", .number(20)), ("kind", .text("gp9")))
      detail["overrides"] = nested
    },
    detail("known keys in other places") { detail in
      detail["exitCode"] = .number(3)
      detail["account"] = .text("999")
      detail["detail"] = .members(("taskArn", .text(PlainEvent.taskARN)))
    },
    detail("holes and separators in strings") { detail in
      detail["group"] = .string("\\u0001verbatim\\u0002\\u001e")
      detail["newName"] = .string("\\u0001task_arn\\u0002\\u001e\\u0000")
    },
  ]
}
