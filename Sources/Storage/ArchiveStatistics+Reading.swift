import Events
import Glibc
import SQLite
import Verdicts

extension Archive {
  /// Counts the contents of the archive: one pass over the tasks, and the pages of the other tables.
  package func statistics() throws -> ArchiveStatistics {
    let transaction = try Transaction(connection, .deferred)
    var statistics = ArchiveStatistics()
    statistics.schemaVersion = Int32(truncatingIfNeeded: try connection.pragma("user_version"))
    statistics.retention = try retentionPolicy()
    try countTasks(into: &statistics)
    try countRows(into: &statistics)
    try countRules(into: &statistics)
    try readLedger(into: &statistics)
    try findGaps(into: &statistics)
    try transaction.commit()
    statistics.fileBytes = Self.size(of: path)
    statistics.logBytes = Self.size(of: path + "-wal")
    return statistics
  }

  private func countTasks(into statistics: inout ArchiveStatistics) throws(SQLiteError) {
    let select = try connection.prepare(
      "SELECT account_id, region_id, cluster_id FROM tasks", persistent: false)
    var accounts = IDCounts()
    var regions = IDCounts()
    var clusters = IDCounts()
    var tasks = 0
    while try select.step() {
      tasks += 1
      accounts.add(select.integer(at: 0))
      regions.add(select.integer(at: 1))
      clusters.add(select.integer(at: 2))
    }
    statistics.rows = [.init(name: "tasks", count: tasks)]
    statistics.accounts = try counts(accounts, in: .words)
    statistics.regions = try counts(regions, in: .words)
    statistics.clusters = try counts(clusters, in: .clusters)
  }

  private func counts(
    _ counts: IDCounts, in textTable: TextTable
  ) throws(SQLiteError) -> [ArchiveStatistics.Count] {
    let select = try connection.prepare(
      "SELECT \(textTable.textColumn) FROM \(textTable.name) WHERE id = ?1", persistent: false)
    var named: [ArchiveStatistics.Count] = []
    for (id, count) in counts.byID {
      try select.bind(id, at: 1)
      named.append(.init(name: try select.step() ? select.string(at: 0) : nil, count: count))
      select.reset()
    }
    return named.sorted { left, right in
      left.count == right.count
        ? (left.name ?? "").utf8.lexicographicallyPrecedes((right.name ?? "").utf8)
        : left.count > right.count
    }
  }

  private func countRows(into statistics: inout ArchiveStatistics) throws(SQLiteError) {
    let tables = try connection.prepare(
      """
      SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
      ORDER BY rowid
      """, persistent: false)
    var rows: [ArchiveStatistics.Count] = []
    while try tables.step() {
      guard let table = tables.string(at: 0) else { continue }
      // Tasks were counted above.
      let count =
        table == "tasks"
        ? statistics.tasks : Int(try connection.integer("SELECT count(*) FROM \(table)") ?? 0)
      rows.append(.init(name: table, count: count))
      if table == TextTable.shapes.name { statistics.shapes = count }
      if table == "superseded" { statistics.messagesStoredWhole = count }
    }
    statistics.rows = rows
  }

  private func countRules(into statistics: inout ArchiveStatistics) throws(SQLiteError) {
    let select = try connection.prepare(
      """
      SELECT rules_version, sum(stops) FROM daily_stops JOIN verdicts ON verdicts.id = verdict_id
      GROUP BY rules_version ORDER BY rules_version = ?1 DESC, 2 DESC, 1
      """, persistent: false)
    let sidecars = try SidecarList(in: connection)
    statistics.sidecars = sidecars.count
    statistics.rulesVersion = VerdictClassifier.rulesVersion(with: sidecars)
    try select.bind(text: statistics.rulesVersion, at: 1)
    while try select.step() {
      statistics.rules.append(.init(name: select.string(at: 0), count: Int(select.integer(at: 1))))
    }
  }

