import Insights
import Testing

/// Calls a function with values, as SQLite would: texts are borrowed.
private func call(_ function: SQLFunction, _ arguments: TestValue...) -> String {
  func rest(_ index: Int, _ borrowed: [DynamicValue]) -> SQLFunction.Value {
    guard index < arguments.count else {
      let all = borrowed + [.missing, .missing]
      return function.evaluate(all[0], all[1], all[2])
    }
    return arguments[index].borrowed { rest(index + 1, borrowed + [$0]) }
  }
  switch rest(0, []) {
  case .null: return "NULL"
  case .integer(let value): return "\(value)"
  case .real(let value): return "real \(value)"
  case .text(let bytes): return "'\(String(decoding: bytes, as: UTF8.self))'"
  case .argument: return "argument"
  }
}

/// A value that owns its text.
enum TestValue: ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral, ExpressibleByStringLiteral {
  case integer(Int64)
  case real(Double)
  case text(String)
  case blob(String)
  case missing

  init(integerLiteral value: Int64) { self = .integer(value) }
  init(floatLiteral value: Double) { self = .real(value) }
  init(stringLiteral value: String) { self = .text(value) }

  func borrowed<R>(_ body: (DynamicValue) -> R) -> R {
    switch self {
    case .integer(let value): body(.integer(value))
    case .real(let value): body(.real(value))
    case .text(let text): Array(text.utf8).withUnsafeBytes { body(.text($0)) }
    case .blob(let text): Array(text.utf8).withUnsafeBytes { body(DynamicValue(blob: $0)) }
    case .missing: body(.missing)
    }
  }
}

@Suite struct ConversionTests {
  @Test(arguments: [
    ("7", "7"), (" 7\t", "7"), ("+7", "7"), ("-07", "-7"), ("7.0", "real 7.0"),
    ("1e3", "real 1000.0"),
    ("12.5E-1", "real 1.25"), ("", "NULL"), (" ", "NULL"), ("x", "NULL"), ("7x", "NULL"),
    ("7 7", "NULL"), (".5", "NULL"), ("5.", "NULL"), ("0x10", "NULL"), ("1e999", "NULL"),
    ("inf", "NULL"), ("nan", "NULL"), ("--1", "NULL"), ("1e", "NULL"), ("1e+", "NULL"),
    ("9223372036854775807", "9223372036854775807"),
    ("9223372036854775808", "real 9.223372036854776e+18"), ("٣", "NULL"),
  ])
  func textBecomesANumber(_ text: String, _ expected: String) {
    #expect(call(.number, .text(text)) == expected)
  }

  @Test(arguments: [
    (7.0, "7"), (-1.0, "-1"), (0.0, "0"), (-0.0, "0"), (0.5, "0.5"), (1234.25, "1234.25"),
    (0.1 + 0.2, "0.30000000000000004"), (1e14, "100000000000000"), (1e15, "1000000000000000"),
    (1e20, "100000000000000000000"), (1e21, "1e+21"), (1.5e300, "1.5e+300"),
    (1e-7, "0.0000001"), (-2.5e-10, "-0.00000000025"), (123_456_789_012_345.6, "123456789012345.6"),
    (1_234_567_890_123_456.5, "1.2345678901234565e+15"),
  ])
  func numbersPrintShort(_ value: Double, _ expected: String) {
    #expect(call(.text, .real(value)) == "'\(expected)'")
  }

  @Test func otherTypesPrint() {
    #expect(call(.text, 137) == "'137'")
    #expect(call(.text, "x") == "argument")
    #expect(call(.text, .blob("b1")) == "'1'")
    #expect(call(.text, .blob("t1769851800000")) == "'2026-01-31 09:30:00.000'")
    #expect(call(.text, .blob("?")) == "NULL")
    #expect(call(.output, .blob("b0")) == "0")
    #expect(call(.output, .blob("t0")) == "'1970-01-01 00:00:00.000'")
    #expect(call(.output, 2.5) == "argument")
  }

  @Test(arguments: [
    ("true", "1"), ("TRUE", "1"), ("1", "1"), ("-0.5", "1"), ("0", "0"), ("0.0", "0"),
    ("false", "0"), ("yes", "0"), ("", "0"),
  ])
  func textBecomesACondition(_ text: String, _ expected: String) {
    #expect(call(.truth, .text(text)) == expected)
  }
}

@Suite struct ComparisonTests {
  @Test func textsAreEqualAsTexts() {
    #expect(call(.equals, "007", "7") == "0")
    #expect(call(.equals, "7", "7") == "1")
    #expect(call(.equals, "é", "e\u{301}") == "0")
  }

  @Test func oneNumberConvertsTheOther() {
    #expect(call(.equals, "007", 7) == "1")
    #expect(call(.equals, 7.0, " 7 ") == "1")
    #expect(call(.equals, 7, "seven") == "0")
    #expect(call(.equals, 7, .missing) == "NULL")
    #expect(call(.equals, .missing, "x") == "NULL")
  }

