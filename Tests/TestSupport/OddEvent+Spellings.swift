extension OddEvent {
  static let spellings: [OddEvent] = [
    whole("known keys with escapes", everyKey(PlainEvent.fargate) { "\\u00\(hex($0))" }),
    whole("all strings in escapes", everyText(PlainEvent.fargate) { "\\u00\(hex($0))" }),
    whole(
      "all strings in uppercase escapes",
      everyText(PlainEvent.fargate) { "\\u00\(hex($0).uppercased())" }),
    whole(
      "slashes with a backslash", everyText(PlainEvent.fargate) { $0 == "/" ? "\\/" : String($0) }),
    detail("short escapes") {
      $0["stoppedReason"] = .string("a\\nb\\tc\\rd\\be\\ff\\\"g\\\\h\\/i")
    },
    detail("long escapes") { $0["stoppedReason"] = .string("a\\u000ab\\u0009c\\u0022d\\u005ce") },
    detail("uppercase escapes") {
      $0["stoppedReason"] = .string("a\\u000Ab\\u001Fc\\u001fd\\u007f")
    },
    detail("surrogate pairs") { $0["group"] = .string("\\ud83d\\ude00 and 😀 and \\uD83D\\uDE00") },
    detail("half surrogates") {
      $0["group"] = .string("\\ud83d")
      $0["startedBy"] = .string("\\ude00\\ud83d")
      $0["newName"] = .string("\\ud83d\\ud83d\\ude00")
    },
    detail("NUL") { $0["stoppedReason"] = .string("a\\u0000b") },
    detail("not ASCII") {
      $0["stoppedReason"] = .string("The task can’t — \u{ab}é\u{bb} e\u{301} \u{10ffff} \u{feff}")
    },
    detail("numbers as fractions") { detail in
      detail["version"] = .literal("6.0")
      detail["ephemeralStorage"] = .members(("sizeInGiB", .literal("2.1E1")))
    },
    container("minus zero") { $0["exitCode"] = .literal("-0") },
    container("exit code 1e3") { $0["exitCode"] = .literal("1e3") },
    container("exit code 0.5") { $0["exitCode"] = .literal("0.5") },
    container("exit code of 30 digits") {
      $0["exitCode"] = .literal("123456789012345678901234567890")
    },
    detail("largest numbers") { detail in
      detail["version"] = .literal("9223372036854775807")
      detail["newNumber"] = .literal("-9223372036854775808")
    },
    detail("numbers too large") { detail in
      detail["version"] = .literal("9223372036854775808")
      detail["newNumber"] = .literal("1e400")
      detail["newFraction"] = .literal("-0.00000000000000000000000000001E-0999")
    },
    detail("leading zeros in strings") { detail in
      detail["cpu"] = .text("0256")
      detail["memory"] = .text(" 512")
    },
    detail("numbers and strings exchanged") { detail in
      detail["cpu"] = .number(256)
      detail["version"] = .text("6")
      detail["enableExecuteCommand"] = .text("true")
    },
  ]

  private static func hex(_ character: Character) -> String {
    let value = character.utf8.first ?? 0
    return (value < 16 ? "0" : "") + String(value, radix: 16)
  }

  private static func everyKey(
    _ value: JSONSource, _ spelling: (Character) -> String
  ) -> JSONSource {
    switch value {
    case .object(let members):
      .object(
        members.map { .init($0.key.map(spelling).joined(), everyKey($0.value, spelling)) })
    case .array(let elements): .array(elements.map { everyKey($0, spelling) })
    case .string, .literal: value
    }
  }

  private static func everyText(
    _ value: JSONSource, _ spelling: (Character) -> String
  ) -> JSONSource {
    switch value {
    case .object(let members):
      .object(members.map { .init($0.key, everyText($0.value, spelling)) })
    case .array(let elements): .array(elements.map { everyText($0, spelling) })
    case .string(let source): .string(source.map(spelling).joined())
    case .literal: value
    }
  }
}
