/// What a query asks, as steps over typed rows: the meaning of the language, which an engine renders
/// in words of its own.
///
/// The rows of the first node are the events of a time, newest first; among those of one time the
/// order is that of the catalog. Each node works on the rows of the node before it.
public struct Plan: Sendable {
  /// The fields of the events that scalars name by number; the first is `@timestamp`.
  public internal(set) var fields: [EventField] = [.timestamp]
  /// The first and the last millisecond of the events; nil for no bound.
  public internal(set) var start: Int64?
  public internal(set) var end: Int64?
  public internal(set) var nodes: [PlanNode] = []
  /// How many of the nodes leave out what the caller does not ask about; they come first.
  var selectionNodes = 0
  /// The columns of the result, in their order.
  public internal(set) var output: [Output] = []
  /// The bound on rows that the query does not ask for; nil if its own holds.
  public internal(set) var rowsMax: Int?
  /// The commands, in their order, with the nodes that each became.
  public internal(set) var steps: [Step] = []
  /// What is legal but surely not meant, in the order of the query's text.
  public internal(set) var warnings: [Diagnostic] = []
  /// The query's text.
  public let source: SourceText

  /// A column of the result.
  public struct Output: Sendable {
    public let name: String
    public let value: Scalar
  }

  /// A command of the query.
  public struct Step: Sendable {
    /// The command in its canonical layout.
    public let text: String
    public let range: SourceRange
    /// The numbers of its nodes.
    public let nodes: Range<Int>
  }
}

/// One step over rows.
public enum PlanNode: Sendable {
  /// Keeps the rows for which a condition is true.
  case filter(Scalar)
  /// Adds columns; each may use those before it.
  case extend([Definition])
  /// Adds columns that look at other rows, in the order that the rows have.
  case window([Definition])
  /// Makes one row of each group.
  case aggregate(Aggregate)
  /// Orders the rows; ties keep the order that they had.
  case sort([SortKey])
  /// Gives the rows an order that a later sort keeps for its ties only.
  case arrange([SortKey])
  /// Keeps the first rows, or the last ones.
  case limit(Int, fromEnd: Bool)
  /// Makes a row of each element of a list.
  case unnest(Unnest)
  /// Puts rows of another plan beside each row.
  case join(Join)
  /// Adds columns of the first line of a table that matches.
  case lookup(Lookup)
  /// Adds a last row of sums.
  case summary([Summary])
  /// Adds a row for each bin that has none.
  case fill(Fill)
}

extension PlanNode {
  /// A column and its value.
  public struct Definition: Sendable {
    public let column: ColumnID
    public let value: Scalar
  }

  public struct Aggregate: Sendable {
    /// What the rows are grouped by, and the columns that show it; one group of all rows if empty.
    ///
    /// The rows are ordered by them.
    public var keys: [Definition] = []
    /// Scalars with calls of aggregate functions; they may name the keys' columns and each other's.
    public var values: [Definition] = []
    /// Whether equal values may make several groups, because a later node groups again.
    public var mayRepeatKeys = false
  }

  public struct Unnest: Sendable {
    /// An ``Extraction`` that gives elements.
    public let list: Scalar
    /// Whether a row without a list stays, with a missing element.
    public let keepsOthers: Bool
    public let element: ColumnID
    /// Whether the row is that of an element.
    public let isElement: ColumnID
  }

  public struct Join: Sendable {
    public enum Kind: String, Sendable {
      case inner, left, full
    }

    public let kind: Kind
    public internal(set) var plan: Plan
    /// Columns with values of the other plan.
    public internal(set) var columns: [Definition]
    /// A condition on columns of both sides.
    public let condition: Scalar
  }

  public struct Lookup: Sendable {
    public let table: String
    /// Columns of the table, and the strings that they must equal, letter for letter.
    public let keys: [Key]
    /// New columns, and those of the table whose values they have.
    public let columns: [Column]

    public struct Key: Sendable {
      public let column: String
      public let value: Scalar
    }

    public struct Column: Sendable {
      public let column: ColumnID
      public let name: String
    }
  }

  /// A column that has a row's value, and in the added row the sum of numbers.
  public struct Summary: Sendable {
    public let column: ColumnID
    public let shown: Scalar
    public let number: Scalar
  }

  public struct Fill: Sendable {
    /// The start of a row's bin.
    public let bin: Scalar
    public let rounding: TimeRounding
    /// By how many milliseconds the boundaries are moved.
    public let offset: Int64
    /// What else the rows are grouped by; bins are filled for each combination of its values.
    public let keys: [Scalar]
    /// Whether the row was added; it has its bin, its keys and nothing else.
    public let isAdded: ColumnID

    /// Bins after so many are not made: a short period over a long time has no end.
    public static let countMax = 100_000
  }
}
