import Events
import SQLite

/// The columns of a table that hold ids of text tables, as the schema declares them.
struct TextReferences {
  let table: String
  var columns: [String] = []
  var textTables: [TextTable] = []

  /// Reads the REFERENCES clauses of all tables, so that columns added by a later schema are covered without a change
  /// here.
  ///
  /// `daily_stops` has none: it refers only to what tasks refer to, and is deleted with them.
  static func all(in connection: Connection) throws(SQLiteError) -> [TextReferences] {
    let byTable = TextTable.allCases.reduce(into: [:]) { $0[$1.name] = $1 }
    let select = try connection.prepare(
      """
      SELECT t.name, r."from", r."table"
      FROM sqlite_schema AS t, pragma_foreign_key_list(t.name) AS r
      WHERE t.type = 'table' ORDER BY t.name, r."from"
      """, persistent: false)
    var found: [TextReferences] = []
    while try select.step() {
      guard let table = select.string(at: 0), let column = select.string(at: 1),
        let textTable = byTable[select.string(at: 2) ?? ""]
      else { continue }
      if found.last?.table != table { found.append(TextReferences(table: table)) }
      found[found.count - 1].columns.append(column)
      found[found.count - 1].textTables.append(textTable)
    }
    return found
  }
}

/// Which rows of the text tables are still referred to after everything logged before a time is deleted, and how many
/// rows are deleted.
///
/// It makes one pass over the tables in row order, because no index finds the rows that use a string.
struct TextUse {
  /// By text table.
  private(set) var used = TextTable.allCases.map { _ in IDSet() }
  private(set) var expiredTasks = IDSet()
  /// The number of rows to be deleted, by table.
  private(set) var expiredRows: [String: Int] = [:]

  /// - Parameter cutoff: what was logged before counts as deleted; `Int64.min` counts everything that exists.
  init(_ connection: Connection, before cutoff: Int64) throws(SQLiteError) {
    let references = try TextReferences.all(in: connection)
    // Tasks first: their containers and attachments are deleted with them.
    for table in references where table.table == "tasks" {
      try scan(table, connection, key: "id, logged_at") { use, row in
        guard row.integer(at: 1) < cutoff else { return false }
        use.expiredTasks.insert(row.integer(at: 0))
        return true
      }
    }
    for table in references where table.table != "tasks" {
      switch table.table {
      case "containers", "attachments":
        try scan(table, connection, key: "task, 0") { use, row in
          use.expiredTasks.contains(row.integer(at: 0))
        }
      case "export_hours":
        try scan(table, connection, key: "0, last_at") { _, row in row.integer(at: 1) < cutoff }
      case "superseded":
        try scan(table, connection, key: "0, logged_at") { _, row in row.integer(at: 1) < cutoff }
      default: try scan(table, connection, key: "0, 0") { _, _ in false }
      }
    }
  }

  private mutating func scan(
    _ table: TextReferences, _ connection: Connection, key: String,
    isExpired: (inout Self, borrowing Statement) -> Bool
  ) throws(SQLiteError) {
    let select = try connection.prepare(
      "SELECT \(key), \(table.columns.joined(separator: ", ")) FROM \(table.table)",
      persistent: false)
    let textTables = table.textTables.map(\.rawValue)
    var expired = 0
    while try select.step() {
      if isExpired(&self, select) {
        expired += 1
        continue
      }
      for (index, textTable) in textTables.enumerated() {
        let column = Int32(index) + 2
        // Ids begin at 1, and NULL reads as 0.
        let id = select.integer(at: column)
        if id != 0 { used[textTable].insert(id) }
      }
    }
    expiredRows[table.table] = expired
  }
}
