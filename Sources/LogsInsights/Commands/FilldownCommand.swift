/// `filldown [field …]`: a missing value becomes that of the last row that had one.
///
/// The rows go in the order that they have. A name that ends in `*` stands for all columns that
/// begin so; without names, all columns are filled.
public struct FilldownCommand: QueryCommand {
  public static let names = ["filldown"]
  public static let manual = CommandManual(
    "filldown [field …]",
    "Carries the last value that was there into the rows without one, in the order that the "
      + "rows have. `cpu*` stands for all columns that begin with `cpu`; without names, all "
      + "columns are filled.",
    examples: [
      "fields detail.group, detail.stoppedReason | sort @timestamp | filldown | limit 3"
    ])

  /// A name, or the beginning of names.
  public struct Pattern: Sendable {
    public let field: FieldReference
    public let isPrefix: Bool
  }

  public let patterns: [Pattern]
  public let range: SourceRange

  public init(from parser: inout Parser) throws(ParseFailure) {
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

  public func write(to printer: inout QueryPrinter) {
    printer.write("filldown")
    for pattern in patterns {
      printer.write(" \(pattern.field.path.text)\(pattern.isPrefix ? "*" : "")")
    }
  }
}

extension FilldownCommand {
  public func apply(to pipeline: inout Pipeline) throws {
    pipeline.enterRows()
    var fields: [FieldReference] = []
    var values: [Term] = []
    for field in self.fields(in: pipeline) {
      let value = try pipeline.resolve(field.path, at: field.range)
      if value.asAny.isMissing { continue }
      fields.append(field)
      values.append(value.plain)
    }
    guard !values.isEmpty else { return }
    // Rows up to the next value have counted equally many values.
    let runs = values.map { value -> Term in
      let count = SQLFragment.aggregate("count", of: value.presence)
      return Term(
        .window(count, order: pipeline.order, frame: "ROWS UNBOUNDED PRECEDING"), .number)
    }
    let settled = pipeline.settle(values + runs)
    let filled = zip(settled, settled.dropFirst(values.count)).map { value, run -> Term in
      var term = value
      // Of values there is one in each run but the first; an inner node is none.
      let scalar = value.type == .any ? .call(.scalar, value.sql) : value.sql
      let last = SQLFragment.window(.aggregate("max", of: scalar), partition: [run.sql])
      // It stays where there is nothing to put in its place.
      term.sql = value.type == .any ? .call("coalesce", last, value.sql) : last
      return term
    }
    for (field, term) in zip(fields, pipeline.settle(filled)) {
      pipeline.replace(field.path, with: term)
    }
  }

  private func fields(in pipeline: Pipeline) -> [FieldReference] {
    let columns = pipeline.plainColumns
    guard !patterns.isEmpty else { return columns }
    var names: Set<FieldName> = []
    return patterns.flatMap { pattern -> [FieldReference] in
      guard pattern.isPrefix else { return [pattern.field] }
      return columns.filter { $0.path.name.utf8.starts(with: pattern.field.path.name.utf8) }
    }.filter { names.insert($0.path.key).inserted }
  }
}
