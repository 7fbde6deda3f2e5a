/// What a query is bound for, besides its text and the catalog.
public struct CompileOptions: Sendable {
  /// The first millisecond that counts; nil for no bound.
  public var start: Int64?
  /// The last millisecond that counts; nil for no bound.
  public var end: Int64?
  /// The time that `now()` gives, in milliseconds.
  public var now: Int64
  /// The caller's bound on rows, 10,000 if it is nil and the query has none of its own; `Int.max` for all.
  ///
  /// The smaller of it and the query's own limit holds.
  public var rowsMax: Int?
  /// The events that the caller asks about; nil for all.
  public var selection: EventSelection?
  /// Whether rows that are single events end with the column `@ptr`, as those of the Logs API do.
  public var showsPointer = false

  public init(start: Int64? = nil, end: Int64? = nil, now: Int64, rowsMax: Int? = nil) {
    self.start = start
    self.end = end
    self.now = now
    self.rowsMax = rowsMax
  }
}
