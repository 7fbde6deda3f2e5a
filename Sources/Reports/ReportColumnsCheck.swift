import Rows

/// Compares what the head of a user's report declares about columns with what the query gives.
///
/// Tests do the same for our reports.
struct ReportColumnsCheck {
  private let report: Report

  init(_ report: Report) {
    self.report = report
  }

  /// - Throws: `ReportFileError` if the query lacks a column that the head declares.
  func check(_ columns: [String]) throws(ReportFileError) {
    guard report.path != nil else { return }
    for column in report.columns where !columns.contains(column.name) {
      throw mistake(
        "column \(column.name)",
        "the query gives no column \(column.name); it gives \(columns.joined(separator: ", "))")
    }
    if !report.dimensions.isEmpty, !columns.contains("by") {
      throw mistake("by", "`by:` needs a column \"by\" of the query, and it gives none")
    }
  }

  /// Compares the values of a column with the kind that the head declares.
  func check(
    _ declared: Report.Column, _ values: some Sequence<Cell>
  ) throws(ReportFileError) {
    guard report.path != nil, let kind = declared.kind else { return }
    for value in values where !kind.admits(value) {
      throw mistake(
        "column \(declared.name)",
        "the column \(declared.name) is declared as \(kind.rawValue), and has the value "
          + SQLLiteral.display(value))
    }
  }

  private func mistake(_ key: String, _ sentence: String) -> ReportFileError {
    ReportFileError(report.path ?? report.name, line: report.headLines[key], sentence)
  }
}

extension ResultColumn.Kind {
  /// Whether a column of the kind may have a value.
  func admits(_ value: Cell) -> Bool {
    switch (self, value) {
    case (_, .null), (.any, _): true
    case (.count, .integer), (.boolean, .integer(0)), (.boolean, .integer(1)): true
    case (.percent, .integer), (.percent, .real), (.duration, .integer), (.duration, .real): true
    case (.number, .integer), (.number, .real): true
    case (.code, .integer), (.code, .text), (.id, .text), (.text, .text): true
    case (.time, .text(let text)): Self.hasForm(text, "0000-00-00 00:00:00.000")
    case (.day, .text(let text)): Self.hasForm(text, "0000-00-00")
    case (.json, .text(let text)): text.hasPrefix("[") || text.hasPrefix("{")
    default: false
    }
  }

  /// Whether a text has digits where another has zeros, and is the same elsewhere.
  private static func hasForm(_ text: String, _ form: String) -> Bool {
    text.utf8.count == form.utf8.count
      && zip(text.utf8, form.utf8).allSatisfy { byte, pattern in
        pattern == UInt8(ascii: "0") ? (0x30...0x39).contains(byte) : byte == pattern
      }
  }
}
