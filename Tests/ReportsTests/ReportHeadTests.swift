import Rows
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
      -- reads: stops(task), counts(group_id,
      -- cluster_id), verdicts
      -- keys: zone
      -- routine: zone
      -- page: 7 folded
      -- column stops (count): how
      -- many
      -- column zone (text, prose, once): where
      -- column age (duration, s): how old
      -- column count(*): as it is
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
        .init("stops", .count, meaning: "how many"),
        .init("zone", .text, traits: [.prose, .once], meaning: "where"),
        .init("age", .duration, unit: .seconds, meaning: "how old"),
        .init("count(*)", meaning: "as it is"),
      ])
    #expect(
      report.reads?.common == [
        .init(name: .stops, columns: ["task"]),
        .init(name: .counts, columns: ["group_id", "cluster_id"]),
      ])
    #expect(report.reads?.archive == ["verdicts"])
    #expect(report.reads?.description == "stops(task), counts(group_id, cluster_id), verdicts")
    #expect(report.keys == ["zone"] && report.routineColumn == "zone")
    #expect(report.pagePlace == .section(7, isFolded: true))
    #expect(report.dimensions == [.cluster, .capacityProvider])
    #expect(
      report.charts == [.bars("stops"), .heatmap(weekday: "zone", hour: "zone", value: "stops")])
    #expect(
      report.parameters == [
        .init(name: "min", standard: "3", kind: nil, meaning: "the least"),
        .init(name: "who", standard: nil, kind: nil, meaning: "whom it is about"),
      ])
    #expect(report.query == "SELECT 1\n-- title: not of the head")
    #expect(report.queryLine == 23)
  }

  @Test func aSavedQueryNeedsNoHead() throws {
    let report = try Self.read("# how we look\nfields @message | limit {{rows}}\n", .insights)
    #expect(report.title == "probe" && report.about == "")
    #expect(report.parameterNames == ["rows"])
    #expect(report.insights == "# how we look\nfields @message | limit {{rows}}\n")
  }

  @Test func tablesAreDeclaredForSQLOnly() {
    let error = #expect(throws: ReportFileError.self) {
      try Self.read("# title: a\n# reads: stops\nlimit 1", .insights)
    }
    #expect(error?.line == 2 && error?.sentence.hasPrefix("`reads:` names tables of SQL") == true)
  }

  @Test(arguments: [
    ("-- title: a\n-- title: b\nSELECT 1", 2, "there are two lines title:"),
    ("-- since: 7d\nSELECT 1", 1, "reports have no time of their own; delete the line `since:`"),
    ("-- chart: pie stops\nSELECT 1", 1, "`chart:` takes"),
    ("-- column a: x\n-- column a: y\nSELECT 1", 2, "the column a is explained twice"),
    (
      "-- parameter 1x = 2: y\nSELECT 1", 1,
      "a parameter is `parameter NAME (KIND) = DEFAULT: meaning`"
    ),
    ("-- parameter subject = 2: y\nSELECT 1", 1, "a parameter is"),
    ("-- parameter a = 2: y\n-- parameter a = 3: y\nSELECT 1", 2, "the parameter a stands twice"),
    (
      "-- by: cluster, planet\nSELECT 1", 1, "`by:` does not know planet; it takes cluster, service"
    ),
    ("-- by: answerable\nSELECT 1", 1, "`by:` names answerable, which is now called responsible"),
    ("-- column a: x\n-- chart: bars b\nSELECT 1", 2, "the chart shows b, which no `column` line"),
    ("-- column a (number): x\n-- keys: b\nSELECT 1", 2, "`keys:` names b, which no `column` line"),
    ("-- routine: b\n-- column a: x\nSELECT 1", 1, "`routine:` names b, which no `column` line"),
    (
      "-- column a (numbr): x\nSELECT 1", 1,
      "the column a cannot be \"numbr\"; it takes one kind (count"
    ),
    ("-- column a (count, text): x\nSELECT 1", 1, "the column a cannot be \"text\""),
    (
      "-- column a (duration): x\nSELECT 1", 1, "the column a is a duration and needs a unit: ms, s"
    ),
    ("-- column a (count, s): x\nSELECT 1", 1, "the column a has a unit, which only"),
    (
      "-- title: a\n-- reads: counts(task)\nSELECT 1", 2, "`reads:` names the column task of counts"
    ),
    ("-- reads: period(now)\nSELECT 1", 1, "`reads:` names a column of period, which always has"),
    ("-- reads: tasks(id)\nSELECT 1", 1, "`reads:` takes columns for common tables only"),
    ("-- reads: stops, stops\nSELECT 1", 1, "`reads:` names stops twice"),
    ("-- reads: all of it\nSELECT 1", 1, "`reads:` takes names of tables"),
    ("-- page: first\nSELECT 1", 1, "`page:` takes the number"),
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
    #expect(SQLLiteral.value(value) == sql)
  }
}