  @Test func booleansAreWordsAndNumbers() {
    #expect(call(.equals, .blob("b1"), "True") == "1")
    #expect(call(.equals, "false", .blob("b0")) == "1")
    #expect(call(.equals, .blob("b1"), "1.0") == "1")
    #expect(call(.equals, .blob("b1"), 1) == "1")
    #expect(call(.equals, .blob("b1"), "yes") == "0")
  }

  @Test func timesAreMillisecondsAndPrintedTexts() {
    #expect(call(.equals, .blob("t1769851800000"), 1_769_851_800_000) == "1")
    #expect(call(.equals, .blob("t1769851800000"), "2026-01-31 09:30:00.000") == "1")
    #expect(call(.equals, .blob("t1769851800000"), "2026-01-31") == "0")
    #expect(call(.compare, .blob("t1769851800000"), "2026-01-31") == "1")
  }

  @Test func orderIsNumericIfBothConvert() {
    #expect(call(.compare, "9", "10") == "-1")
    #expect(call(.compare, "9", "10x") == "1")
    #expect(call(.compare, 9, "1e1") == "-1")
    #expect(call(.compare, "b", "a") == "1")
    #expect(call(.compare, "Z", "a") == "-1")
    #expect(call(.compare, 5, "5.0") == "0")
    #expect(call(.compare, .missing, 1) == "NULL")
    #expect(call(.compare, 9_007_199_254_740_993, 9_007_199_254_740_992) == "1")
  }
}

@Suite struct ArithmeticTests {
  @Test func remainderHasTheSignOfTheLeftSide() {
    #expect(call(.remainder, 7.5, 2) == "real 1.5")
    #expect(call(.remainder, -7, 3) == "real -1.0")
    #expect(call(.remainder, 7, 0) == "NULL")
  }

  @Test func whatIsNotFiniteIsMissing() {
    #expect(call(.finite, .real(.infinity)) == "NULL")
    #expect(call(.finite, 2.5) == "real 2.5")
    #expect(call(.power, 10, 400) == "NULL")
    #expect(call(.power, -8, 0.5) == "NULL")
    #expect(call(.power, 2, 10) == "real 1024.0")
    #expect(call(.floor, -1.5) == "real -2.0")
    #expect(call(.ceil, -1.5) == "real -1.0")
    #expect(call(.floor, 7) == "7")
  }

  @Test func caseIsUnicodes() {
    #expect(call(.upper, "straße é") == "'STRASSE É'")
    #expect(call(.lower, "ÀB") == "'àb'")
  }
}

@Suite struct SortOrderTests {
  /// AWS's own example, ascending.
  static let example = [
    "!:", "#", "*%04", "0#", "5A", "111A", "2345_", "@", "@_", "A", "A9876fghj", "a12345hfh", "0",
    "01", "1", "2", "3",
  ]

  private func compare(_ left: String, _ right: String) -> Int {
    Array(left.utf8).withUnsafeBytes { left in
      Array(right.utf8).withUnsafeBytes { SortOrder.compare(left, $0) }
    }
  }

  @Test func isThatOfTheExample() {
    for (i, left) in Self.example.enumerated() {
      for (j, right) in Self.example.enumerated() {
        #expect(compare(left, right).signum() == (i - j).signum(), "\(left) \(right)")
      }
    }
  }

  @Test func numbersAreByValueAndComeLast() {
    let sorted = [
      "", " 5", "-", "1e999", "x", "-10", "-2.5", "0", "0.5", "1.0", "1.00", "1e1", "11",
    ]
    for (left, right) in zip(sorted, sorted.dropFirst()) {
      #expect(compare(left, right) < 0, "\(left) \(right)")
    }
  }

  @Test func isATotalOrder() {
    let seed = UInt64.random(in: 0..<1_000_000)
    var random = SeededGenerator(seed: seed)
    let letters = Array("019ab-. eE+é")
    func text() -> String {
      String(
        (0..<Int.random(in: 0...4, using: &random)).compactMap { _ in
          letters.randomElement(using: &random)
        })
    }
    for _ in 0..<20_000 {
      let (a, b, c) = (text(), text(), text())
      #expect(compare(a, b).signum() == -compare(b, a).signum(), "seed \(seed)")
      #expect((compare(a, b) == 0) == a.utf8.elementsEqual(b.utf8), "seed \(seed)")
      if compare(a, b) <= 0, compare(b, c) <= 0 {
        #expect(compare(a, c) <= 0, "seed \(seed): \(a) \(b) \(c)")
      }
    }
  }
}

@Suite struct TimeTests {
  private func text(_ milliseconds: Int64) -> String {
    String(decoding: TimestampText.text(of: milliseconds), as: UTF8.self)
  }

