import SQLite

/// The SQL aggregates that the SQL of plans calls.
///
/// All are deterministic. Rows whose first argument is NULL do not count; where none counted the
/// result is NULL, unless a case says otherwise.
enum SQLAggregate: String, CaseIterable, Sendable {
  /// `(x)`: the smallest value: ``Extreme``.
  case minimum = "insights_min"
  /// `(x)`: the largest value: ``Extreme``.
  case maximum = "insights_max"
  /// `(x)`: the first value when sorted as strings by ``SortOrder``.
  case sortsFirst = "insights_sorts_first"
  /// `(x)`: the last value when sorted as strings by ``SortOrder``.
  case sortsLast = "insights_sorts_last"
  /// `(x, ms, event)`: the value at the earliest time; of equal times that of the first event.
  case earliest = "insights_earliest"
  /// `(x, ms, event)`: the value at the latest time; of equal times that of the first event.
  case latest = "insights_latest"
  /// `(number, p, q)`: the number at the rank ceil(p / q · n), at least 1.
  case percentile = "insights_percentile"
  /// `(number)`: the mean square of the distance to the mean.
  case variance = "insights_variance"
  /// `(number)`: the square root of ``variance``.
  case deviation = "insights_stddev"
  /// `(text)`: the distinct strings in the order of ``SortOrder``, joined by a comma.
  case values = "insights_values"
  /// `(text, k)`: the k most frequent strings, joined by a comma; ties in the order of ``SortOrder``.
  case mostFrequent = "insights_topk"
  /// `(number, ms, period)`: the change from the earliest to the latest number, for each so many
  /// milliseconds of the time between them; 0 where nothing changes, NULL where no time passes.
  case rate = "insights_rate"

  var argumentCount: Int {
    switch self {
    case .earliest, .latest, .percentile, .rate: 3
    case .mostFrequent: 2
    default: 1
    }
  }

  func register(
    on connection: Connection, makeOrder: @escaping (Connection) -> EventOrder
  ) throws(SQLiteError) {
    try connection.createAggregate(name: rawValue, argumentCount: Int32(argumentCount)) {
      connection in
      makeState { makeOrder(connection) }
    }
  }

  /// The state of a new group.
  func makeState(_ makeOrder: () -> EventOrder) -> any GroupState {
    switch self {
    case .minimum: Extreme(isMaximum: false)
    case .maximum: Extreme(isMaximum: true)
    case .sortsFirst: ExtremeInOrder(isLast: false)
    case .sortsLast: ExtremeInOrder(isLast: true)
    case .earliest: ValueInTime(isLatest: false, makeOrder())
    case .latest: ValueInTime(isLatest: true, makeOrder())
    case .percentile: Percentile()
    case .variance: Spread(isRoot: false)
    case .deviation: Spread(isRoot: true)
    case .values: DistinctTexts()
    case .mostFrequent: TextCounts()
    case .rate: RateOfChange()
    }
  }
}

/// Whether the first of two events comes before the second by the catalog's order of events of one
/// time.
///
/// The events are given by their numbers, so that only those of one time cost more.
package typealias EventOrder = (_ left: Int64, _ right: Int64) throws -> Bool
