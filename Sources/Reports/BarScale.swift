import Rows

/// What the longest bars of a column stand for.
///
/// Where rows are abnormal or routine, each kind has its own scale, as in the picture of stops over
/// time: else nothing could be seen of the few that matter beside the many that do not.
struct BarScale {
  private let abnormal: Double
  private let routine: Double

  init(_ result: ReportResult, column: Int) {
    var (abnormal, routine) = (0.0, 0.0)
    for row in result.rows {
      guard let number = row[column].number else { continue }
      if result.isRoutine(row) {
        routine = max(routine, number)
      } else {
        abnormal = max(abnormal, number)
      }
    }
    self.abnormal = abnormal
    self.routine = routine
  }

  func largest(isRoutine: Bool) -> Double { isRoutine ? routine : abnormal }
}

extension ReportResult {
  /// Whether a row says of itself that it is routine.
  func isRoutine(_ row: [Cell]) -> Bool {
    report.routineColumn.flatMap(column).map { row[$0] == .text("routine") } ?? false
  }
}
