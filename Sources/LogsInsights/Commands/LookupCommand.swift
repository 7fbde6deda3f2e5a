/// `lookup table field as logField OUTPUT f, g`: adds the columns of a table's matching row.
public struct LookupCommand: QueryCommand {
  public static let names = ["lookup"]
  public static let manual = CommandManual(
    "lookup table column [as field], … OUTPUT column, …",
    """
    Adds to each row the columns of the first line of a table whose columns equal the fields, \
    letter for letter. Without `as` the field has the column's name. A field of the same name is \
    overwritten where a line matches, and stays as it is elsewhere. The tables are the CSV files \
    of the folder that --tables names.
    """,
    examples: [
      "lookup owners group as detail.group OUTPUT team | stats count(*) as stops by team"
    ])

  public struct Key: Sendable {
    public let column: FieldPath
    public let columnRange: SourceRange
    /// The field that must equal the column, if it has another name.
    public let field: FieldPath?
    public let range: SourceRange
  }

  public let table: String
  public let tableRange: SourceRange
  public let keys: [Key]
  public let outputs: [ColumnItem.Alias]
  public let range: SourceRange

  public init(from parser: inout Parser) throws(ParseFailure) {
    let start = parser.advance().range
    let token = parser.current
    switch token.kind {
    case .name: table = parser.text(of: token)
    case .quotedName: table = String(parser.text(of: token).dropFirst().dropLast())
    case .string: table = StringLiteral.value(of: parser.bytes(of: token))
    default: throw parser.unexpected(expecting: "the name of a table")
    }
    tableRange = token.range
    parser.advance()
    var keys = [try Self.key(from: &parser)]
    while parser.accept(.comma) != nil { keys.append(try Self.key(from: &parser)) }
    self.keys = keys
    guard parser.isWord("output") else { throw parser.unexpected(expecting: "OUTPUT") }
    parser.advance()
    var outputs = [try Self.name(from: &parser)]
    while parser.accept(.comma) != nil { outputs.append(try Self.name(from: &parser)) }
    self.outputs = outputs
    range = SourceRange(start.lower, parser.previousEnd)
  }

  private static func key(from parser: inout Parser) throws(ParseFailure) -> Key {
    let column = try name(from: &parser)
    guard parser.accept(.as) != nil else {
      return Key(
        column: column.path, columnRange: column.range, field: nil, range: column.range)
    }
    let field = try name(from: &parser)
    return Key(
      column: column.path, columnRange: column.range, field: field.path, range: field.range)
  }

  private static func name(from parser: inout Parser) throws(ParseFailure) -> ColumnItem.Alias {
    let start = parser.current.range.lower
    let path = try parser.parsePath()
    let range = SourceRange(start, parser.previousEnd)
    if path.hasIndex { throw parser.fail(.aliasExpected, at: range) }
    return ColumnItem.Alias(path: path, range: range)
  }

  public func write(to printer: inout QueryPrinter) {
    let keys = keys.map { key in
      key.column.text + (key.field.map { " as \($0.text)" } ?? "")
    }
    let outputs = outputs.map(\.path.text).joined(separator: ", ")
    printer.write("lookup \(FieldPath(table).text) \(keys.joined(separator: ", ")) ")
    printer.write("OUTPUT \(outputs)")
  }
}

extension LookupCommand {
  public func apply(to pipeline: inout Pipeline) throws {
    // The value of an aggregate function cannot be looked for among other rows.
    if pipeline.levels[pipeline.top].groups != nil { pipeline.pushLevel() }
    guard let table = try table(in: &pipeline) else { return }
    let lookup = Lookup(table: table, tests: try tests(in: &pipeline, table))
    for output in outputs {
      guard let column = column(output.path, at: output.range, of: table, in: &pipeline) else {
        continue
      }
      let own = try currentValue(of: output, in: &pipeline)
      let found = lookup.value(of: column)
      pipeline.define(output, as: own.map { .coalesce([found, $0]) } ?? found, mayRepeat: true)
      pipeline.scope.parsedColumns.add(pipeline.plainColumn(output.path, at: output.range))
    }
  }

  private func table(in pipeline: inout Pipeline) throws -> LookupTable? {
    guard let names = pipeline.catalog.lookupTables else {
      pipeline.note(
        .noTables, at: tableRange,
        hints: [Diagnostic.Hint("name a folder of CSV files with --tables")])
      return nil
    }
    let columns = keys.map(\.column.name)
    if names.contains(where: { $0.utf8.elementsEqual(table.utf8) }),
      let table = try pipeline.catalog.lookupTable(named: table, by: columns)
    {
      return table
    }
    pipeline.note(
      .unknownTable(table), at: tableRange,
      hints: Self.hints(for: table, among: names, "the tables are"))
    return nil
  }

  private func column(
    _ path: FieldPath, at range: SourceRange, of table: LookupTable, in pipeline: inout Pipeline
  ) -> String? {
    if let column = table.column(path.name) { return column }
    pipeline.note(
      .unknownTableColumn(path.name, table: self.table), at: range,
      hints: Self.hints(for: path.name, among: table.columns, "its columns are"))
    return nil
  }

  private static func hints(
    for name: String, among names: [String], _ introduction: String
  ) -> [Diagnostic.Hint] {
    let meant = [Diagnostic.Hint].didYouMean(Suggestion.nearest(to: name, among: names))
    guard meant.isEmpty else { return meant }
    if names.isEmpty { return [Diagnostic.Hint("the folder has no CSV file")] }
    let list = names.prefix(20).joined(separator: ", ") + (names.count > 20 ? ", …" : "")
    return [Diagnostic.Hint("\(introduction): \(list)")]
  }

  /// The columns that must equal a text.
  private func tests(
    in pipeline: inout Pipeline, _ table: LookupTable
  ) throws -> [(column: String, text: SQLFragment)] {
    var tests: [(column: String, text: SQLFragment)] = []
    for key in keys {
      guard let column = column(key.column, at: key.columnRange, of: table, in: &pipeline) else {
        continue
      }
      let value = try pipeline.resolve(key.field ?? key.column, at: key.range).asText
      tests.append((column, value.isMissing ? .null : value.sql))
    }
    return tests
  }

  /// What an output's name means already; nil if nothing.
  private func currentValue(
    of output: ColumnItem.Alias, in pipeline: inout Pipeline
  ) throws -> Term? {
    if let term = pipeline.named(output.path) { return term.isMissing ? nil : term }
    guard !pipeline.scope.isGrouped, pipeline.scope.join == nil,
      try pipeline.isKnown(output.path)
    else { return nil }
    let term = try pipeline.eventField(output.path, at: output.range)
    return term.isMissing ? nil : term
  }
}

/// The first row of a table that has certain texts.
private struct Lookup {
  let table: LookupTable
  let tests: [(column: String, text: SQLFragment)]

  func value(of column: String) -> Term {
    let conditions = tests.map { test in
      SQLFragment.infix(.literal("l.\(test.column)"), "=", test.text, .comparison)
    }
    return Term(
      .first("l.\(column)", from: "\(table.source) AS l", where: .and(conditions)), .text)
  }
}
