import Output
import Rows
import TestSupport
import Testing

@Suite struct FormatTests {
  private static let columns = ["stop_code", "count", "share", "note"]
  private static let rows: [[Cell]] = [
    [.text("TaskFailedToStart"), .integer(12), .real(0.25), .text("a \"b\", | \\ \t\n<c>")],
    [.text(""), .integer(-3), .real(7), .null],
    [.null, .null, .null, .blob([0, 0xab])],
    [.null, .null, .null, .null],
  ]

  @Test func ndjson() throws {
    #expect(
      try text(.ndjson, Self.columns, Self.rows) == """
        {"stop_code":"TaskFailedToStart","count":12,"share":0.25,"note":"a \\"b\\", | \\\\ \\t\\n<c>"}
        {"stop_code":"","count":-3,"share":7}
        {"note":"00ab"}
        {}

        """)
    #expect(try text(.ndjson, ["a"], []) == "")
  }

  @Test func json() throws {
    #expect(
      try text(
        .json, ["a", "b \"c\""], [[.integer(1), .null], [.null, .integer(2)], [.null, .null]])
          == """
          [
          {"a":1},
          {"b \\"c\\"":2},
          {}
          ]

          """)
    #expect(try text(.json, ["a"], []) == "[]\n")
  }

  @Test func csv() throws {
    #expect(
      try text(.csv, Self.columns, Self.rows) == """
        stop_code,count,share,note
        TaskFailedToStart,12,0.25,"a ""b"", | \\ \t
        <c>"
        ,-3,7,
        ,,,00ab
        ,,,

        """)
    #expect(try text(.csv, ["a,b", "c"], []) == "\"a,b\",c\n")
    #expect(try text(.csv, ["a"], [[.null], [.text("\r")]]) == "a\n\"\"\n\\u000d\n")
  }

  @Test func tsv() throws {
    #expect(
      try text(.tsv, Self.columns, Self.rows) == """
        stop_code\tcount\tshare\tnote
        TaskFailedToStart\t12\t0.25\ta "b", | \\\\ \\t\\n<c>
        \t-3\t7\t
        \t\t\t00ab
        \t\t\t

        """)
    #expect(try text(.tsv, ["a\tb"], [[.text("\r\n")]]) == "a\\tb\n\\r\\n\n")
  }

  @Test func markdown() throws {
    #expect(
      try text(.markdown, Self.columns, Self.rows) == """
        | stop_code | count | share | note |
        | --- | --- | --- | --- |
        | TaskFailedToStart | 12 | 0.25 | a "b", \\| \\\\ \t<br>&lt;c> |
        |  | -3 | 7 |  |
        |  |  |  | 00ab |
        |  |  |  |  |

        """)
    #expect(
      try text(.markdown, ["a|b"], [[.text("1\r\n2\r3\n\n4 & my_service")]]) == """
        | a\\|b |
        | --- |
        | 1<br>2<br>3<br><br>4 &amp; my_service |

        """)
  }

  @Test func table() throws {
    #expect(
      try text(.table, Self.columns, Self.rows) == """
        stop_code          count  share  note
        ─────────────────  ─────  ─────  ──────────────────
        TaskFailedToStart     12   0.25  a "b", | \\ \\t\\n<c>
                              -3      7
                                         00ab


        """)
  }

  @Test(arguments: OutputFormat.allCases)
  func aRowWithoutColumns(_ format: OutputFormat) throws {
    let expected: [OutputFormat: String] = [
      .table: "\n", .json: "[\n{}\n]\n", .ndjson: "{}\n", .csv: "\n\n", .tsv: "\n\n",
      .markdown: "", .list: "── row 1 " + String(repeating: "─", count: 28) + "\n",
    ]
    #expect(try text(format, [], [[]]) == expected[format])
  }

  static let numbers: [(value: Cell, text: String)] = [
    (.integer(0), "0"), (.integer(.max), "9223372036854775807"),
    (.integer(.min), "-9223372036854775808"), (.integer(-10), "-10"),
    (.real(0), "0"), (.real(-0.0), "0"), (.real(7), "7"), (.real(-7), "-7"),
    (.real(999_999_999_999_999), "999999999999999"), (.real(1e15), "1000000000000000"),
    (.real(1.5), "1.5"), (.real(0.1), "0.1"), (.real(-0.30000000000000004), "-0.30000000000000004"),
    (.real(0.0001), "0.0001"), (.real(0.00001), "0.00001"), (.real(-1.25e-7), "-0.000000125"),
    (.real(123_456_789.125), "123456789.125"), (.real(1e16), "10000000000000000"),
    (.real(-3.14204836478976e18), "-3142048364789760000"), (.real(1e21), "1e+21"),
    (.real(1.5e300), "1.5e+300"),
    (.real(.greatestFiniteMagnitude), "1.7976931348623157e+308"),
    (.real(.leastNonzeroMagnitude), "0." + String(repeating: "0", count: 323) + "5"),
  ]

  @Test(arguments: numbers.indices)
  func numbersAreShort(_ index: Int) throws {
    let (value, expected) = Self.numbers[index]
    #expect(try text(.ndjson, ["a"], [[value]]) == "{\"a\":\(expected)}\n")
    #expect(try text(.csv, ["a"], [[value]]) == "a\n\(expected)\n")
  }

  @Test(arguments: OutputFormat.allCases)
  func numbersThatAreNotFiniteAreNoValues(_ format: OutputFormat) throws {
    let infinite: [[Cell]] = [[.real(.infinity), .real(-.infinity), .real(.nan), .integer(1)]]
    let empty: [[Cell]] = [[.null, .null, .null, .integer(1)]]
    let columns = ["a", "b", "c", "d"]
    #expect(try text(format, columns, infinite) == text(format, columns, empty))
  }

  @Test func randomNumbersReadBack() throws {
    let seed = UInt64.random(in: .min ... .max)
    var random = SeededGenerator(seed: seed)
    for _ in 0..<2_000 {
      let number = Double(bitPattern: random.next())
      guard number.isFinite else { continue }
      let line = try text(.tsv, ["a"], [[.real(number)]]).dropFirst(2).dropLast()
      #expect(Double(line) == number, "seed \(seed)")
    }
  }

  @Test func aLongColumnNameAndManyRowsGoThrough() throws {
    let name = String(repeating: "long ", count: 100)
    let count = 20_000
    let lines = try text(.csv, [name], (0..<count).map { [.integer(Int64($0))] })
      .split(separator: "\n")
    #expect(lines.count == count + 1)
    #expect(lines.last == "\(count - 1)")
  }
}
