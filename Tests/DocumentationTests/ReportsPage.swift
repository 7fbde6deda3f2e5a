import Foundation
import Output
import Reports

/// Writes docs/reports.md: the hand-written template with its mark replaced by what the reports' files say.
struct ReportsPage {
  private let archive: TestArchive

  init() throws {
    archive = try TestArchive(events: ReportEvents.all)
  }

  static let path = repositoryPath("docs/reports.md")
  private static let template = repositoryPath("Tests/DocumentationTests/Reports.md")
  /// How many rows an example shows, and how much of a long cell.
  private static let rowsMax = 5
  private static let cellMax = 60

  func text() throws -> String {
    let text = try String(contentsOf: Self.template, encoding: .utf8)
    let reports = ReportCatalog.standard.reports
    let sections = try reports.map(section).joined(separator: "\n")
    let list = reports.map { ["[`\($0.name)`](#\($0.name))", $0.title] }
    return text.replacing(
      "<!-- list -->\n", with: Self.table([["report", "what it tells"]] + list)
    )
    .replacing("<!-- dimensions -->\n", with: Self.dimensions)
    .replacing("<!-- reports -->\n", with: sections)
  }

  private static var dimensions: String {
    table(
      [["`--by`", "column", "what it is"]]
        + ReportDimension.allCases.map {
          ["`\($0.rawValue)`", "`\($0.columnName)`", $0.meaning]
        })
  }

  /// A report's title, columns, parameters, and an example.
  private func section(_ report: Report) throws -> String {
    let end = report.title.hasSuffix("?") ? "" : "."
    var text = "### \(report.name)\n\n**\(report.title)\(end)** \(report.about)\n\n"
    let facts = Self.facts(report)
    if !facts.isEmpty { text += facts.joined(separator: " ") + "\n\n" }
    text += Self.table(
      [["column", "kind", "what it is"]]
        + report.columns.map { ["`\($0.name)`", $0.kindText, $0.meaning] })
    if !report.parameters.isEmpty {
      text +=
        "\n"
        + Self.table(
          [["parameter", "default", "what it is"]]
            + report.parameters.map { ["`\($0.name)`", "`\($0.standard ?? "")`", $0.meaning] })
    }
    return text + (try example(report))
  }

  private static func facts(_ report: Report) -> [String] {
    let keys = report.keys.map { "`\($0)`" }.joined(separator: ", ")
    var facts = ["One row for each \(keys)."]
    if let reads = report.reads, report.argument == nil {
      facts.append(reads.readsStops ? "Reads stops." : "Reads daily totals.")
    }
    if let argument = report.argument { facts.append("Takes \(argument) after its name.") }
    if !report.dimensions.isEmpty {
      let names = report.dimensions.map { "`\($0.rawValue)`" }.joined(separator: ", ")
      facts.append("Takes `--by` with \(names).")
    }
    if !report.filters.isEmpty {
      let names = report.filters.map { "`--\($0.rawValue)`" }.joined(separator: " and ")
      facts.append("Takes \(names).")
    }
    if let limit = report.limit { facts.append("Shows \(limit) rows without `--limit`.") }
    if report.insights != nil { facts.append("Has a query for Logs Insights.") }
    return facts
  }

  private func example(_ report: Report) throws -> String {
    let result = try result(of: report)
    let subject = report.argument == nil ? "" : " \(Self.subject)"
    let limit = result.areMore ? " --limit \(Self.rowsMax)" : ""
    return "\n```sh\necs-stops report \(report.name)\(subject)\(limit)\n```\n\n"
      + Self.table(try rows(of: result))
  }

  /// A task's ID.
  private static let subject = "5f1c0d3e000000000000000000000007"

  /// The first rows of a report on the archive of the examples.
  func result(of report: Report) throws -> ReportResult {
    let request = ReportRequest(
      subject: report.argument == nil ? nil : Self.subject, now: ReportEvents.now,
      rowsMax: report.argument == nil ? Self.rowsMax : nil)
    return try archive.run(report, request)
  }

  private func rows(of result: ReportResult) throws -> [[String]] {
    var bytes: [UInt8] = []
    try result.write(to: TSVWriter(to: ByteSink { bytes.append(contentsOf: $0) }))
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map { line in
      line.split(separator: "\t", omittingEmptySubsequences: false).map { text in
        text.count > Self.cellMax ? text.prefix(Self.cellMax - 1) + "…" : String(text)
      }
    }
  }

  private static func table(_ rows: [[String]]) -> String { MarkdownTable(rows).text }
}
