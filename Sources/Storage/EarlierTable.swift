/// The tables of an extract with what happened before its window, named after the tables whose columns they have.
package enum EarlierTable: String, CaseIterable, Sendable {
  case earlierTasks = "earlier_tasks"
  case earlierDailyStops = "earlier_daily_stops"

  /// The table with the same columns.
  package var original: String {
    switch self {
    case .earlierTasks: "tasks"
    case .earlierDailyStops: "daily_stops"
    }
  }
}
