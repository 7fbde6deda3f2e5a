import Testing

@testable import InsightsSQLite

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
    (1_234_567_890_123_456.5, "1234567890123456.5"),
  ])
  func numbersPrintShort(_ value: Double, _ expected: String) {
    #expect(call(.text, .real(value)) == "'\(expected)'")
  }

  @Test func otherTypesPrint() {
    #expect(call(.text, 137) == "'137'")
    #expect(call(.text, "x") == "'x'")
    #expect(call(.text, .blob("b1")) == "'1'")
    #expect(call(.text, .blob("t1769851800000")) == "'2026-01-31 09:30:00.000'")
    #expect(call(.text, .blob("?")) == "NULL")
    #expect(call(.text, .blob("m[1]")) == "NULL")
    #expect(call(.output, .blob("b0")) == "0")
    #expect(call(.output, .blob("t0")) == "'1970-01-01 00:00:00.000'")
    #expect(call(.output, .blob("m[1]")) == "'[1]'")
    #expect(call(.output, .blob("j{}")) == "'{}'")
    #expect(call(.output, 2.5) == "real 2.5")
  }

  @Test(arguments: [
    ("true", "1"), ("TRUE", "1"), ("1", "1"), ("-0.5", "1"), ("0", "0"), ("0.0", "0"),
    ("false", "0"), ("yes", "0"), ("", "0"),
  ])
  func textBecomesACondition(_ text: String, _ expected: String) {
    #expect(call(.truth, .text(text)) == expected)
  }

  /// Maps and lists are values that are neither true nor equal to anything, inner nodes are missing.
  @Test func structuresAreValuesOfTheirOwn() {
    #expect(call(.truth, .blob("m{}")) == "0")
    #expect(call(.truth, .blob("j{}")) == "NULL")
    #expect(call(.equals, .blob("m[1]"), 1) == "0")
    #expect(call(.equals, "x", .blob("m[1]")) == "0")
    #expect(call(.equals, .blob("m[1]"), .blob("j[1]")) == "NULL")
    #expect(call(.equals, .blob("j[1]"), 1) == "NULL")
    #expect(call(.compare, .blob("m[1]"), 1) == "NULL")
    #expect(call(.scalar, .blob("m[1]")) == "blob m[1]")
    #expect(call(.scalar, .blob("b1")) == "blob b1")
    #expect(call(.scalar, .blob("j[1]")) == "NULL")
    #expect(call(.single, .blob("m[1]")) == "NULL")
    #expect(call(.single, .blob("t5")) == "blob t5")
    #expect(call(.isNumeric, .blob("m[1]")) == "NULL")
    #expect(call(.isNumeric, .blob("t5")) == "1")
  }
}
