import Testing

@testable import Reports

@Suite struct ReportHeadTests {
  private static func read(
    _ text: String, _ language: Report.Language = .sql
  ) throws(ReportFileError) -> Report {
    try ReportHead.read(name: "probe", language: language, text: text, path: "probe.sql")
  }

  @Test func tellsAllThatItsLinesSay() throws {
    let report = try Self.read(
      """
      -- title: Stops
      -- by hand
      -- about: What it
      -- tells: everything.
      --
      -- a remark
      -- column stops: how
      -- many
      -- column zone: where
      -- by: cluster, capacity-provider
      -- chart: bars stops
      -- chart: heatmap zone zone stops
      -- parameter min = 3: the least
      -- parameter who: whom it is about

      SELECT 1
      -- title: not of the head
      """)
    #expect(report.title == "Stops by hand")
    #expect(report.about == "What it tells: everything.")
    #expect(
      report.columns == [
        .init(name: "stops", meaning: "how many"), .init(name: "zone", meaning: "where"),
      ])
    #expect(report.dimensions == [.cluster, .capacityProvider])
    #expect(
      report.charts == [.bars("stops"), .heatmap(weekday: "zone", hour: "zone", value: "stops")])
    #expect(
      report.parameters == [
        .init(name: "min", standard: "3", meaning: "the least"),
        .init(name: "who", standard: nil, meaning: "whom it is about"),
      ])
    #expect(report.query == "SELECT 1\n-- title: not of the head")
    #expect(report.queryLine == 16)
  }

  @Test func aSavedQueryNeedsNoHead() throws {
    let report = try Self.read("# how we look\nfields @message | limit {{rows}}\n", .insights)
    #expect(report.title == "probe" && report.about == "")
    #expect(report.parameterNames == ["rows"])
    #expect(report.insights == "# how we look\nfields @message | limit {{rows}}\n")
  }

  @Test(arguments: [
    ("-- title: a\n-- title: b\nSELECT 1", 2, "there are two lines title:"),
    ("-- since: 7d\nSELECT 1", 1, "reports have no time of their own; delete the line `since:`"),
    ("-- chart: pie stops\nSELECT 1", 1, "`chart:` takes"),
    ("-- column a: x\n-- column a: y\nSELECT 1", 2, "the column a is explained twice"),
    ("-- parameter 1x = 2: y\nSELECT 1", 1, "a parameter is `parameter NAME = DEFAULT: meaning`"),
    ("-- parameter subject = 2: y\nSELECT 1", 1, "a parameter is"),
    ("-- parameter a = 2: y\n-- parameter a = 3: y\nSELECT 1", 2, "the parameter a stands twice"),
    ("-- by: cluster, planet\nSELECT 1", 1, "`by:` knows no planet; there are cluster, service"),
    ("-- column a: x\n-- chart: bars b\nSELECT 1", 2, "the chart shows b, which no `column` line"),
    ("-- title: a\n\n", 3, "the query is missing"),
    ("", 1, "the query is missing"),
  ])
  func aMistakeIsAnsweredWithItsLine(_ text: String, _ line: Int, _ sentence: String) {
    let error = #expect(throws: ReportFileError.self) { try Self.read(text) }
    #expect(error?.line == line)
    #expect(error?.sentence.hasPrefix(sentence) == true, "\(error?.sentence ?? "")")
  }
}

@Suite struct ReportTemplateTests {
  @Test(arguments: [
    ("a {{b}} c {{ d-1 }}{{b}}", ["b", "d-1"], "a <b> c <d-1><b>"),
    ("{{subject}}", ["subject"], "<subject>"),
    ("/x{{2}}/ {{ {{y}}", ["y"], "/x{{2}}/ {{ <y>"),
    ("{{a b}} {{}} {{z", [], "{{a b}} {{}} {{z"),
    ("{{{a}}}", ["a"], "{<a>}"),
    ("", [], ""),
  ])
  func fillsWhatIsAName(_ text: String, _ names: [String], _ filled: String) {
    #expect(ReportTemplate(text).parameters == names)
    #expect(ReportTemplate(text).filled { "<\($0)>" } == filled)
  }

  @Test(arguments: [
    ("12", "12"), ("-1.5", "-1.5"), ("1e5", "'1e5'"), ("0x1f", "'0x1f'"), ("", "''"),
    ("1.", "1."), (".5", "'.5'"), ("it's", "'it''s'"), ("a\nb", "('a' || char(10) || 'b')"),
    ("1; DROP TABLE tasks", "'1; DROP TABLE tasks'"), ("-", "'-'"), ("--1", "'--1'"),
    ("1.2.3", "'1.2.3'"), ("0123", "'0123'"), ("0", "0"), ("0.5", "0.5"),
  ])
  func valuesAreLiterals(_ value: String, _ sql: String) {
    #expect(SQLText.value(value) == sql)
  }
}

@Suite struct TableMentionsTests {
  @Test(arguments: [
    ("SELECT stops FROM tasks", ""),
    ("SELECT sum(stops) AS stops FROM counts, period", "period counts"),
    ("SELECT * FROM (SELECT 1), daily_counts AS d", "daily_counts"),
    ("SELECT * FROM tasks JOIN stops ON tasks.id = stops.id", "stops"),
    ("SELECT * FROM f(counts, stops), Earlier_Stops", "earlier_stops"),
    (
      "SELECT 'FROM stops', \"stops\" /* FROM stops */ -- FROM counts\nFROM history_counts",
      "history_counts"
    ),
    ("SELECT 1 WHERE 2 IN earlier_counts ORDER BY 1, stops", "earlier_counts"),
    ("SELECT * FROM (stops JOIN (counts))", "stops counts"),
    ("SELECT 1 FROM a WHERE b = 1, stops", ""),
  ])
  func areWhereTablesStand(_ sql: String, _ names: String) {
    let found = TableMentions.names(in: SQLText(sql)).map(\.rawValue)
    #expect(found.joined(separator: " ") == names)
  }
}
