import Output
import Rows
import Testing

@testable import Reports

/// Reports in a terminal, with bars, curves and maps.
@Suite struct ReportTableTests {
  /// - Parameter columns: as a head declares them.
  private static func result(
    _ columns: [String], _ rows: [[Cell]], charts: [Report.Chart], routine: String? = nil
  ) throws -> ReportResult {
    var report = Report(name: "sample", language: .sql)
    report.charts = charts
    report.columns = try columns.map { try ReportColumnHead($0).column(meaning: "") }
    report.routineColumn = routine
    return ReportResult(
      report: report, window: ReportWindow(start: 0, end: 1, now: 1, stops: 0...1),
      scope: ReportScope(), dimension: nil,
      columns: report.columns.enumerated().map { index, column in
        ResultColumn(column.name, column.kind ?? .init(of: rows.map { $0[index] }))
      }, rows: rows, areMore: false, total: nil, sql: "", insights: nil, failing: nil)
  }

  private static func lines(_ result: ReportResult, _ style: TableStyle) throws -> [String] {
    var bytes: [UInt8] = []
    let sink = ByteSink { (piece) throws(OutputError) in bytes += Array(piece) }
    try result.write(to: TableWriter(to: sink, style: style))
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  private static let reasons = Result {
    try result(
      ["kind", "category", "stops", "percent", "reason (text, prose)", "last_stop"],
      [
        [
          .text("abnormal"), .text("essential_container_exited"), .integer(280), .real(21.1),
          .text("Essential container in task exited"), .text("2026-03-01 23:31:16.000"),
        ],
        [
          .text("abnormal"), .text("out_of_memory"), .integer(70), .real(5.3),
          .text("OutOfMemoryError: Container killed due to memory usage"),
          .text("2026-03-01 23:45:17.000"),
        ],
        [
          .text("routine"), .text("service_scaling"), .integer(900), .real(73.6),
          .text("Scaling activity initiated by (deployment ecs-svc/*)"),
          .text("2026-03-01 23:27:44.000"),
        ],
      ], charts: [.bars("stops")], routine: "kind")
  }

  @Test(arguments: [50, 60, 72, 80, 100, 120, 160, 200])
  func fitsTheWidth(_ width: Int) throws {
    for isASCII in [false, true] {
      let lines = try Self.lines(
        Self.reasons.get(), TableStyle(terminalWidth: width, isASCII: isASCII))
      #expect(lines.count >= 5)
      #expect(lines.prefix(5).allSatisfy { $0.count <= width }, "\(width): \(lines)")
      #expect(!isASCII || lines.allSatisfy { $0.utf8.allSatisfy { (0x20..<0x7f).contains($0) } })
    }
  }

  @Test func givesWayStepByStep() throws {
    let wide = try Self.lines(Self.reasons.get(), TableStyle(terminalWidth: 120))
    #expect(
      wide[2...] == [
        "abnormal  essential_container_exited    280 ███▏           21.1  "
          + "Essential container in task exited           2026-03-01",
        "abnormal  out_of_memory                  70 ▊               5.3  "
          + "OutOfMemoryError: Container killed due to …  2026-03-01",
        "routine   service_scaling               900 ██████████     73.6  "
          + "Scaling activity initiated by (deployment …  2026-03-01",
      ])
    let usual = try Self.lines(Self.reasons.get(), TableStyle(terminalWidth: 80))
    #expect(
      usual[2...] == [
        "abnormal  essential_container…    280     21.1  Essential container in task",
        "                                                exited",
        "abnormal  out_of_memory            70      5.3  OutOfMemoryError: Container",
        "                                                killed due to memory usage",
        "routine   service_scaling         900     73.6  Scaling activity initiated by",
        "                                                (deployment ecs-svc/*)",
      ])
    let narrow = try Self.lines(Self.reasons.get(), TableStyle(terminalWidth: 60, isASCII: true))
    #expect(
      narrow == [
        "kind      category               stops  reason",
        "--------  ---------------------  -----  --------------------",
        "abnormal  essential_container_~    280  Essential container",
        "                                        in task exited",
        "abnormal  out_of_memory             70  OutOfMemoryError:",
        "                                        Container killed due",
        "                                        to memory usage",
        "routine   service_scaling          900  Scaling activity",
        "                                        initiated by",
        "                                        (deployment",
        "                                        ecs-svc/*)",
      ])
  }

  @Test func withoutATerminalNothingIsLeftOut() throws {
    let lines = try Self.lines(Self.reasons.get(), TableStyle())
    #expect(
      lines[2].hasSuffix(
        "  Essential container in task exited                      2026-03-01 23:31:16.000"))
    #expect(lines[3].contains("  70 ▌ "))
  }

  @Test func saysOnceWhatIsTheSameInAllRows() throws {
    let rows = (0..<3).map { index -> [Cell] in
      [
        .text("123456789012"), .text("eu-central-1"), .text("service-\(index)"),
        .integer(Int64(index)), .text(String(repeating: "word ", count: 9)),
      ]
    }
    let result = try Self.result(
      ["account (code, once)", "region (code, once)", "service", "stops", "reason (text, prose)"],
      rows, charts: [])
    let narrow = try Self.lines(result, TableStyle(terminalWidth: 60, isTerminal: true)).dropFirst()
      .map(\.self)
    #expect(narrow[0] == "same in every row: account 123456789012, region eu-central-1")
    #expect(narrow[1].hasPrefix("service    stops  reason"))
    #expect(try Self.lines(result, TableStyle(terminalWidth: 120)).count == 5)
    // Of fewer rows nothing can be said.
    let two = try Self.result(
      ["account (code, once)", "region (code, once)", "service", "stops", "reason (text, prose)"],
      Array(rows.prefix(2)), charts: [])
    #expect(try Self.lines(two, TableStyle(terminalWidth: 60)).count == 4)
  }

  @Test func drawsCurvesOfArrays() throws {
    let result = try Self.result(
      ["service", "by_day"],
      [[.text("a"), .text("[0,1,4,8]")], [.text("b"), .text("none")], [.text("c"), .null]],
      charts: [.spark("by_day")])
    #expect(
      try Self.lines(result, TableStyle(terminalWidth: 60))[2...] == [
        "a        ▁▂▅█", "b        none", "c",
      ])
    let colored = try Self.lines(result, TableStyle(terminalWidth: 60, isColored: true))
    #expect(colored[2].contains("\u{1b}[36m▁▂▅█\u{1b}[0m"))
  }

  @Test func drawsAMapInPlaceOfItsRows() throws {
    let rows: [[Cell]] = [
      [.integer(1), .integer(0), .integer(5)], [.text("7 Sunday"), .text("23:00"), .integer(9)],
      [.null, .integer(3), .integer(1)], [.integer(12), .integer(99), .integer(1)],
    ]
    let result = try Self.result(
      ["weekday", "hour", "stops"], rows,
      charts: [.heatmap(weekday: "weekday", hour: "hour", value: "stops")])
    let lines = try Self.lines(result, TableStyle(terminalWidth: 40))
    #expect(lines[1].hasPrefix("Mon  ▓·"))
    #expect(lines[7].hasPrefix("Sun  ·") && lines[7].contains("█  9"))
    let none = try Self.result(
      ["weekday", "hour", "stops"], [],
      charts: [.heatmap(weekday: "weekday", hour: "hour", value: "stops")])
    #expect(try Self.lines(none, TableStyle()) == ["weekday  hour  stops", "───────  ────  ─────"])
  }

  @Test func otherFormatsKeepTheValues() throws {
    var bytes: [UInt8] = []
    let sink = ByteSink { (piece) throws(OutputError) in bytes += Array(piece) }
    try Self.reasons.get().write(to: OutputFormat.csv.makeWriter(to: sink))
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.contains("280,21.1,Essential container in task exited,2026-03-01 23:31:16.000"))
  }
}
