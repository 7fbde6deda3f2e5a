/// `filldown [field …]`: a missing value becomes that of the last row that had one.
///
/// The rows go in the order that they have. A name that ends in `*` stands for all columns that
/// begin so; without names, all columns are filled.
struct FilldownCommand: QueryCommand {
  static let names = ["filldown"]
  static let manual = CommandManual(
    "filldown [field …]",
    "Carries the last value that was there into the rows without one, in the order that the "
      + "rows have. `cpu*` stands for all columns that begin with `cpu`; without names, all "
      + "columns are filled.",
    examples: [
      "fields detail.group, detail.stoppedReason | sort @timestamp | filldown | limit 3"
    ])

  /// A name, or the beginning of names.
  struct Pattern: Sendable {
    let field: FieldReference
    let isPrefix: Bool
  }

  let patterns: [Pattern]
  let range: SourceRange

  init(from parser: inout Parser) throws(ParseFailure) {
    let start = parser.advance().range
    var patterns: [Pattern] = []
    while parser.isAtReference {
      let field = try parser.parseReference()
      let isPrefix = parser.current.kind == .star && parser.current.isAdjacent
      if isPrefix { parser.advance() }
      patterns.append(Pattern(field: field, isPrefix: isPrefix))
      _ = parser.accept(.comma)
    }
    self.patterns = patterns
    range = SourceRange(start.lower, parser.previousEnd)
  }

  func write(to printer: inout QueryPrinter) {
    printer.write("filldown")
    for pattern in patterns {
      printer.write(" \(pattern.field.path.text)\(pattern.isPrefix ? "*" : "")")
    }
  }
}
