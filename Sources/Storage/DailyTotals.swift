import SQLite

/// What the table `daily_stops` counts stops by; 0 stands for none.
struct DailyKey: Hashable {
  var verdict: Int64
  var pattern: Int64
  var group: Int64
  var cluster: Int64
  /// Where it happened, only if the platform or capacity is answerable.
  var availabilityZone: Int64
  var capacityProvider: Int64
  /// Days since 1970 (UTC).
  var day: Int64

  /// The day of a log time in milliseconds since 1970.
  static func day(of loggedAt: Int64) -> Int64 {
    loggedAt / 86_400_000 - (loggedAt % 86_400_000 < 0 ? 1 : 0)
  }
}

extension DailyKey: Comparable {
  /// The order of the table's rows.
  static func < (left: Self, right: Self) -> Bool {
    left.columns.lexicographicallyPrecedes(right.columns)
  }

  private var columns: [Int64] {
    [verdict, pattern, group, cluster, availabilityZone, capacityProvider, day]
  }
}

/// Keeps `daily_stops` as the rows of `tasks` are written and deleted.
///
/// Changes are gathered in memory and written by `flush` in the transaction that changes the rows, so that the two
/// never disagree.
final class DailyTotals {
  private let upsert: Statement
  private let deleteEmpty: Statement
  private let selectTasks: Statement
  private var changes: [DailyKey: Int64] = [:]

  init(_ connection: borrowing some DatabaseAccess & ~Copyable) throws(SQLiteError) {
    upsert = try connection.prepare(
      """
      INSERT INTO daily_stops VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
      ON CONFLICT DO UPDATE SET stops = stops + excluded.stops
      """)
    deleteEmpty = try connection.prepare(
      """
      DELETE FROM daily_stops
      WHERE (verdict_id, pattern_id, group_id, cluster_id, availability_zone_id,
          capacity_provider_id, day) = (?1, ?2, ?3, ?4, ?5, ?6, ?7)
        AND stops = 0
      """)
    selectTasks = try connection.prepare(
      """
      SELECT t.verdict_id, coalesce(t.pattern_id, 0), coalesce(t.group_id, 0),
        coalesce(t.cluster_id, 0),
        iif(v.answerable IN ('platform', 'capacity'), coalesce(t.availability_zone_id, 0), 0),
        iif(v.answerable IN ('platform', 'capacity'), coalesce(t.capacity_provider_id, 0), 0),
        t.logged_at
      FROM tasks AS t JOIN verdicts AS v ON v.id = t.verdict_id WHERE t.id BETWEEN ?1 AND ?2
      """)
  }

  /// Counts stops, or takes them back.
  func add(_ stops: Int64, to key: DailyKey) {
    changes[key, default: 0] += stops
  }

  /// Counts the tasks of these rows as they stand in the archive, or takes them back: before they are changed.
  func add(_ stops: Int64, forTasks rows: ClosedRange<Int64>) throws(SQLiteError) {
    try selectTasks.bind(rows.lowerBound, at: 1)
    try selectTasks.bind(rows.upperBound, at: 2)
    defer { selectTasks.reset() }
    while try selectTasks.step() {
      add(
        stops,
        to: DailyKey(
          verdict: selectTasks.integer(at: 0), pattern: selectTasks.integer(at: 1),
          group: selectTasks.integer(at: 2), cluster: selectTasks.integer(at: 3),
          availabilityZone: selectTasks.integer(at: 4),
          capacityProvider: selectTasks.integer(at: 5),
          day: DailyKey.day(of: selectTasks.integer(at: 6))))
    }
  }

  /// Writes what was gathered; to be called before the commit of the rows.
  func flush() throws(SQLiteError) {
    for (key, stops) in changes.sorted(by: { $0.key < $1.key }) where stops != 0 {
      try bind(key, to: upsert)
      try upsert.bind(stops, at: 8)
      try upsert.run()
      if stops < 0 {
        try bind(key, to: deleteEmpty)
        try deleteEmpty.run()
      }
    }
    changes.removeAll(keepingCapacity: true)
  }

  /// Forgets what was gathered: after a rollback.
  func removeAll() { changes.removeAll(keepingCapacity: true) }

  private func bind(_ key: DailyKey, to statement: borrowing Statement) throws(SQLiteError) {
    try statement.bind(key.verdict, at: 1)
    try statement.bind(key.pattern, at: 2)
    try statement.bind(key.group, at: 3)
    try statement.bind(key.cluster, at: 4)
    try statement.bind(key.availabilityZone, at: 5)
    try statement.bind(key.capacityProvider, at: 6)
    try statement.bind(key.day, at: 7)
  }
}
