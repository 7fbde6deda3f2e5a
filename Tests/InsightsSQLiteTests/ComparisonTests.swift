import Testing

@testable import InsightsSQLite

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
