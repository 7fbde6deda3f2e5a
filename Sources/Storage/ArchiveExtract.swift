import Events
package import Masking
import SQLite
import Verdicts

/// Copies part of an archive into a new one.
///
/// Rows keep their ids, so the order of results does not change. All tables and views of an extract contain only the
/// stops of its window and scope, so every count agrees. What reports compare them with is in tables of its own:
/// `earlier_tasks` and `earlier_daily_stops`, which have the columns of `tasks` and `daily_stops`. An extract is
/// read-only.
package struct ArchiveExtract {
  /// Which tasks are copied.
  package struct Selection: Sendable {
    /// Ids of `clusters` and `task_groups`, with nil for tasks that have none; nil to copy all.
    package var clusters: [Int64?]?
    package var groups: [Int64?]?
    /// The log times of the tasks, and the names of the scope that the ids stand for.
    package var content: ExtractSettings.Content
    /// Earlier tasks are copied from this log time on: the beginning of a day, in milliseconds since 1970.
    ///
    /// Of the time before it, only daily totals are copied, and the first task of each revision of each service.
    package var earlierStart: Int64

    package init(
      clusters: [Int64?]?, groups: [Int64?]?, content: ExtractSettings.Content, earlierStart: Int64
    ) {
      self.clusters = clusters
      self.groups = groups
      self.content = content
      self.earlierStart = earlierStart
    }
  }

  let selection: Selection
  private let source: String
  private let masker: Masker?

  /// - Parameters:
  ///   - source: the path of the archive, which is only read.
  ///   - masker: what masks secrets in everything that is copied; nil to copy it as it is.
  package init(of source: String, _ selection: Selection, masking masker: Masker? = nil) {
    self.source = source
    self.selection = selection
    self.masker = masker
  }

  /// - Parameter now: milliseconds since 1970, which reports on the extract use as the current time.
  /// - Throws: `ArchiveError` or `SQLiteError` if the file cannot be written or the source cannot be read.
  package func write(to path: String, now: Int64) throws {
    do { _ = try Archive(path: path, .write) }
    let connection = try Connection(path: path, mode: .readWrite, foreignKeys: false)
    try connection.execute("PRAGMA synchronous = OFF")
    let readable = try attach(connection)
    if let masker { try MaskedCopy.register(masker, on: connection) }
    let transaction = try Transaction(connection)
    try copyTasks(connection)
    try copyEarlierTasks(connection)
    try copyTotals(connection)
    try copyEarlierTotals(connection)
    try copyLedger(connection)
    try copyTexts(connection)
    if masker != nil { try MaskedCopy.updateHashes(connection) }
    try ExtractSettings.write(selection.content, extractedAt: now, to: connection)
    try connection.execute(
      "INSERT INTO main.settings SELECT * FROM source.settings WHERE name = '\(SidecarList.setting)'"
    )
    try transaction.commit()
    try connection.execute("DETACH source; PRAGMA wal_checkpoint(TRUNCATE)")
    withExtendedLifetime(readable) {}
    // A single file, complete without a WAL.
    _ = try connection.prepare("PRAGMA journal_mode = DELETE").step()
  }

  /// Attaches the archive in whatever way it can be read; the value returned must be kept until it is detached.
  private func attach(_ connection: Connection) throws -> ArchiveFile.Readable {
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
  var window: ClosedRange<Int64> { selection.content.window }

  private func copyTasks(_ connection: Connection) throws(SQLiteError) {
    try copy(
      "tasks", connection,
      """
      WHERE \(scope("t")) AND t.logged_at BETWEEN \(window.lowerBound) AND \(window.upperBound)
      """)
    for children in ["containers", "attachments"] {
      try copy(
        children, connection, from: "main.tasks AS k CROSS JOIN source.\(children) AS t",
        "WHERE t.id BETWEEN k.id << 10 AND k.id << 10 | 1023")
    }
    for rows in ["nonconforming_values", "provisional"] {
      try copy(rows, connection, "WHERE t.task IN (SELECT id FROM main.tasks)")
    }
    try copy(
      "superseded", connection,
      "WHERE (t.task_id, t.task_prefix_id) IN (SELECT task_id, task_prefix_id FROM main.tasks)")
  }

  /// The tasks that reports compare with, without their containers.
  private func copyEarlierTasks(_ connection: Connection) throws(SQLiteError) {
    try makeTable(.earlierTasks, connection)
    let start = selection.earlierStart
    for source in try sources(of: .earlierTasks, connection) {
      try copy(
        "tasks", connection, to: EarlierTable.earlierTasks.rawValue, from: "\(source) AS t",
        """
        WHERE \(scope("t")) AND t.logged_at >= \(start) AND t.logged_at < \(window.lowerBound)
          OR t.id IN (
            SELECT id FROM (
              SELECT t.id, min(t.logged_at) FROM \(source) AS t
              WHERE \(scope("t")) AND t.logged_at < \(min(start, window.lowerBound))
              GROUP BY t.group_id, t.cluster_id, t.task_definition_id))
        """)
    }
    try connection.execute(
      "CREATE INDEX main.earlier_tasks_group ON earlier_tasks (group_id, logged_at)")
  }

  /// Creates an empty table with the columns and references of the table that it corresponds to.
  func makeTable(
    _ table: EarlierTable, _ connection: Connection
  ) throws(SQLiteError) {
    let select = try connection.prepare(
      "SELECT substr(sql, instr(sql, '(')) FROM main.sqlite_schema WHERE name = '\(table.original)'",
      persistent: false)
    guard try select.step(), let columns = select.string(at: 0) else { return }
    select.reset()
    try connection.execute("CREATE TABLE main.\(table.rawValue) \(columns)")
  }

  /// The source's tables with rows for `table`: the original, and the earlier table if the source is itself an extract.
  func sources(
    of table: EarlierTable, _ connection: Connection
  ) throws(SQLiteError) -> [String] {
    let isThere = try connection.integer(
      "SELECT 1 FROM source.sqlite_schema WHERE name = '\(table.rawValue)'")
    return ["source.\(table.original)"] + (isThere == nil ? [] : ["source.\(table.rawValue)"])
  }

  /// Copies the strings and verdicts that the copied rows refer to.
  private func copyTexts(_ connection: Connection) throws(SQLiteError) {
    try copy(
      "verdicts", connection,
      """
      WHERE t.id IN (
        SELECT verdict_id FROM main.daily_stops
        UNION SELECT verdict_id FROM main.earlier_tasks
        UNION SELECT verdict_id FROM main.earlier_daily_stops)
      """)
    // Totals declare no references; the scope's names are kept even if they have no stops.
    var users: [TextTable: [String]] = [
      .reasonPatterns: Self.totals("pattern_id"),
      .taskGroups: Self.totals("group_id") + Self.values(selection.groups),
      .clusters: Self.totals("cluster_id") + Self.values(selection.clusters),
      .words: Self.totals("availability_zone_id") + Self.totals("capacity_provider_id"),
    ]
    for table in try TextReferences.all(in: connection) {
      for (column, textTable) in zip(table.columns, table.textTables) {
        users[textTable, default: []].append("SELECT \(column) FROM main.\(table.table)")
      }
    }
    for textTable in TextTable.allCases {
      let used = (users[textTable] ?? []).joined(separator: " UNION ")
      try copy(textTable.name, connection, "WHERE t.id IN (\(used))")
    }
  }

  private static func values(_ ids: [Int64?]?) -> [String] {
    (ids ?? []).compactMap(\.self).map { "SELECT \($0)" }
  }

  /// Copies which files were read and what was in them, in numbers; the bytes of unreadable records are left out.
  private func copyLedger(_ connection: Connection) throws(SQLiteError) {
    try copy("exports", connection, "")
    try copy("skipped", connection, "")
    try copy("export_hours", connection, hoursInScope)
    let (before, after) = ("id, export_id, line, byte_offset", "logged_at, resolution, resolved_at")
    let reason = masker == nil ? "reason" : MaskedCopy.shown("reason")
    try connection.execute(
      """
      INSERT INTO main.rejects (\(before), reason, \(after), record)
      SELECT \(before), \(reason), \(after), x'' FROM source.rejects
      """)
  }

  /// The hours of the accounts and regions in which the clusters of the scope are.
  private var hoursInScope: String {
    guard selection.clusters != nil || selection.groups != nil else { return "" }
    let clusters = Self.totals("cluster_id").joined(separator: " UNION ")
    return """
      WHERE (account_id, region_id) IN (
        SELECT a.id, r.id FROM source.clusters AS c, source.words AS a, source.words AS r
        WHERE c.id IN (\(clusters)) AND c.arn GLOB 'arn:*:ecs:' || r.word || ':' || a.word || ':*'
          AND a.id IN (SELECT account_id FROM source.export_hours)
          AND r.id IN (SELECT region_id FROM source.export_hours))
      """
  }

  /// Copies rows with all stored columns, without generated ones.
  private func copy(
    _ table: String, _ connection: Connection, to target: String? = nil,
    from rows: String? = nil, _ condition: String
  ) throws(SQLiteError) {
    let select = try connection.prepare(
      "SELECT name FROM main.pragma_table_xinfo('\(table)') WHERE hidden = 0", persistent: false)
    var columns: [String] = []
    while try select.step() { columns.append(select.string(at: 0) ?? "") }
    let values = columns.map {
      masker == nil ? "t.\($0)" : MaskedCopy.value(of: $0, in: table)
    }
    // Events that differ in a secret alone are the same once it is masked.
    try connection.execute(
      """
      INSERT \(table == "superseded" ? "OR IGNORE" : "") INTO main.\(target ?? table) (\(columns.joined(separator: ", ")))
      SELECT \(values.joined(separator: ", "))
      FROM \(rows ?? "source.\(table) AS t") \(condition)
      """)
  }

  func scope(_ row: String, none: String = "NULL") -> String {
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
