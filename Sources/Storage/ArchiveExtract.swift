import Events
package import SQLite

/// Copies a part of an archive into a new one.
///
/// Rows keep their ids, so that answers do not change in order. An extract is to be read: it knows more days by their
/// totals than it has tasks of, and takes no ingest.
package struct ArchiveExtract {
  /// Which tasks go along.
  package struct Selection: Sendable {
    /// Ids of `clusters` and `task_groups`, nil among them for none; nil for all.
    package var clusters: [Int64?]?
    package var groups: [Int64?]?
    /// The log times of the tasks, in milliseconds since 1970, both included.
    ///
    /// Of the time before, totals go along, and the first task of each revision of each service.
    package var loggedAt: ClosedRange<Int64>

    package init(clusters: [Int64?]?, groups: [Int64?]?, loggedAt: ClosedRange<Int64>) {
      self.clusters = clusters
      self.groups = groups
      self.loggedAt = loggedAt
    }
  }

  private let selection: Selection
  private let source: String

  /// - Parameter source: the path of the archive; it is read only.
  package init(of source: String, _ selection: Selection) {
    self.source = source
    self.selection = selection
  }

  /// Writes the extract into a new file.
  ///
  /// - Parameter now: milliseconds since 1970: the time that reports of the extract take for the present.
  /// - Throws: `ArchiveError`, `SQLiteError`: the file cannot be written, the source not be read.
  package func write(to path: String, now: Int64) throws {
    do { _ = try Archive(path: path, .write) }
    let connection = try Connection(path: path, mode: .readWrite, foreignKeys: false)
    try connection.execute("PRAGMA synchronous = OFF")
    let readable = try attach(connection)
    let transaction = try Transaction(connection)
    try copyTasks(connection)
    try copyTotals(connection)
    try copyTexts(connection)
    try copyLedger(connection)
    try connection.execute(
      "INSERT INTO main.settings VALUES ('\(Archive.extractedName)', \(now))")
    try transaction.commit()
    try connection.execute("DETACH source; PRAGMA wal_checkpoint(TRUNCATE)")
    withExtendedLifetime(readable) {}
    // A single file, whole without a log beside it.
    _ = try connection.prepare("PRAGMA journal_mode = DELETE").step()
  }

  /// Attaches the archive in the way in which it can be read; returns what has to stay meanwhile.
  private func attach(_ connection: borrowing Connection) throws -> ArchiveFile.Readable {
    let readable = try ArchiveFile(source).readable()
    let attach = try connection.prepare("ATTACH ?1 AS source", persistent: false)
    try attach.bind(text: readable.uri, at: 1)
    try attach.run()
    _ = try connection.integer("SELECT 1 FROM source.sqlite_schema LIMIT 1")
    try readable.confirm()
    return readable
  }
}

extension ArchiveExtract {
  private func copyTasks(_ connection: borrowing Connection) throws(SQLiteError) {
    let times = selection.loggedAt
    try copy(
      "tasks", connection,
      """
      WHERE \(scope("t")) AND t.logged_at BETWEEN \(times.lowerBound) AND \(times.upperBound)
        OR t.id IN (
          SELECT id FROM (
            SELECT t.id, min(t.logged_at) FROM source.tasks AS t
            WHERE \(scope("t")) AND t.logged_at < \(times.lowerBound)
            GROUP BY t.group_id, t.cluster_id, t.task_definition_id))
      """)
    for children in ["containers", "attachments"] {
      try copy(
        children, connection, from: "main.tasks AS k CROSS JOIN source.\(children) AS t",
        "WHERE t.id BETWEEN k.id << 10 AND k.id << 10 | 1023")
    }
    try copy("misfits", connection, "WHERE t.task IN (SELECT id FROM main.tasks)")
    try copy(
      "superseded", connection,
      "WHERE (t.task_id, t.task_prefix_id) IN (SELECT task_id, task_prefix_id FROM main.tasks)")
  }

