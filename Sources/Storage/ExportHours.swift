import SQLite

/// Writes the table `export_hours`.
final class ExportHours {
  private let insert: Statement
  private let update: Statement
  private let connection: Connection

  init(_ connection: Connection) throws(SQLiteError) {
    self.connection = connection
    let columns = [
      "stored", "duplicates", "superseded", "conflicting", "filtered", "skipped", "rejected",
    ]
    insert = try connection.prepare(
      """
      INSERT INTO export_hours (export_id, hour, account_id, region_id, log_group_id, detail_type, last_status,
        \(columns.joined(separator: ", ")), first_at, last_at)
      VALUES (\((1...16).map { "?\($0)" }.joined(separator: ", ")))
      """)
    let sums = columns.enumerated().map { "\($0.element) = \($0.element) + ?\($0.offset + 8)" }
    update = try connection.prepare(
      """
      UPDATE export_hours SET \(sums.joined(separator: ", ")),
        first_at = min(first_at, ?15), last_at = max(last_at, ?16)
      WHERE export_id IS ?1 AND hour = ?2 AND account_id IS ?3 AND region_id IS ?4 AND log_group_id IS ?5
        AND detail_type IS ?6 AND last_status IS ?7
      """)
  }

  /// Adds what was read from a file; without one, adds to what is there of unknown files.
  func add(_ hours: HourCounts, export: Int64?) throws(SQLiteError) {
    for cell in hours.rows {
      if export == nil {
        try bind(cell, export, to: update)
        try update.run()
        if connection.changes > 0 { continue }
      }
      try bind(cell, export, to: insert)
      try insert.run()
    }
  }

  private func bind(
    _ cell: HourCounts.Cell, _ export: Int64?, to statement: borrowing Statement
  ) throws(SQLiteError) {
    let place = cell.key.place
    let counts = cell.counts
    let values: [Int64?] = [export, cell.key.hour, place.account, place.region, place.logGroup]
    for (index, value) in values.enumerated() {
      try statement.bind(value.map { .integer($0) } ?? .null, at: Int32(index) + 1)
    }
    try statement.bind(cell.key.kind.map { .text($0.detailType) } ?? .null, at: 6)
    try statement.bind(cell.key.kind.map { .text($0.lastStatus) } ?? .null, at: 7)
    let numbers = [
      counts.stored, counts.duplicates, counts.superseded, counts.conflicting, counts.filtered,
      counts.skipped, counts.rejected,
    ]
    for (index, number) in numbers.enumerated() {
      try statement.bind(Int64(number), at: Int32(index) + 8)
    }
    try statement.bind(cell.first, at: 15)
    try statement.bind(cell.last, at: 16)
  }
}
