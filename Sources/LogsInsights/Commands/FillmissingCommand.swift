/// `fillmissing [with value for field, …]`: rows for the bins that have none.
///
/// The bins between the first and the last of the whole result are filled, each for every
/// combination of the other groups; at most ``EmptyBins/countMax`` bins are looked at. The added
/// rows have their bin, their groups and the values that the command tells, and nothing else.
public struct FillmissingCommand: QueryCommand {
  public static let names = ["fillmissing"]
  public static let manual = CommandManual(
    "fillmissing [with value for field, …]",
    "Behind `stats … by bin(…)`, adds a row for each bin between the first and the last that has "
      + "none; with more groups, for each combination of them. The added rows have the bin, the "
      + "groups, and the literals that `with` gives to fields. Bins behind the 100,000th are not "
      + "added.",
    examples: [
      "stats count(*) as stops by bin(6h) | fillmissing with 0 for stops"
    ])

  /// `value for field`.
  public struct Filling: Sendable {
    /// A literal.
    public let value: Expression
    public let field: FieldReference
  }

  public private(set) var fillings: [Filling] = []
  public let range: SourceRange

  public init(from parser: inout Parser) throws(ParseFailure) {
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

  public func write(to printer: inout QueryPrinter) {
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
    case .path(let path): return Pipeline.booleanLiteral(path) != nil
    case .unary(.minus, let operand), .unary(.plus, let operand):
      if case .number = operand.kind { return true }
      return false
    default: return false
    }
  }
}

// MARK: - Compiling

extension FillmissingCommand {
  public func apply(to pipeline: inout Pipeline) throws {
    guard let made = pipeline.scope.bins else {
      pipeline.note(
        .fillWithoutBins, at: range,
        hints: [Diagnostic.Hint("put it behind stats by one bin, as in stats … by bin(1h)")])
      return
    }
    let bins = unified(made, in: &pipeline)
    pipeline.scope.bins = bins
    let isInserted = addRows(of: bins, to: &pipeline)
    let groups = ([bins.bin] + bins.keys).map { pipeline.lift($0.term, from: $0.level).sql }
    for filling in fillings {
      let path = filling.field.path
      let own = try pipeline.resolve(path, at: filling.field.range)
      if groups.contains(own.sql) {
        pipeline.note(.fillOfGroup(path.name), at: filling.field.range)
        continue
      }
      let value = try pipeline.translate(filling.value)
      pipeline.replace(path, with: .choice(isInserted, then: value, else: own))
    }
  }

  /// The bins with keys that are the same wherever they print the same: a group has the same value in
  /// every bin, though it may be a number in one and a text in another.
  private func unified(_ bins: Scope.Bins, in pipeline: inout Pipeline) -> Scope.Bins {
    guard bins.keys.contains(where: { $0.term.type == .any }) else { return bins }
    pipeline.enterRows()
    let keys = bins.keys.map { pipeline.lift($0.term, from: $0.level) }
    let names = pipeline.scope.names.sorted { $0.key < $1.key }.compactMap {
      name, definition in
      let sql = pipeline.lift(definition.term, from: definition.level).sql
      return keys.firstIndex { $0.sql == sql }.map { (name, key: $0) }
    }
    let values = pipeline.settle(keys.map(Self.unified)).map {
      Scope.Definition(term: $0, level: pipeline.top)
    }
    for (name, key) in names { pipeline.scope.names[name] = values[key] }
    return Scope.Bins(
      bin: bins.bin, rounding: bins.rounding, offset: bins.offset, keys: values)
  }

  private static func unified(_ key: Term) -> Term {
    guard key.type == .any else { return key }
    var value = key
    value.sql = .window(.aggregate("max", of: key.sql), partition: [key.asText.sql])
    return value
  }

  /// Starts a SELECT that reads the rows and the added ones; gives what is true in the latter.
  private func addRows(of bins: Scope.Bins, to pipeline: inout Pipeline) -> Term {
    pipeline.pushLevel()
    let bin = pipeline.lift(bins.bin.term, from: bins.bin.level).sql
    var keys: [SQLFragment] = []
    for key in bins.keys {
      let key = pipeline.lift(key.term, from: key.level).sql
      // A group that is always missing is so in all rows; one under two names counts once.
      if !key.isConstant, !keys.contains(key) { keys.append(key) }
    }
    let flag = SQLFragment.literal("0")
    var values: [SQLFragment: SQLFragment] = [bin: bin, flag: .literal("1")]
    for key in keys { values[key] = key }
    let empty = EmptyBins(bin: bin, rounding: bins.rounding, offset: bins.offset, keys: keys)
    let level = pipeline.top
    pipeline.levels[level].added = Level.AddedRows(kind: .emptyBins(empty), values: values)
    pipeline.pushLevel()
    return Term(.column(pipeline.levels[level].output(flag)), .boolean)
  }
}
