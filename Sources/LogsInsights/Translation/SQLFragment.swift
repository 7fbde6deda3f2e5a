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
    /// The id behind a field that is interned or put together.
    case fieldID(Int)
    /// The number that the text of a field is.
    case fieldNumber(Int)
    /// An output column of the level before, by its number.
    case column(Int)
    /// The name of a branch behind FROM, to read its first column.
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

  private init(
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

// MARK: - Operators

extension SQLFragment {
  /// `name(a, b)`.
  static func call(_ name: String, _ arguments: SQLFragment...) -> SQLFragment {
    call(name, arguments)
  }

  static func call(_ name: String, _ arguments: [SQLFragment]) -> SQLFragment {
    list(before: "\(name)(", arguments, after: ")", strength: .atom)
  }

  static func call(_ function: SQLFunction, _ arguments: SQLFragment...) -> SQLFragment {
    call(function.name, arguments)
  }

  /// An aggregate function over the rows of a group; with `*` for no argument.
  static func aggregate(_ name: String, of argument: SQLFragment? = nil, isDistinct: Bool = false)
    -> SQLFragment
  {
    let value = argument ?? .literal("*")
    return SQLFragment(
      [
        .text(isDistinct ? "\(name)(DISTINCT " : "\(name)("),
        .fragment(value, inParentheses: false), .text(")"),
      ], .atom, stackDepth: value.stackDepth + 4, isAggregate: true)
  }

  /// An aggregate of ours over the rows of a group.
  static func aggregate(_ aggregate: SQLAggregate, _ arguments: SQLFragment...) -> SQLFragment {
    let call = call(aggregate.rawValue, arguments)
    return SQLFragment(call.pieces, .atom, stackDepth: call.stackDepth, isAggregate: true)
  }

  /// A window function, which like an aggregate looks at other rows.
  ///
  /// `call OVER (PARTITION BY a, b ORDER BY c DESC ROWS …)`
  static func window(
    _ call: SQLFragment, partition: [SQLFragment] = [], order: [SortKey] = [],
    frame: String? = nil
  ) -> SQLFragment {
    var clauses: [SQLFragment] = []
    if !partition.isEmpty {
      clauses.append(list(before: "PARTITION BY ", partition, after: "", strength: .atom))
    }
    if !order.isEmpty {
      let keys = order.map { key in
        SQLFragment(
          [key.sql.piece(inParentheses: false), .text(key.suffix(isReversed: false))], .atom,
          stackDepth: key.sql.stackDepth + 2)
      }
      clauses.append(list(before: "ORDER BY ", keys, after: "", strength: .atom))
    }
    if let frame { clauses.append(.literal(frame)) }
    var pieces: [Piece] = [call.piece(inParentheses: false), .text(" OVER (")]
    for (position, clause) in clauses.enumerated() {
      if position > 0 { pieces.append(.text(" ")) }
      pieces.append(.fragment(clause, inParentheses: false))
    }
    pieces.append(.text(")"))
    let deepest = ([call] + clauses).map(\.stackDepth).max() ?? 0
    return SQLFragment(pieces, .atom, stackDepth: deepest + 6, isAggregate: true)
  }

  /// `left = right` and the like; operands that bind no tighter get parentheses.
  static func infix(
    _ left: SQLFragment, _ symbol: String, _ right: SQLFragment, _ strength: Strength
  ) -> SQLFragment {
    let chains = strength > .comparison
    let first = left.piece(inParentheses: chains ? left.strength < strength : left.isLooser)
    let second = right.piece(
      inParentheses: chains ? right.strength <= strength : right.isLooser)
    return SQLFragment(
      [first, .text(" \(symbol) "), second], strength,
      stackDepth: max(left.stackDepth + 1, right.stackDepth + 3))
  }

  /// The same value, for which SQLite uses no index.
  static func unindexed(_ value: SQLFragment) -> SQLFragment {
    SQLFragment(
      [.text("+"), value.piece(inParentheses: false)], .atom, stackDepth: value.stackDepth + 2)
  }

  /// `operand IS NULL` and the like.
  static func suffix(_ operand: SQLFragment, _ text: String) -> SQLFragment {
    SQLFragment(
      [operand.piece(inParentheses: operand.isLooser), .text(" \(text)")], .comparison,
      stackDepth: operand.stackDepth + 1)
  }

  /// `value IN (a, b)`.
  static func membership(_ value: SQLFragment, _ elements: [SQLFragment]) -> SQLFragment {
    let list = list(before: " IN (", elements, after: ")", strength: .comparison)
    return SQLFragment(
      [value.piece(inParentheses: value.isLooser), .fragment(list, inParentheses: false)],
      .comparison, stackDepth: max(value.stackDepth + 1, list.stackDepth + 2))
  }

  /// `value BETWEEN first AND last`.
  static func between(
    _ value: SQLFragment, _ first: SQLFragment, _ last: SQLFragment
  ) -> SQLFragment {
    SQLFragment(
      [
        .fragment(value, inParentheses: false), .text(" BETWEEN "),
        .fragment(first, inParentheses: false), .text(" AND "),
        .fragment(last, inParentheses: false),
      ], .comparison, stackDepth: value.stackDepth + 5)
  }

  static func not(_ operand: SQLFragment) -> SQLFragment {
    SQLFragment(
      [.text("NOT "), operand.piece(inParentheses: operand.strength <= .not)], .not,
      stackDepth: operand.stackDepth + 2)
  }

  static func and(_ operands: [SQLFragment]) -> SQLFragment { joined(operands, "AND", .and) }

  static func or(_ operands: [SQLFragment]) -> SQLFragment { joined(operands, "OR", .or) }

  /// `CASE WHEN condition THEN value ELSE other END`.
  static func choice(
    _ condition: SQLFragment, then value: SQLFragment, else other: SQLFragment? = nil
  ) -> SQLFragment {
    choice([(condition, value)], else: other)
  }

  /// `CASE WHEN condition THEN value WHEN … ELSE other END`.
  static func choice(
    _ branches: [(condition: SQLFragment, value: SQLFragment)], else other: SQLFragment?
  ) -> SQLFragment {
    var pieces: [Piece] = [.text("CASE")]
    for branch in branches {
      pieces += [
        .text(" WHEN "), .fragment(branch.condition, inParentheses: false), .text(" THEN "),
        .fragment(branch.value, inParentheses: false),
      ]
    }
    if let other { pieces += [.text(" ELSE "), .fragment(other, inParentheses: false)] }
    pieces.append(.text(" END"))
    let depths = branches.map { max($0.condition.stackDepth + 4, $0.value.stackDepth + 6) }
    return SQLFragment(
      pieces, .atom, stackDepth: max(depths.max() ?? 0, (other?.stackDepth ?? 0) + 5))
  }

  /// `CAST(tag || value AS BLOB)`: a value marked with its type, as ``DynamicValue`` reads it.
  static func tagged(_ tag: String, _ value: SQLFragment) -> SQLFragment {
    let text = infix(.literal("'\(tag)'"), "||", value, .concatenation)
    return SQLFragment(
      [.text("CAST("), .fragment(text, inParentheses: false), .text(" AS BLOB)")], .atom,
      stackDepth: text.stackDepth + 3)
  }

  private var isLooser: Bool { strength <= .comparison }

  private func piece(inParentheses: Bool) -> Piece { .fragment(self, inParentheses: inParentheses) }

  private static func list(
    before: String, _ elements: [SQLFragment], after: String, strength: Strength
  ) -> SQLFragment {
    var pieces: [Piece] = [.text(before)]
    for (position, element) in elements.enumerated() {
      if position > 0 { pieces.append(.text(", ")) }
      pieces.append(.fragment(element, inParentheses: false))
    }
    pieces.append(.text(after))
    let deepest = elements.enumerated().map { $1.stackDepth + ($0 == 0 ? 3 : 5) }.max() ?? 0
    return SQLFragment(pieces, strength, stackDepth: deepest)
  }

  /// The operands in a chain; a long one in groups, since SQLite bounds the depth of expressions.
  private static func joined(
    _ operands: [SQLFragment], _ word: String, _ strength: Strength
  ) -> SQLFragment {
    guard operands.count > 1 else { return operands.first ?? .null }
    let groupSize = 16
    guard operands.count <= groupSize else {
      let groups = stride(from: 0, to: operands.count, by: groupSize).map {
        joined(Array(operands[$0..<min($0 + groupSize, operands.count)]), word, strength)
          .inParentheses
      }
      return joined(groups, word, strength)
    }
    var pieces: [Piece] = []
    for (position, operand) in operands.enumerated() {
      if position > 0 { pieces.append(.text(" \(word) ")) }
      pieces.append(operand.piece(inParentheses: operand.strength < strength))
    }
    return SQLFragment(
      pieces, strength, stackDepth: (operands.map(\.stackDepth).max() ?? 0) + 3)
  }

  /// The sum of a value over all rows.
  static func total(of value: SQLFragment) -> SQLFragment {
    let sum = call("sum", value)
    return SQLFragment(
      [.text("("), .fragment(sum, inParentheses: false), .text(" OVER ())")], .atom,
      stackDepth: sum.stackDepth + 4)
  }

  /// The place of a row in an order, from 1.
  static func position(in order: [SortKey]) -> SQLFragment {
    var pieces: [Piece] = [.text("row_number() OVER (")]
    for (index, key) in order.enumerated() {
      pieces += [.text(index == 0 ? "ORDER BY " : ", "), .fragment(key.sql, inParentheses: false)]
      pieces.append(.text(key.suffix(isReversed: false)))
    }
    pieces.append(.text(")"))
    let deepest = order.map(\.sql.stackDepth).max() ?? 0
    return SQLFragment(pieces, .atom, stackDepth: deepest + 8)
  }

  /// The value of the first row of a table that satisfies a condition; NULL if none does.
  static func first(
    _ value: String, from table: String, where condition: SQLFragment
  ) -> SQLFragment {
    SQLFragment(
      [
        .text("(SELECT \(value) FROM \(table) WHERE "),
        .fragment(condition, inParentheses: false), .text(" ORDER BY rowid LIMIT 1)"),
      ], .atom, stackDepth: condition.stackDepth + 10)
  }

  var inParentheses: SQLFragment {
    SQLFragment([piece(inParentheses: true)], .atom, stackDepth: stackDepth + 1)
  }
}
