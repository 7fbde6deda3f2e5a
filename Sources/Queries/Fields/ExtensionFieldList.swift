import SQLite

/// The fields that the archive adds to the events, counted.
struct ExtensionFieldList {
  private(set) var entries: [FieldList.Entry] = []
  private let connection: Connection
  /// The rows that count, as what follows FROM.
  private let rows: String

  /// Counts the fields of the events that were logged in a time, milliseconds since 1970, both ends included.
  init(_ connection: Connection, start: Int64?, end: Int64?) throws(SQLiteError) {
    let conditions =
      [start.map { "t.logged_at >= \($0)" }, end.map { "t.logged_at <= \($0)" }].compactMap(\.self)
    let condition = conditions.isEmpty ? "" : " WHERE " + conditions.joined(separator: " AND ")
    try self.init(connection, rows: "tasks AS t\(condition)")
  }

  /// Counts the fields of the events of a sample.
  init(_ connection: Connection, _ sample: EventSample) throws(SQLiteError) {
    try self.init(connection, rows: sample.source)
  }

  private init(_ connection: Connection, rows: String) throws(SQLiteError) {
    self.connection = connection
    self.rows = rows
    for field in ExtensionField.all {
      if let entry = try entry(of: field) { entries.append(entry) }
    }
  }

  /// Nil if no event has the field.
  private func entry(of field: ExtensionField) throws(SQLiteError) -> FieldList.Entry? {
    let select = try connection.prepare(
      """
      SELECT sum(count), value, max(count) FROM (
        SELECT count(*) AS count, \(field.sql) AS value FROM \(rows)
        GROUP BY \(field.column)
      ) WHERE value IS NOT NULL HAVING count(*) > 0
      """, persistent: false)
    guard try select.step() else { return nil }
    return FieldList.Entry(
      name: field.name, events: Int(select.integer(at: 0)), types: [field.kind.typeName],
      example: select.string(at: 1), place: field.place, origin: .archive)
  }
}
