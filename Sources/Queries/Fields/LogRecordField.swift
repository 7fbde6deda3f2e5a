import InsightsSQLite
import LogsInsights
import SQLite

/// A field of the log record that only some formats give: an archive may have it for all stops, for some or for none.
enum LogRecordField: String, CaseIterable {
  /// `account:group`, or the group alone where the file does not name the account (decisions, "log-name").
  case log = "@log"
  /// When CloudWatch Logs received the record.
  case ingestionTime = "@ingestionTime"

  static func named(_ name: String) -> LogRecordField? { LogRecordField(rawValue: name) }

  /// How the archive stores it; nil if no stop has it.
  func stored(_ connection: Connection) throws(SQLiteError) -> StoredField? {
    guard try connection.integer("SELECT 1 FROM \(presence) LIMIT 1") != nil else { return nil }
    return switch self {
    case .log: Self.name("t.log_group_id", of: "log_groups")
    case .ingestionTime: StoredField(sql: "t.ingestion_time", kind: .timestamp)
    }
  }

  /// The value in every row, with a default where the archive has none.
  func stored(with defaults: LogRecordDefaults) -> StoredField {
    switch self {
    case .log:
      let account = "(SELECT word FROM words WHERE id = t.account_id)"
      let unknown = SQLText.quoted(defaults.account)
      return StoredField(
        sql: """
          coalesce((SELECT name FROM log_groups WHERE id = t.log_group_id), \
          coalesce(\(account), \(unknown)) || \(SQLText.quoted(":" + defaults.group)))
          """, kind: .text)
    case .ingestionTime:
      return StoredField(sql: "coalesce(t.ingestion_time, t.logged_at)", kind: .timestamp)
    }
  }

  /// Rows that are there only if a stop has it.
  private var presence: String {
    switch self {
    case .log: "log_groups"
    case .ingestionTime: "tasks WHERE ingestion_time IS NOT NULL"
    }
  }

  /// The name in a text table whose row a column of the task refers to.
  static func name(_ column: String, of table: String) -> StoredField {
    StoredField(
      sql: "(SELECT name FROM \(table) WHERE id = \(column))", kind: .text,
      storage: .dictionary(
        FieldDictionary(idSQL: column, table: table, key: "id", value: "name")))
  }
}

/// What the fields of the log record have in rows for which the archive has nothing, where each row needs a value:
/// Grafana, for one, takes the log group and the stream of a row from it.
package struct LogRecordDefaults: Sendable {
  let account: String
  let group: String
  let stream: String

  /// - Parameters:
  ///   - account: of stops that name none.
  ///   - group: the log group, without the account.
  ///   - stream: the log stream.
  package init(account: String, group: String, stream: String) {
    self.account = account
    self.group = group
    self.stream = stream
  }

  /// `@logStream` in every row.
  var logStream: StoredField {
    let name = "(SELECT name FROM log_streams WHERE id = t.log_stream_id)"
    return StoredField(sql: "coalesce(\(name), \(SQLText.quoted(stream)))", kind: .text)
  }
}
