package import SQLite

/// The contents of an archive, independent of the order in which they were written.
///
/// All rows of all tables except the ledger and the record of prunes, one line each, sorted: ids of text tables are
/// replaced by their strings, and those of tasks by their keys. It is derived from the schema, so that it covers later
/// migrations. `textTables` lists the strings of the text tables, including unused ones.
package enum CanonicalDump {
  private static let ledger: Set<String> = [
    "exports", "export_hours", "skipped", "rejects", "refused_files",
  ]

  /// Totals declare no references, since 0 stands for none in them.
  private static let dailyTargets = [
    "verdict_id": "verdicts", "pattern_id": "reason_patterns", "group_id": "task_groups",
    "cluster_id": "clusters", "availability_zone_id": "words", "capacity_provider_id": "words",
  ]

  /// The lines of an archive.
  package static func lines(
    of connection: Connection
  ) throws(SQLiteError) -> [String] {
    var lines: [String] = []
    for table in try tables(of: connection) where try !isTextTable(table, of: connection) {
      lines += try self.lines(of: table, connection)
    }
    return lines.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// The strings of the text tables, with the other columns of their rows.
  package static func textTables(
    of connection: Connection
  ) throws(SQLiteError) -> [String] {
    var lines: [String] = []
    for table in try tables(of: connection) where try isTextTable(table, of: connection) {
      lines += try self.lines(of: table, connection)
    }
    return lines.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private static func tables(
    of connection: Connection
  ) throws(SQLiteError) -> [String] {
    try strings(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'", connection
    ).filter { !ledger.contains($0) }
  }

  /// Text tables have strings and their hashes; `verdicts` counts as one, too.
  private static func isTextTable(
    _ table: String, of connection: Connection
  ) throws(SQLiteError) -> Bool {
    let columns = try strings("SELECT name FROM pragma_table_info('\(table)')", connection)
    return columns.contains("hash") || table == "verdicts"
  }

  private static func strings(
    _ sql: String, _ connection: Connection
  ) throws(SQLiteError) -> [String] {
    let select = try connection.prepare(sql, persistent: false)
    var strings: [String] = []
    while try select.step() { strings.append(select.string(at: 0) ?? "") }
    return strings
  }

  private static func lines(
    of table: String, _ connection: Connection
  ) throws(SQLiteError) -> [String] {
    let columns = try strings(
      "SELECT name FROM pragma_table_xinfo('\(table)') WHERE name <> 'id' ORDER BY cid", connection)
    var values: [String] = []
    for column in columns {
      let target =
        try strings(
          "SELECT \"table\" FROM pragma_foreign_key_list('\(table)') WHERE \"from\" = '\(column)'",
          connection
        ).first ?? (table == "daily_stops" ? dailyTargets[column] : nil)
      values.append(
        "'\(column)=' || quote(\(try expression(column, target: target, connection)))")
    }
    return try strings(
      """
      SELECT '\(table): ' || \(values.joined(separator: " || ', ' || ")) FROM \(table) AS t
      \(table == "settings" ? "WHERE name <> 'pruned_before'" : "")
      """, connection)
  }

  private static func expression(
    _ column: String, target: String?, _ connection: Connection
  ) throws(SQLiteError) -> String {
    guard let target else { return "t.\(column)" }
    if target == "tasks" {
      return """
        (SELECT prefix || quote(task_id) FROM tasks JOIN arn_prefixes AS p ON p.id = task_prefix_id
         WHERE tasks.id = t.\(column))
        """
    }
    let texts = try strings(
      "SELECT name FROM pragma_table_info('\(target)') WHERE name NOT IN ('id', 'hash')", connection
    )
    let text = texts.map { "quote(\($0))" }.joined(separator: " || ")
    return "(SELECT \(text) FROM \(target) WHERE id = t.\(column))"
  }
}