  private func readLedger(into statistics: inout ArchiveStatistics) throws(SQLiteError) {
    let sums = try connection.prepare(
      """
      SELECT count(*), count(warning), total(read), total(stored), total(duplicates),
        total(superseded), total(skipped), total(rejected), total(expired), total(conflicting),
        total(damage > 0 AND resolved_by IS NULL), (SELECT count(*) FROM provisional), total(filtered)
      FROM exports
      """, persistent: false)
    guard try sums.step() else { return }
    let numbers = (0..<sums.columnCount).map { Int(sums.integer(at: $0)) }
    statistics.filesRead = numbers[0]
    statistics.filesWithWarning = numbers[1]
    statistics.records.read = numbers[2]
    statistics.records.stored = numbers[3]
    statistics.records.duplicates = numbers[4]
    statistics.records.superseded = numbers[5]
    statistics.records.skipped = numbers[6]
    statistics.records.rejected = numbers[7]
    statistics.records.expired = numbers[8]
    statistics.records.conflicting = numbers[9]
    statistics.damagedFiles = numbers[10]
    statistics.provisionalTasks = numbers[11]
    statistics.records.filtered = numbers[12]
    let kinds = try connection.prepare(
      """
      SELECT detail_type, last_status, sum(count) AS total FROM skipped
      GROUP BY detail_type, last_status ORDER BY total DESC, detail_type, last_status
      """, persistent: false)
    while try kinds.step() {
      let kind = SkippedKind(
        detailType: kinds.string(at: 0) ?? "", lastStatus: kinds.string(at: 1) ?? "")
      statistics.skipped.append((kind, Int(kinds.integer(at: 2))))
    }
  }

  /// Steps from one day with an event to the next, using the index on log times.
  private func findGaps(into statistics: inout ArchiveStatistics) throws(SQLiteError) {
    let next = try connection.prepare(
      "SELECT min(logged_at) FROM tasks WHERE logged_at >= ?1", persistent: false)
    guard let first = try connection.integer("SELECT min(logged_at) FROM tasks"),
      let last = try connection.integer("SELECT max(logged_at) FROM tasks")
    else { return }
    statistics.loggedAt = first...last
    var day = Self.day(of: first)
    while day < Self.day(of: last) {
      try next.bind((day + 1) * Self.millisecondsADay, at: 1)
      guard try next.step() else { return }
      let following = Self.day(of: next.integer(at: 0))
      next.reset()
      if following > day + 1 {
        let gap = ArchiveStatistics.Gap(firstDay: day + 1, lastDay: following - 1)
        statistics.emptyDays += gap.days
        if statistics.gaps.count < ArchiveStatistics.gapsMax { statistics.gaps.append(gap) }
      }
      day = following
    }
  }

  private static let millisecondsADay: Int64 = 86_400_000

  private static func day(of milliseconds: Int64) -> Int64 {
    let day = milliseconds / millisecondsADay
    return milliseconds % millisecondsADay < 0 ? day - 1 : day
  }

  private static func size(of path: String) -> Int64 {
    var status = stat()
    return stat(path, &status) == 0 ? Int64(status.st_size) : 0
  }
}

/// How often each id occurs; the ids of text tables are small.
private struct IDCounts {
  private static let denseMax: Int64 = 1 << 16
  private var dense: ContiguousArray<Int> = []
  private var others: [Int64: Int] = [:]

  mutating func add(_ id: Int64) {
    guard id >= 0, id < Self.denseMax else {
      others[id, default: 0] += 1
      return
    }
    while dense.count <= Int(id) { dense.append(0) }
    dense[Int(id)] += 1
  }

  /// Each id with its count; NULL counts as 0.
  var byID: [(id: Int64, count: Int)] {
    dense.enumerated().filter { $0.element > 0 }.map { (Int64($0.offset), $0.element) }
      + others.map { ($0.key, $0.value) }
  }
}
