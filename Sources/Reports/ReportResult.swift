import Output
package import Rows

/// What a report gives: its rows, and all that is needed to show them and to ask again.
package struct ReportResult: Sendable {
  package let report: Report
  package let window: ReportWindow
  package let scope: ReportScope
  package internal(set) var filters = StopFilters()
  package let dimension: ReportDimension?
  package internal(set) var columns: [ResultColumn]
  /// At most as many as were asked for.
  package internal(set) var rows: [[Cell]]
  /// Whether rows were left out.
  package let areMore: Bool
  /// How many rows there are, those that were left out as well; nil where counting them would take long.
  package let total: Int?
  /// What was run, without a bound on the rows.
  package let sql: String
  /// The same question for Logs Insights, with the scope as filters; nil where that cannot ask it.
  package let insights: String?
  /// Of what the condition is true; nil if it is not, or if there was none.
  package let failing: Failing?
  /// How many stops the time and scope have, if the request has them counted.
  package internal(set) var stopCount: Int?
  /// Whether the user chose these columns.
  var areColumnsChosen = false

  /// Of what a condition is true.
  package enum Failing: Sendable, Equatable {
    /// Of so many of all rows, those that are not shown as well.
    case rows(Int, of: Int)
    /// Of the result as a whole.
    case whole
  }

  /// The place of a column.
  package func column(_ name: String) -> Int? { columns.firstIndex { $0.name == name } }

  /// Writes the rows in a format; a table has pictures beside them.
  package func write(to writer: any RowWriter) throws {
    if let table = writer as? TableWriter {
      return try ReportDrawing(self, style: table.style).write(to: table)
    }
    try writer.write(columns: columns, rows: rows)
  }
}

extension ResultColumn.Kind {
  /// What the values of a column have in common, of which nothing is declared.
  init(of values: some Sequence<Cell>) {
    var kinds: Set<Self> = []
    for value in values {
      switch value {
      case .null: continue
      case .integer, .real: kinds.insert(.number)
      case .text(let text): kinds.insert(Self.ofText(text))
      case .blob: kinds.insert(.any)
      }
    }
    switch kinds {
    case []: self = .text
    default:
      self =
        kinds.count == 1
        ? kinds.first ?? .text : kinds.isSubset(of: [.text, .time, .day]) ? .text : .any
    }
  }

  private static func ofText(_ text: String) -> Self {
    if Self.time.admits(.text(text)) { return .time }
    return Self.day.admits(.text(text)) ? .day : .text
  }
}

extension ReportResult {
  /// The result with these columns only, in this order.
  ///
  /// - Throws: `UnknownColumn` for a name that no column has.
  package func selecting(_ selection: ColumnSelection) throws(UnknownColumn) -> ReportResult {
    let indices = try selection.indices(in: columns)
    var result = self
    result.columns = indices.map { columns[$0] }
    result.rows = rows.map { row in indices.map { row[$0] } }
    result.areColumnsChosen = true
    return result
  }
}
