package import InsightsSQLite
package import SQLite

/// The order of the tasks of one time in one group: by the bytes of their ARNs.
///
/// SQLite works out the arguments of an aggregate for every row; the ARNs are worked out here, and
/// only where two times are equal. It is part of a group's state, and goes with it: what a function keeps for longer
/// would keep the connection open for ever.
final class TaskOrder {
  private let connection: Connection
  private var comparison: Comparison?

  private final class Comparison {
    let select: Statement

    init(_ connection: Connection) throws(SQLiteError) {
      let arn = ColumnFields.taskARN.sql
      select = try connection.prepare(
        """
        SELECT (SELECT \(arn) FROM tasks AS t WHERE t.id = ?1) \
        < (SELECT \(arn) FROM tasks AS t WHERE t.id = ?2)
        """, persistent: false)
    }
  }

  init(_ connection: Connection) {
    self.connection = connection
  }

  /// Whether a task, by its row, comes before another one.
  func isBefore(_ left: Int64, _ right: Int64) throws -> Bool {
    let comparison = try comparison ?? Comparison(connection)
    self.comparison = comparison
    defer { comparison.select.reset() }
    try comparison.select.bind(left, at: 1)
    try comparison.select.bind(right, at: 2)
    return try comparison.select.step() && comparison.select.integer(at: 0) != 0
  }
}

extension InsightsFunctions {
  /// Makes the functions that compiled queries call known to the connection of an archive.
  package static func register(on connection: Connection) throws(SQLiteError) {
    try register(on: connection) { TaskOrder($0).isBefore }
  }
}
