/// `filterIndex field = value`: a filter that asks only what an index of AWS could answer.
///
/// There are no such indexes here, so it keeps the rows that `filter` would keep. It takes
/// comparisons of a field with literals by `=` and `in`, joined by `and` and `or`.
struct FilterIndexCommand: QueryCommand {
  static let names = ["filterIndex"]
  static let manual = CommandManual(
    "filterIndex field = value | filterIndex field in [value, …]",
    "Keeps the rows that `filter` would keep. Only `=` and `in` with literals, joined by `and` "
      + "and `or`.",
    examples: [
      "filterIndex detail.stopCode in [\"EssentialContainerExited\"] | fields detail.group"
    ])

  let condition: Expression
  let range: SourceRange

  init(from parser: inout Parser) throws(ParseFailure) {
    let start = parser.advance().range
    condition = try parser.parseExpression()
    range = SourceRange(start.lower, parser.previousEnd)
    if let other = Self.firstUnindexable(in: condition) {
      parser.note(
        .indexCondition, at: other.range,
        hints: [Diagnostic.Hint("write 'filter' for any other condition")])
    }
  }

  func write(to printer: inout QueryPrinter) {
    printer.write("filterIndex ")
    printer.write(condition)
  }

  /// The first part of a condition that no index answers.
  private static func firstUnindexable(in condition: Expression) -> Expression? {
    switch condition.kind {
    case .logical(_, let operands): operands.lazy.compactMap(firstUnindexable).first
    case .binary(.equal, let field, let value) where field.path != nil && isLiteral(value): nil
    case .membership(let field, .list(let values), false)
    where field.path != nil && values.allSatisfy(isLiteral): nil
    default: condition
    }
  }

  private static func isLiteral(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .number, .string: true
    case .unary(.minus, let operand): isLiteral(operand)
    case .path(let path): !path.isQuoted && FieldPath.isBooleanWord(path.name)
    default: false
    }
  }
}
