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
    _ call: SQLFragment, partition: [SQLFragment] = [], order: [OrderKey] = [],
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