  /// Whole days as they are; the last is counted from its tasks, since it may end early.
  private func copyTotals(_ connection: borrowing Connection) throws(SQLiteError) {
    let last = DailyKey.day(of: selection.loggedAt.upperBound)
    try copy(
      "daily_stops", connection, "WHERE \(scope("t", none: "0")) AND t.day < \(last)")
    let place = "iif(v.answerable IN ('platform', 'capacity'),"
    try connection.execute(
      """
      INSERT INTO main.daily_stops
      SELECT t.verdict_id, coalesce(t.pattern_id, 0), coalesce(t.group_id, 0),
        coalesce(t.cluster_id, 0), \(place) coalesce(t.availability_zone_id, 0), 0),
        \(place) coalesce(t.capacity_provider_id, 0), 0), \(last), count(*)
      FROM main.tasks AS t JOIN source.verdicts AS v ON v.id = t.verdict_id
      WHERE t.logged_at >= \(last * 86_400_000) GROUP BY 1, 2, 3, 4, 5, 6
      """)
  }

  /// The texts and verdicts that are named by what is there now.
  private func copyTexts(_ connection: borrowing Connection) throws(SQLiteError) {
    try copy(
      "verdicts", connection,
      """
      WHERE t.id <> 0 AND t.id IN (
        SELECT verdict_id FROM main.tasks UNION SELECT verdict_id FROM main.daily_stops)
      """)
    var users: [Dictionary: [String]] = [
      .reasonPatterns: ["SELECT pattern_id FROM main.daily_stops"],
      .taskGroups: ["SELECT group_id FROM main.daily_stops"],
      .clusters: ["SELECT cluster_id FROM main.daily_stops"],
      .words: [
        "SELECT availability_zone_id FROM main.daily_stops",
        "SELECT capacity_provider_id FROM main.daily_stops",
      ],
    ]
    for table in try TextReferences.all(in: connection.reference) {
      for (column, dictionary) in zip(table.columns, table.dictionaries) {
        users[dictionary, default: []].append("SELECT \(column) FROM main.\(table.table)")
      }
    }
    for dictionary in Dictionary.allCases {
      let used = (users[dictionary] ?? []).joined(separator: " UNION ")
      try copy(dictionary.table, connection, "WHERE t.id IN (\(used))")
    }
  }

  /// Which files were read, with the numbers of what was in them; the bytes of what could not be read stay behind.
  private func copyLedger(_ connection: borrowing Connection) throws(SQLiteError) {
    try copy("exports", connection, "")
    try copy("skipped", connection, "")
    try connection.execute(
      """
      INSERT INTO main.rejects (id, export_id, line, byte_offset, reason, record)
      SELECT id, export_id, line, byte_offset, reason, x'' FROM source.rejects
      """)
  }

  /// Copies rows with all columns that are stored, and none that follow from others.
  private func copy(
    _ table: String, _ connection: borrowing Connection, from rows: String? = nil,
    _ condition: String
  ) throws(SQLiteError) {
    let select = try connection.prepare(
      "SELECT name FROM main.pragma_table_xinfo('\(table)') WHERE hidden = 0", persistent: false)
    var columns: [String] = []
    while try select.step() { columns.append(select.string(at: 0) ?? "") }
    try connection.execute(
      """
      INSERT INTO main.\(table) (\(columns.joined(separator: ", ")))
      SELECT \(columns.map { "t.\($0)" }.joined(separator: ", "))
      FROM \(rows ?? "source.\(table) AS t") \(condition)
      """)
  }

  private func scope(_ row: String, none: String = "NULL") -> String {
    let lists = [("cluster_id", selection.clusters), ("group_id", selection.groups)]
    let conditions = lists.compactMap { column, ids in
      ids.map { ids in
        let known = ids.compactMap(\.self).map { "\($0)" }
        let list = "\(row).\(column) IN (\(known.joined(separator: ", ")))"
        return ids.contains(nil) ? "(\(list) OR \(row).\(column) IS \(none))" : list
      }
    }
    return conditions.isEmpty ? "1" : conditions.joined(separator: " AND ")
  }
}

extension Archive {
  /// The setting that makes an archive an extract: when it was made.
  static let extractedName = "extracted_at"

  /// When an extract was made, in milliseconds since 1970; nil for an archive of its own.
  package func extractedAt() throws(SQLiteError) -> Int64? {
    try connection.integer("SELECT value FROM settings WHERE name = '\(Self.extractedName)'")
  }
}
