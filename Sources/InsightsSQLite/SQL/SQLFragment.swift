/// SQL of one expression, with its fields and constants still open.
///
/// Fields stay open because the same condition may be asked of an event or of an interned table;
/// constants, because bindings are numbered when the whole text is known.
struct SQLFragment: Hashable, Sendable {
  indirect enum Piece: Hashable, Sendable {
    case text(String)
    case fragment(SQLFragment, inParentheses: Bool)
    case constant(Binding)
    /// The value of an event's field, by its number in the pipeline.
    case field(Int)
    /// The id that an interned or composite field is stored as.
    case fieldID(Int)
    /// The number that the text of a field is.
    case fieldNumber(Int)
    /// An output column of the level before, by its number.
    case column(Int)
    /// The name of a branch after FROM, to read its first column.
    case branch(Int)
    /// An output column of a branch, where a join reads it.
    case branchColumn(BranchColumn)
    /// A column of the element that the row is made for: ``Level/elements``.
    case element(String)
    /// The ids in an interned table whose values make a condition true, as a SELECT.
    case ids(FieldDictionary, where: SQLFragment)
    /// A condition about an event that lacks the fields in it.
    case whereMissing(SQLFragment)
  }

  /// An output column of a branch.
  struct BranchColumn: Hashable, Sendable {
    let branch: Int
    let column: Int
  }

  /// How tightly the outermost operator binds, loosest first.
  enum Strength: Int, Comparable, Sendable {
    case or, and, not, comparison, additive, multiplicative, concatenation, atom

    static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
  }

  let pieces: [Piece]
  let strength: Strength
  /// About how many entries of SQLite's parser stack the text takes; it has a hundred.
  let stackDepth: Int
  /// About how long the text is.
  let size: Int
  /// The event's fields in it.
  let fields: Set<Int>
  /// The columns of the level before in it.
  let columns: Set<Int>
  /// The columns of branches in it.
  let branchColumns: Set<BranchColumn>
  /// Whether it has an aggregate function in it.
  let isAggregate: Bool
  /// Whether it reads the element that the row is made for.
  let readsElement: Bool

  /// What an expression may take of the parser's stack; the rest is for what stands around it.
  static let stackDepthMax = 70
  static let sizeMax = 200_000

  init(
    _ pieces: [Piece], _ strength: Strength, stackDepth: Int, isAggregate: Bool = false
  ) {
    self.pieces = pieces
    self.strength = strength
    self.stackDepth = stackDepth
    var size = 0
    var fields: Set<Int> = []
    var columns: Set<Int> = []
    var branchColumns: Set<BranchColumn> = []
    var isAggregate = isAggregate
    var readsElement = false
    for piece in pieces {
      switch piece {
      case .text(let text): size += text.utf8.count
      case .fragment(let fragment, _), .whereMissing(let fragment):
        size += fragment.size + 2
        fields.formUnion(fragment.fields)
        columns.formUnion(fragment.columns)
        branchColumns.formUnion(fragment.branchColumns)
        isAggregate = isAggregate || fragment.isAggregate
        readsElement = readsElement || fragment.readsElement
      case .constant: size += 4
      case .field(let field), .fieldID(let field), .fieldNumber(let field):
        size += 16
        fields.insert(field)
      case .column(let column):
        size += 8
        columns.insert(column)
      case .branch(let branch):
        size += 8
        branchColumns.insert(BranchColumn(branch: branch, column: 0))
      case .branchColumn(let column):
        size += 10
        branchColumns.insert(column)
      case .element:
        size += 12
        readsElement = true
      case .ids(_, let condition): size += condition.size
      }
    }
    // Far above the bound the exact size does not matter, but it must not overflow.
    self.size = min(size, 1 << 40)
    self.fields = fields
    self.columns = columns
    self.branchColumns = branchColumns
    self.isAggregate = isAggregate
    self.readsElement = readsElement
  }

  /// Whether it is the same for all rows.
  var isConstant: Bool {
    fields.isEmpty && columns.isEmpty && branchColumns.isEmpty && !isAggregate && !readsElement
  }

  /// Whether it is an output column of the level before and nothing else.
  var isColumn: Bool {
    guard pieces.count == 1, case .column = pieces[0] else { return false }
    return true
  }

  var isTooLarge: Bool { size > Self.sizeMax || stackDepth > Self.stackDepthMax }
}

// MARK: - Leaves

extension SQLFragment {
  static let null = SQLFragment([.text("NULL")], .atom, stackDepth: 1)

  static func constant(_ binding: Binding) -> SQLFragment {
    SQLFragment([.constant(binding)], .atom, stackDepth: 1)
  }

  /// SQL that is a single token or stands in parentheses.
  static func literal(_ text: String) -> SQLFragment {
    SQLFragment([.text(text)], .atom, stackDepth: 1)
  }

  static func field(_ field: Int) -> SQLFragment {
    SQLFragment([.field(field)], .atom, stackDepth: 10)
  }

  static func fieldID(_ field: Int) -> SQLFragment {
    SQLFragment([.fieldID(field)], .atom, stackDepth: 10)
  }

  static func fieldNumber(_ field: Int) -> SQLFragment {
    SQLFragment([.fieldNumber(field)], .atom, stackDepth: 10)
  }

  /// What is never true.
  static let never = SQLFragment([.text("0")], .atom, stackDepth: 1)

  /// The ids whose values make a condition true.
  static func ids(
    in dictionary: FieldDictionary, where condition: SQLFragment
  ) -> SQLFragment {
    SQLFragment(
      [.ids(dictionary, where: condition)], .atom, stackDepth: condition.stackDepth + 8)
  }

  /// A condition, with every field in it missing.
  static func whereMissing(_ condition: SQLFragment) -> SQLFragment {
    SQLFragment(
      [.whereMissing(condition)], condition.strength, stackDepth: condition.stackDepth)
  }

  static func column(_ column: Int) -> SQLFragment {
    SQLFragment([.column(column)], .atom, stackDepth: 3)
  }

  /// An output column of a branch, in the level that joins it.
  static func branchColumn(_ branch: Int, column: Int) -> SQLFragment {
    SQLFragment(
      [.branchColumn(BranchColumn(branch: branch, column: column))], .atom, stackDepth: 3)
  }

  /// A SELECT of something from a branch, to stand in parentheses.
  static func select(
    _ value: SQLFragment, fromBranch branch: Int, where condition: SQLFragment? = nil
  ) -> SQLFragment {
    var pieces: [Piece] = [
      .text("SELECT "), .fragment(value, inParentheses: false), .text(" FROM "), .branch(branch),
    ]
    if let condition {
      pieces += [.text(" WHERE "), .fragment(condition, inParentheses: false)]
    }
    return SQLFragment(pieces, .or, stackDepth: value.stackDepth + 8)
  }

  /// The element that the row is made for, as text.
  static let element = SQLFragment([.element("value")], .atom, stackDepth: 3)

  /// The position of that element in its list.
  static let elementPosition = SQLFragment([.element("key")], .atom, stackDepth: 3)
}
