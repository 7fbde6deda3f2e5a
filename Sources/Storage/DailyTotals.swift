import SQLite
package import Verdicts

/// What `daily_stops` counts stops by; 0 stands for none.
struct DailyKey: Hashable {
  var verdict: Int64
  var pattern: Int64
  var group: Int64
  var cluster: Int64
  /// Where the stop happened, for verdicts that are counted by place.
  var availabilityZone: Int64 = 0
  var capacityProvider: Int64 = 0
  /// Days since 1970 (UTC).
  var day: Int64

  /// The day of a log time in milliseconds since 1970.
  static func day(of loggedAt: Int64) -> Int64 {
    loggedAt / 86_400_000 - (loggedAt % 86_400_000 < 0 ? 1 : 0)
  }
}

extension ResponsibleParty {
  /// Whether stops are counted by availability zone and capacity provider: only where these may be the cause.
  var countsByPlace: Bool { self == .platform || self == .capacity }

  /// The same as an SQL condition on a row `v` of `verdicts`.
  package static let countsByPlaceSQL: String = {
    let names = allCases.filter(\.countsByPlace).map { "'\($0.rawValue)'" }
    return "v.responsible IN (\(names.joined(separator: ", ")))"
  }()
}

extension DailyKey {
  /// The key of a row `t` of `tasks` with its verdict `v` as SQL, except the day: columns in the order of
  /// `daily_stops`.
  static let columnsSQL = """
    t.verdict_id, coalesce(t.pattern_id, 0), coalesce(t.group_id, 0), coalesce(t.cluster_id, 0),
      iif(\(ResponsibleParty.countsByPlaceSQL), coalesce(t.availability_zone_id, 0), 0),
      iif(\(ResponsibleParty.countsByPlaceSQL), coalesce(t.capacity_provider_id, 0), 0)
    """
}

extension DailyKey: Comparable {
  /// The order of the table's rows.
  static func < (left: Self, right: Self) -> Bool {
    if left.verdict != right.verdict { return left.verdict < right.verdict }
    if left.pattern != right.pattern { return left.pattern < right.pattern }
    return (left.group, left.cluster, left.availabilityZone, left.capacityProvider, left.day)
      < (right.group, right.cluster, right.availabilityZone, right.capacityProvider, right.day)
  }
}

/// Keeps `daily_stops` up to date as rows of `tasks` are written and deleted.
///
/// Changes are collected in memory and written when the transaction that changes the rows commits, so that tasks and
/// totals always agree. Rows can only be counted in a `CountedTransaction`, whose only commit writes the totals too.
final class DailyTotals {
  private let upsert: Statement
  private let deleteEmpty: Statement
  private let selectTasks: Statement
  private var changes: [DailyKey: Int64] = [:]
  private var isOpen = false

  init(_ connection: Connection) throws(SQLiteError) {
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
      SELECT \(DailyKey.columnsSQL), t.logged_at
      FROM tasks AS t JOIN verdicts AS v ON v.id = t.verdict_id WHERE t.id BETWEEN ?1 AND ?2
      """)
  }

  /// Adds to the count of a key; a negative number subtracts.
  func add(_ stops: Int64, to key: DailyKey) {
    precondition(isOpen, "stops are counted in a transaction that counts")
    changes[key, default: 0] += stops
  }

  /// Adds the tasks of these rows as they are in the archive, or subtracts them before they are changed.
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

  /// Begins to collect changes; those left by a rollback are discarded.
  fileprivate func open() {
    changes.removeAll(keepingCapacity: true)
    isOpen = true
  }

  /// Writes the collected changes.
  fileprivate func close() throws(SQLiteError) {
    for (key, stops) in changes.sorted(by: { $0.key < $1.key }) where stops != 0 {
      try bind(key, to: upsert)
      try upsert.bind(stops, at: 8)
      try upsert.run()
      if stops < 0 {
        try bind(key, to: deleteEmpty)
        try deleteEmpty.run()
      }
    }
    isOpen = false
  }

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

/// A write transaction that writes the daily totals when it commits.
struct CountedTransaction: ~Copyable {
  private let transaction: Transaction
  private let totals: DailyTotals

  init(_ connection: Connection, _ totals: DailyTotals) throws(SQLiteError) {
    transaction = try Transaction(connection)
    self.totals = totals
    totals.open()
  }

  consuming func commit() throws(SQLiteError) {
    try totals.close()
    try transaction.commit()
  }
}
