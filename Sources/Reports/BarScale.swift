package import Rows

/// What the longest bar of a column stands for: all bars of a column have one scale, so that they can be compared.
struct BarScale {
  let largest: Double

  init(_ result: ReportResult, column: Int) {
    largest = result.rows.reduce(0) { max($0, $1[column].number ?? 0) }
  }
}

extension ReportResult {
  /// Whether a row says of itself that it is routine.
  package func isRoutine(_ row: [Cell]) -> Bool {
    report.routineColumn.flatMap(column).map { row[$0] == .text("routine") } ?? false
  }
}
