import SQLite

/// What the compiler wants to know about the indexes of the tasks.
struct IndexStatistics {
  /// The columns of each index, over the row `t`.
  let indexes: [[String]]
  /// The highest row id: as many tasks as there are, but for those that were pruned.
  let eventCount: Int
  /// Whether tasks in the order of their ARNs are in that of the ARNs' prefixes, and then of their ids.
  let areARNsOrderedByParts: Bool
  private let connection: Connection

  init(_ connection: Connection) throws(SQLiteError) {
    self.connection = connection
    var columns: [String: [String]] = [:]
    let indexes = try connection.prepare(
      """
      SELECT i.name, c.name FROM pragma_index_list('tasks') AS i, pragma_index_info(i.name) AS c
      ORDER BY i.seq, c.seqno
      """, persistent: false)
    while try indexes.step() {
      guard let index = indexes.string(at: 0), let column = indexes.string(at: 1) else { continue }
      columns[index, default: []].append("t.\(column)")
    }
    self.indexes = columns.sorted { $0.key < $1.key }.map(\.value)
    let newest = try connection.prepare("SELECT max(id) FROM tasks", persistent: false)
    eventCount = try newest.step() ? Int(newest.integer(at: 0)) : 0
    areARNsOrderedByParts =
      eventCount < Self.eventsMin ? false : try Self.hasPlainARNs(connection)
  }

  /// Few events are sorted in no time.
  private static let eventsMin = 10_000
  private static let prefixesMax: Int64 = 10_000

  /// Whether all ids are BLOBs of one length, and no prefix of an ARN begins another.
  private static func hasPlainARNs(_ connection: Connection) throws(SQLiteError) -> Bool {
    let select = try connection.prepare(
      """
      SELECT (SELECT count(*) FROM arn_prefixes) <= \(prefixesMax)
        AND NOT EXISTS (SELECT 1 FROM tasks WHERE task_id < x'')
        AND NOT EXISTS (
          SELECT 1 FROM (SELECT prefix, lead(prefix) OVER (ORDER BY prefix) AS next FROM arn_prefixes)
          WHERE substr(next, 1, length(prefix)) = prefix)
      """, persistent: false)
    return try select.step() && select.integer(at: 0) == 1
  }

  /// The log times of the first and the last task, by their index; nil without one.
  var eventTimes: ClosedRange<Int64>? {
    guard let first = try? connection.integer("SELECT min(logged_at) FROM tasks"),
      let last = try? connection.integer("SELECT max(logged_at) FROM tasks")
    else { return nil }
    return first...max(first, last)
  }

  /// How many tasks have one of the ids in a column, at most a bound; nil if no index tells.
  func count(_ ids: [Int64], of column: String, upTo bound: Int) throws(SQLiteError) -> Int? {
    guard indexes.contains(where: { $0.first == column }) else { return nil }
    let list = ids.map(String.init).joined(separator: ", ")
    let select = try connection.prepare(
      """
      SELECT count(*) FROM (
        SELECT 1 FROM tasks AS t WHERE \(column) IN (\(list)) LIMIT \(bound))
      """, persistent: false)
    return try select.step() ? Int(select.integer(at: 0)) : nil
  }
}