  @Test(
    arguments: [
      (0, "1970-01-01 00:00:00.000"), (-1, "1969-12-31 23:59:59.999"),
      (951_782_399_999, "2000-02-28 23:59:59.999"), (951_782_400_000, "2000-02-29 00:00:00.000"),
      (1_709_164_800_000, "2024-02-29 00:00:00.000"),
      (4_107_542_400_000, "2100-03-01 00:00:00.000"),
      (-62_135_596_800_000, "0001-01-01 00:00:00.000"),
      (253_402_300_799_999, "9999-12-31 23:59:59.999"),
    ] as [(Int64, String)])
  func timesPrint(_ milliseconds: Int64, _ expected: String) {
    #expect(text(milliseconds) == expected)
  }

  @Test(
    arguments: [
      (1, "w", "2026-01-26 00:00:00.000", "2026-02-02 00:00:00.000"),
      (2, "w", "2026-01-26 00:00:00.000", "2026-02-09 00:00:00.000"),
      (1, "mo", "2026-01-01 00:00:00.000", "2026-02-01 00:00:00.000"),
      (2, "mo", "2026-01-01 00:00:00.000", "2026-03-01 00:00:00.000"),
      (3, "mo", "2026-01-01 00:00:00.000", "2026-04-01 00:00:00.000"),
      (12, "mo", "2026-01-01 00:00:00.000", "2027-01-01 00:00:00.000"),
      (24, "mo", "2025-01-01 00:00:00.000", "2027-01-01 00:00:00.000"),
      (300_000, "ms", "2026-01-31 09:30:00.000", "2026-01-31 09:35:00.000"),
    ] as [(Int64, String, String, String)])
  func timesAreRounded(_ count: Int64, _ unit: String, _ floor: String, _ ceiling: String) throws {
    // Saturday 2026-01-31 09:30:00.123
    let time = TestValue.integer(1_769_851_800_123)
    let count = TestValue.integer(count)
    let below = try #require(Int64(call(.dateFloor, time, count, .text(unit))))
    let above = try #require(Int64(call(.dateCeil, time, count, .text(unit))))
    #expect(text(below) == floor)
    #expect(text(above) == ceiling)
    #expect(call(.dateFloor, .integer(above), count, .text(unit)) == "\(above)")
    #expect(call(.dateCeil, .integer(below), count, .text(unit)) == "\(below)")
  }

  @Test func timesBeforeTheEpochAreRoundedDown() {
    #expect(call(.dateFloor, -1, 1000, "ms") == "-1000")
    #expect(call(.dateFloor, -1, 1, "w") == "\(-3 * 86_400_000)")
    #expect(call(.dateFloor, -1, 1, "mo") == "\(-31 * 86_400_000)")
  }

  @Test func absurdPeriodsDoNotCrash() {
    #expect(call(.dateCeil, 0, .integer(.max), "mo") == "NULL")
    #expect(call(.dateCeil, 253_402_300_799_999, 100_000_000, "mo") != "NULL")
    #expect(call(.dateFloor, 0, 0, "ms") == "NULL")
    #expect(call(.dateFloor, 0, 1, "fortnight") == "NULL")
  }

  @Test func instantsAreWholeAndInRange() {
    #expect(call(.instant, 1.9) == "1")
    #expect(call(.instant, -1.5) == "-2")
    #expect(call(.instant, "1000") == "1000")
    #expect(call(.instant, "2026-01-31") == "NULL")
    #expect(call(.instant, 1e300) == "NULL")
    #expect(call(.instant, 253_402_300_800_000) == "NULL")
    #expect(call(.timestamp, 1_769_851_800_123) == "'2026-01-31 09:30:00.123'")
  }
}

@Suite struct ExtremeTests {
  private func extreme(_ values: [TestValue], isMaximum: Bool) -> Extreme.Value {
    var extreme = Extreme(isMaximum: isMaximum)
    for value in values { value.borrowed { extreme.add($0) } }
    return extreme.value
  }

  @Test func numbersIfAllConvert() {
    #expect(extreme(["10", 9, .missing], isMaximum: true) == .number(.integer(10)))
    #expect(extreme(["10", 9, 2.5], isMaximum: false) == .number(.real(2.5)))
    #expect(extreme([.blob("t5"), .blob("b1")], isMaximum: true) == .number(.integer(5)))
  }

  @Test func sortOrderOtherwise() {
    #expect(extreme(["10", "x", "9"], isMaximum: true) == .text(Array("10".utf8)))
    #expect(extreme(["10", "x", "b"], isMaximum: false) == .text(Array("b".utf8)))
    #expect(extreme([7, "x"], isMaximum: true) == .number(.integer(7)))
    #expect(extreme([7, "x"], isMaximum: false) == .text(Array("x".utf8)))
  }

  @Test func nothingIsMissing() {
    #expect(extreme([], isMaximum: true) == .missing)
    #expect(extreme([.missing], isMaximum: false) == .missing)
  }
}
