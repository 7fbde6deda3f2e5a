/// The SQL aggregates that compiled queries call; whoever runs them registers each one.
///
/// All are deterministic. Rows whose first argument is NULL do not count; what none counted in is
/// NULL, unless a case says otherwise.
public enum SQLAggregate: String, CaseIterable, Sendable {
  /// `(x)`: the smallest value: ``Extreme``.
  case minimum = "insights_min"
  /// `(x)`: the largest value: ``Extreme``.
  case maximum = "insights_max"
  /// `(x)`: the first value in the order that ``SortOrder`` gives the printed texts.
  case sortsFirst = "insights_sorts_first"
  /// `(x)`: the last value in the order that ``SortOrder`` gives the printed texts.
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
  /// `(text)`: the distinct texts in the order of ``SortOrder``, joined by a comma.
  case values = "insights_values"
  /// `(text, k)`: the k most frequent texts, joined by a comma; ties in the order of ``SortOrder``.
  case mostFrequent = "insights_topk"
  /// `(number, ms, period)`: the change from the earliest to the latest number, for each so many
  /// milliseconds of the time between them; 0 where nothing changes, NULL where no time passes.
  case rate = "insights_rate"

  public var argumentCount: Int {
    switch self {
    case .earliest, .latest, .percentile, .rate: 3
    case .mostFrequent: 2
    default: 1
    }
  }

  /// The state of a new group.
  ///
  /// - Parameter isBefore: asked where two events of a group have the same time.
  public func makeState(isBefore: @escaping EventOrder) -> any SQLAggregateState {
    switch self {
    case .minimum: Extreme(isMaximum: false)
    case .maximum: Extreme(isMaximum: true)
    case .sortsFirst: ExtremeInOrder(isLast: false)
    case .sortsLast: ExtremeInOrder(isLast: true)
    case .earliest: ValueInTime(isLatest: false, isBefore)
    case .latest: ValueInTime(isLatest: true, isBefore)
    case .percentile: Percentile()
    case .variance: Spread(isRoot: false)
    case .deviation: Spread(isRoot: true)
    case .values: DistinctTexts()
    case .mostFrequent: TextCounts()
    case .rate: RateOfChange()
    }
  }
}

/// Whether the first of two events comes before the second by ``FieldCatalog/tieBreak``.
///
/// The events are given by their numbers, so that only those of one time cost a text.
public typealias EventOrder = (_ left: Int64, _ right: Int64) throws -> Bool

/// One group of a ``SQLAggregate``.
public protocol SQLAggregateState {
  /// Takes a row; arguments that the aggregate does not have are missing.
  mutating func add(_ first: DynamicValue, _ second: DynamicValue, _ third: DynamicValue) throws

  /// The result so far.
  var value: SQLFunction.Value { get }

  /// Bytes of memory that the group holds, with what its result will take.
  var heldBytes: Int { get }
}

extension SQLAggregateState {
  /// Nothing but a few numbers.
  public var heldBytes: Int { 0 }
}

extension SQLFunction.Value {
  /// Bytes of memory of a text; 0 for a number.
  var heldBytes: Int {
    if case .text(let bytes) = self { bytes.count } else { 0 }
  }
}
