import SQLite
import Storage

/// Where common tables find their rows.
///
/// An extract has what was before its window in tables of its own: a part that is before the window that is asked for
/// may be in both.
struct TableSources {
  private let earlierTasks: String?
  private let earlierDailyStops: String?

  /// Those of an archive that is not an extract.
  static let plain = TableSources(earlierTasks: nil, earlierDailyStops: nil)

  private init(earlierTasks: String?, earlierDailyStops: String?) {
    self.earlierTasks = earlierTasks
    self.earlierDailyStops = earlierDailyStops
  }

  /// - Parameter settings: those of the extract that the connection has open; nil for any other archive.
  init(_ settings: ExtractSettings?, _ connection: Connection) throws(SQLiteError) {
    guard settings?.content != nil else {
      self = .plain
      return
    }
    earlierTasks = try Self.union(.earlierTasks, connection)
    earlierDailyStops = try Self.union(.earlierDailyStops, connection)
  }

  /// What stands after FROM for rows of `tasks`.
  func tasks(_ part: ReportWindow.Part) -> String {
    part == .window ? "tasks" : earlierTasks ?? "tasks"
  }

  /// What stands after FROM for rows of `daily_stops`.
  func dailyStops(_ part: ReportWindow.Part) -> String {
    part == .window ? "daily_stops" : earlierDailyStops ?? "daily_stops"
  }

  /// A later schema may have given the original table columns that the extract's own lacks.
  private static func union(
    _ table: EarlierTable, _ connection: Connection
  ) throws(SQLiteError) -> String {
    let columns = try connection.columnNames(of: table.original)
    let known = Set(try connection.columnNames(of: table.rawValue))
    let earlier = columns.map { known.contains($0) ? $0 : "NULL" }
    return earlier == columns
      ? "(SELECT * FROM \(table.original) UNION ALL SELECT * FROM \(table.rawValue))"
      : "(SELECT * FROM \(table.original)"
        + " UNION ALL SELECT \(earlier.joined(separator: ", ")) FROM \(table.rawValue))"
  }
}

extension Connection {
  fileprivate func columnNames(of table: String) throws(SQLiteError) -> [String] {
    let select = try prepare("SELECT name FROM pragma_table_info('\(table)')", persistent: false)
    var names: [String] = []
    while try select.step() { names.append(select.string(at: 0) ?? "") }
    return names
  }
}
