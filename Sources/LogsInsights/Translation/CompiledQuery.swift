/// A query as SQL for SQLite.
public struct CompiledQuery: Equatable, Sendable {
  /// One SELECT; it calls the functions of ``SQLFunction`` and sorts by ``SQLFunction/collation``.
  public let sql: String
  /// The values of ?1, ?2 and so on.
  public let bindings: [Binding]
  /// What the SELECT's columns are, in its order; NULL means that the row lacks the column.
  public let columns: [OutputColumn]
  /// What is legal but surely not meant, in the order of the query's text.
  public let warnings: [Diagnostic]
  /// The commands, and where in the SQL each of them is.
  public let steps: [Step]
  /// The bound on rows that is not the query's own; nil if it cannot leave out any.
  public let cut: Cut?

  /// A bound on rows that the query does not ask for, so that whoever reads the rows should be told of it.
  public struct Cut: Equatable, Sendable {
    /// At most this many rows belong to the result.
    public let rows: Int
    /// The SELECT with one row more, with the same bindings: that row tells that there are more.
    public let sql: String
    /// The SELECT of the number of all rows, where it only has to count events; nil for any other query.
    public let count: CountOfRows?
  }

  /// A SELECT of one number.
  public struct CountOfRows: Equatable, Sendable {
    public let sql: String
    public let bindings: [Binding]
  }

  /// A command, and the SELECT that does its work.
  public struct Step: Equatable, Sendable {
    /// The command in its canonical layout.
    public let text: String
    /// The name of a common table expression; nil for the SELECT at the end.
    public let select: String?
  }

  /// The SQL with its bindings as comments behind it, as people see it.
  public var displayText: String {
    var text = sql + "\n"
    for (position, binding) in bindings.enumerated() {
      text += "-- ?\(position + 1) = \(binding.displayText)\n"
    }
    return text
  }
}

/// A column of a result.
public struct OutputColumn: Equatable, Sendable {
  public enum Kind: String, Sendable {
    case text
    /// INTEGER or REAL; ``NumberText`` says how it is printed. Booleans are 1 and 0.
    case number
    /// TEXT, already printed as `2026-01-31 09:30:00.000`.
    case timestamp
    /// TEXT that is compact JSON.
    case json
    /// TEXT, INTEGER or REAL, from row to row.
    case any
  }

  public let name: String
  public let kind: Kind
}

/// What a query is compiled for, besides its text and the catalogue.
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

  public init(start: Int64? = nil, end: Int64? = nil, now: Int64, rowsMax: Int? = nil) {
    self.start = start
    self.end = end
    self.now = now
    self.rowsMax = rowsMax
  }
}
