import Output
import Rows
import Testing

@Suite struct TableTests {
  private func lines(
    _ columns: [String], _ rows: [[Cell]], _ style: TableStyle = TableStyle()
  ) throws -> [String] {
    try text(.table, columns, rows, style: style).split(
      separator: "\n", omittingEmptySubsequences: false
    ).dropLast().map(String.init)
  }

  @Test func numbersStandRight() throws {
    #expect(
      try lines(
        ["n", "mixed", "none", "x"],
        [
          [.integer(5), .integer(1), .null, .text("a")],
          [.real(1234.5), .text("two"), .null, .null], [.null, .null, .null, .text("bb")],
        ]) == [
          "     n  mixed  none  x",
          "──────  ─────  ────  ──",
          "     5  1            a",
          "1234.5  two",
          "                     bb",
        ])
  }

  @Test func noRowsIsAHeader() throws {
    #expect(try lines(["a", "bcd"], []) == ["a  bcd", "─  ───"])
  }

  @Test func widthsAreThoseOfTheTerminal() throws {
    let texts = [
      ("plain", 5), ("é", 1), ("e\u{301}", 1), ("漢字", 4), ("ﾊﾝ", 2), ("ＦＷ", 4), ("한국", 4),
      ("🦆", 2), ("👩‍💻", 2), ("👍🏽", 2), ("🇩🇪", 2), ("❤️", 2), ("❤", 1), ("☕", 2), ("…", 1),
      ("a\u{200b}b", 2), ("नि", 2), ("", 0),
    ]
    for (text, width) in texts {
      let line = try lines(["", "x"], [[.text(text), .text("|")]])[2]
      let rule = try lines(["", "x"], [[.text(text), .text("|")]])[1]
      #expect(rule.prefix { $0 == "─" }.count == width, "\(text)")
      #expect(line == text + "  |", "\(text)")
    }
  }

  @Test func paddingCountsCellsNotBytes() throws {
    #expect(
      try lines(["a", "b"], [[.text("漢字🦆"), .text("x")], [.text("é"), .text("y")]]) == [
        "a       b", "──────  ─", "漢字🦆  x", "é       y",
      ])
  }

  @Test func longCellsAreCutToFitTheTerminal() throws {
    let long = String(repeating: "abcdefghij", count: 5)
    let rows: [[Cell]] = [[.text(long), .integer(1_234_567), .text("short"), .text(long)]]
    let columns = ["first", "number", "s", "last"]
    for width in [40, 41, 60, 79, 80] {
      let style = TableStyle(terminalWidth: width)
      let fitted = try lines(columns, rows, style)
      #expect(fitted.allSatisfy { $0.count <= width }, "\(width): \(fitted)")
      #expect(fitted[1].count == width)
      #expect(fitted[2].contains("1234567"))
      #expect(fitted[2].contains("short"))
      #expect(fitted[2].contains("…"))
    }
    // Wide enough, and no terminal at all: nothing is cut.
    for style in [TableStyle(terminalWidth: 200), TableStyle()] {
      #expect(try lines(columns, rows, style)[2].contains("\(long)  1234567  short  \(long)"))
    }
  }

  private func reasonLines(_ width: Int, isColored: Bool = false) throws -> [String] {
    let collected = Collected()
    let style = TableStyle(terminalWidth: width, isColored: isColored)
    let writer = TableWriter(to: collected.makeSink(), style: style)
    var columns = ["category", "stops", "", "reason"].map { TableColumn($0) }
    columns[0].isKey = true
    columns[1].isMain = true
    columns[2].isBars = true
    columns[2].ink = .chart
    columns[3].isProse = true
    writer.hints.columns = columns
    try writer.write(
      columns: columns.map { ResultColumn($0.name) },
      rows: [
        [
          .text("essential_container_exited"), .integer(120), .text("██████████"),
          .text("Essential container in task exited, and so on"),
        ]
      ])
    try writer.write(line: "after")
    return collected.text.split(separator: "\n").map(String.init)
  }

  @Test func barsGiveWayBeforeASentenceDoes() throws {
    #expect(
      try reasonLines(100)[2]
        == "essential_container_exited    120 ██████████  Essential container in task exited, and so on"
    )
    #expect(
      try reasonLines(90)[2]
        == "essential_container_exited    120 ██████████  Essential container in task exited, and so …"
    )
    #expect(
      try reasonLines(80)[2]
        == "essential_container_exited    120  Essential container in task exited, and so on")
    #expect(
      try reasonLines(60)[2...3] == [
        "essential_container_exi…    120  Essential container in task",
        "                                 exited, and so on",
      ])
    #expect(try reasonLines(80)[3] == "after")
  }

  @Test func aSentenceOnTooManyLinesLacksItsMiddle() throws {
    let collected = Collected()
    let writer = TableWriter(to: collected.makeSink(), style: TableStyle(terminalWidth: 30))
    var columns = ["task", "reason"].map { TableColumn($0) }
    columns[0].isKey = true
    columns[1].isProse = true
    writer.hints.columns = columns
    let words = (1...60).map { "word\($0)" }.joined(separator: " ")
    try writer.write(
      columns: columns.map { ResultColumn($0.name) },
      rows: [[.text("one"), .text("begin \(words)")], [.text("two"), .text("short")]])
    let shown = collected.text.split(separator: "\n").dropFirst(2).map(String.init)
    #expect(shown.count == 6)
    #expect(shown[0].hasPrefix("one   begin word1"))
    #expect(shown[1...4].allSatisfy { $0.hasPrefix("      word") || $0.hasPrefix("      ") })
    #expect(shown[1...4].contains { $0.contains("…") })
    #expect(shown[5] == "two   short")
    #expect(shown.allSatisfy { $0.count <= 30 })
  }

  @Test func aValueOfAllRowsIsSaidOnceForASingleRow() throws {
    let collected = Collected()
    let writer = TableWriter(
      to: collected.makeSink(), style: TableStyle(terminalWidth: 30, isTerminal: true))
    var columns = ["account", "service", "stops"].map { TableColumn($0) }
    columns[0].isSaidOnce = true
    columns[1].isKey = true
    writer.hints.columns = columns
    try writer.write(
      columns: columns.map { ResultColumn($0.name) },
      rows: [[.text("123456789012"), .text("nginx-service"), .integer(26)]])
    #expect(
      collected.text == """
        same in every row: account
        123456789012

        service        stops
        ─────────────  ─────
        nginx-service     26

        """)
  }

  @Test func picturesMayBeColored() throws {
    #expect(
      try reasonLines(100, isColored: true)[2].contains("120 \u{1b}[36m██████████\u{1b}[0m  Ess"))
  }

  @Test func theCutFallsBetweenCharacters() throws {
    let style = TableStyle(terminalWidth: 8)
    #expect(try lines(["a"], [[.text("漢字漢字漢字")]], style)[2] == "漢字漢…")
    #expect(try lines(["a"], [[.text("e\u{301}" + "bcdefghijk")]], style)[2] == "e\u{301}bcdefg…")
    #expect(try lines(["a"], [[.text("x漢字漢字漢字")]], style)[2] == "x漢字漢…")
    #expect(try lines(["a long header"], [], style) == ["… header", "────────"])
  }

  @Test func aTerminalMuchTooNarrowStillShowsTheFirstKey() throws {
    let style = TableStyle(terminalWidth: 3)
    let row: [Cell] = [.text("abcdefghij"), .integer(123_456_789), .text("klmnopqrst")]
    #expect(try lines(["a", "b", "c"], [row], style)[2] == "abcde…")
  }

  @Test func withoutUTF8TheTableIsASCII() throws {
    let style = TableStyle(terminalWidth: 10, isASCII: true)
    #expect(
      try lines(["a"], [[.text("abcdefghijklm")]], style) == [
        "a", "----------", "abcdefghi~",
      ])
  }

  @Test func theHeaderMayBeBold() throws {
    let style = TableStyle(isColored: true)
    #expect(
      try lines(["a", "b"], [[.text("x"), .text("y")]], style) == [
        "\u{1b}[1ma  b\u{1b}[0m", "─  ─", "x  y",
      ])
  }

  @Test func rowsAfterTheMeasuredOnesKeepTheWidths() throws {
    let measured = TableWriter.measuredRowsMax
    var rows: [[Cell]] = (0..<measured).map { [.integer(Int64($0)), .text("abc")] }
    rows.append([.integer(123_456), .text("x")])
    rows.append([.text("text"), .text("longer than before")])
    rows.append([.null, .text("y")])
    let plain = try lines(["n", "t"], rows)
    #expect(plain.count == rows.count + 2)
    #expect(plain[1] == "───  ───")
    #expect(plain[2] == "  0  abc")
    #expect(plain[measured + 2] == "123456  x")
    #expect(plain[measured + 3] == "text  longer than before")
    #expect(plain[measured + 4] == "     y")
    let fitted = try lines(["n", "t"], rows, TableStyle(terminalWidth: 80))
    #expect(fitted[measured + 3] == "te…  longer tha…")
  }

  /// What is cut after the layout was settled is told, too.
  @Test func cutsInRowsAfterTheMeasuredOnesAreNoted() throws {
    for (last, note) in [("abcdefghij", false), (String(repeating: "y", count: 40), true)] {
      let writer = TableWriter(
        to: Collected().makeSink(), style: TableStyle(terminalWidth: 80, isTerminal: true))
      var rows: [[Cell]] = (0..<TableWriter.measuredRowsMax).map {
        [.integer(Int64($0)), .text("abc")]
      }
      rows.append([.integer(1), .text(last)])
      try writer.write(columns: [ResultColumn("n"), ResultColumn("t")], rows: rows)
      let text = writer.cutNote?.text
      #expect(text?.hasPrefix("1 column shortened: t;") == (note ? true : nil))
    }
  }

  @Test func heldBackBytesAreBounded() throws {
    let collected = Collected()
    let writer = OutputFormat.table.makeWriter(to: collected.makeSink())
    let text = Array(repeating: UInt8(ascii: "x"), count: 300_000)
    try writer.begin(columns: [ResultColumn("a")])
    for _ in 0..<20 {
      try text.withUnsafeBytes { try writer.write(row: [CellView.text($0)].span) }
    }
    // Long before the measured number of rows.
    #expect(collected.bytes.count > 4_000_000)
    try writer.end()
    #expect(collected.text.split(separator: "\n").count == 22)
  }
}
