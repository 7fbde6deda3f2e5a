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

  /// What a file brought when it was read before.
  typealias Former = [HourCounts.Key: IngestCounts]

  /// What is known of a file; several rows of an hour count together.
  func former(of export: Int64) throws(SQLiteError) -> Former {
    let select = try connection.prepare(
      """
      SELECT hour, account_id, region_id, log_group_id, detail_type, last_status, stored, duplicates, superseded, conflicting
      FROM export_hours WHERE export_id = ?1
      """, persistent: false)
    try select.bind(export, at: 1)
    func id(_ column: Int32) -> Int64? {
      select.isNull(at: column) ? nil : select.integer(at: column)
    }
    var former: Former = [:]
    while try select.step() {
      let kind = select.string(at: 4).map {
        SkippedKind(detailType: $0, lastStatus: select.string(at: 5) ?? "")
      }
      var counts = IngestCounts()
      counts.stored = Int(select.integer(at: 6))
      counts.duplicates = Int(select.integer(at: 7))
      counts.superseded = Int(select.integer(at: 8))
      counts.conflicting = Int(select.integer(at: 9))
      let place = HourCounts.Place(account: id(1), region: id(2), logGroup: id(3))
      former[
        HourCounts.Key(place: place, hour: select.integer(at: 0), kind: kind),
        default: IngestCounts()] += counts
    }
    return former
  }

  /// Adds what was read from a file; without one, adds to what is there of unknown files.
  ///
  /// - Parameter former: what the file brought when it was read before; hours that are added are removed from it.
  func add(_ hours: HourCounts, export: Int64?, after former: inout Former) throws(SQLiteError) {
    for var cell in hours.rows {
      if let counts = former.removeValue(forKey: cell.key) { cell.counts.keep(counts) }
      if export == nil {
        try bind(cell, export, to: update)
        try update.run()
        if connection.changes > 0 { continue }
      }
      try bind(cell, export, to: insert)
      try insert.run()
    }
  }

  /// Adds what was read for the first time.
  func add(_ hours: HourCounts, export: Int64?) throws(SQLiteError) {
    var none: Former = [:]
    try add(hours, export: export, after: &none)
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
