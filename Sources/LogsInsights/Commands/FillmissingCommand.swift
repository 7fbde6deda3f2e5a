/// `fillmissing [with value for field, …]`: rows for the bins that have none.
///
/// The bins between the first and the last of the whole result are filled, each for every
/// combination of the other groups; at most ``EmptyBins/countMax`` bins are looked at. The added
/// rows have their bin, their groups and the values that the command tells, and nothing else.
struct FillmissingCommand: QueryCommand {
  static let names = ["fillmissing"]
  static let manual = CommandManual(
    "fillmissing [with value for field, …]",
    "After `stats … by bin(…)`, adds a row for each bin between the first and the last that has "
      + "none; with more groups, for each combination of them. The added rows have the bin, the "
      + "groups, and the literals that `with` gives to fields. Bins after the 100,000th are not "
      + "added.",
    examples: [
      "stats count(*) as stops by bin(6h) | fillmissing with 0 for stops"
    ])

  /// `value for field`.
  struct Filling: Sendable {
    /// A literal.
    let value: Expression
    let field: FieldReference
  }

  private(set) var fillings: [Filling] = []
  let range: SourceRange

  init(from parser: inout Parser) throws(ParseFailure) {
    let start = parser.advance().range
    if parser.isWord("with") {
      parser.advance()
      fillings.append(try Self.filling(from: &parser))
      while parser.accept(.comma) != nil { fillings.append(try Self.filling(from: &parser)) }
    }
    range = SourceRange(start.lower, parser.previousEnd)
  }

  private static func filling(from parser: inout Parser) throws(ParseFailure) -> Filling {
    let start = parser.current
    let value = try parser.parseExpression()
    guard value.isLiteral else {
      throw parser.fail(
        .unexpectedSymbol(
          parser.source[value.range], line: parser.source.position(of: start.range.lower).line,
          position: parser.source.position(of: start.range.lower).column),
        at: value.range, hints: [Diagnostic.Hint("expected a number, a text, true or false")])
    }
    guard parser.isWord("for") else { throw parser.unexpected(expecting: "for") }
    parser.advance()
    return Filling(value: value, field: try parser.parseReference())
  }

  func write(to printer: inout QueryPrinter) {
    printer.write("fillmissing")
    for (index, filling) in fillings.enumerated() {
      printer.write(index == 0 ? " with " : ", ")
      printer.write(filling.value)
      printer.write(" for \(filling.field.path.text)")
    }
  }
}

extension Expression {
  /// Whether it is a number, perhaps with a sign, a text, or a boolean.
  fileprivate var isLiteral: Bool {
    switch kind {
    case .number, .string: return true
    case .path(let path): return Binder.booleanLiteral(path) != nil
    case .unary(.minus, let operand), .unary(.plus, let operand):
      if case .number = operand.kind { return true }
      return false
    default: return false
    }
  }
}
