/// Makes a plan of commands: knows what each name means at the place where it stands, checks the
/// rules of the language, and adds the nodes that a command becomes.
struct Binder {
  let source: SourceText
  let catalog: any FieldCatalog
  var options: CompileOptions
  var diagnostics: [Diagnostic] = []
  var plan: Plan
  var scope = Scope()
  /// What a bare name means where an expression is bound now.
  var context = Context.row
  /// By how many milliseconds `stats … offset` moves the boundaries of `bin`.
  var binOffset: Int64 = 0
  /// Whether a window was given from outside, so that one in the query does not hold.
  var hasWindow: Bool
  /// How many SOURCE commands came with a window.
  var sourceWindows = 0
  /// Whether a query in parentheses may stand where an expression is bound now.
  var areSubqueriesLegal = false
  /// The commands so far.
  private(set) var bound: [any QueryCommand] = []
  /// The number of the next column; nested queries share the numbers.
  private var columnCount = 0
  private var fieldScalars: [FieldName: Scalar] = [:]
  private var suspectNames: Set<FieldName> = []
  /// Where bare words stand that may be strings without their quotes.
  var valueRanges: Set<SourceRange> = []

  enum Context {
    case row
    /// An item of stats outside its aggregate functions: only these names exist.
    case group([FieldName: Scalar])
    /// An argument of an aggregate function.
    case aggregate
  }

  init(source: SourceText, catalog: any FieldCatalog, options: CompileOptions) {
    self.source = source
    self.catalog = catalog
    self.options = options
    hasWindow = options.start != nil || options.end != nil
    plan = Plan(source: source)
  }

  /// Adds the nodes of commands.
  mutating func bind(_ commands: [any QueryCommand]) throws {
    if let selection = options.selection { try add(selection) }
    for command in commands {
      if command is SourceCommand, let last = bound.last, !(last is SourceCommand) {
        note(
          .sourceNotFirst, at: command.range,
          hints: [Diagnostic.Hint("put it before all other commands")])
      }
      checkOrder(of: command)
      let first = plan.nodes.count
      try command.bind(to: &self)
      bound.append(command)
      var printer = QueryPrinter(source: source)
      command.write(to: &printer)
      plan.steps.append(
        Plan.Step(
          text: printer.text, range: command.range, nodes: first..<plan.nodes.count))
    }
  }

  /// Notes a command that may not stand where it does.
  private mutating func checkOrder(of command: any QueryCommand) {
    guard scope.isDeduplicated, !(command is LimitCommand) else { return }
    let start = command.range.lower
    let name = source.bytes[start...].prefix(while: \.isNameRest)
    let position = source.position(of: start)
    note(
      .unexpectedSymbol(
        String(decoding: name, as: UTF8.self), line: position.line, position: position.column),
      at: SourceRange(start, start + name.count),
      hints: [Diagnostic.Hint("only 'limit' may follow 'dedup'")])
  }

  /// Remembers a command that may not stand between two stats.
  mutating func noteOrderCommand(_ name: String, at range: SourceRange) {
    if scope.orderCommand == nil { scope.orderCommand = (name, range) }
  }
}

// MARK: - Nodes and columns

extension Binder {
  mutating func add(_ node: PlanNode) { plan.nodes.append(node) }

  /// A column that no other has the name of.
  mutating func newColumn() -> ColumnID {
    columnCount += 1
    return ColumnID(number: columnCount)
  }

  /// A definition of a new column.
  mutating func define(_ value: Scalar) -> PlanNode.Definition {
    PlanNode.Definition(column: newColumn(), value: value)
  }

  /// The value that a scalar has here, whatever comes later.
  mutating func keep(_ value: Scalar) -> Scalar {
    switch value.kind {
    case .literal, .column, .field: return value
    default:
      let definition = define(value)
      if case .extend(let others) = plan.nodes.last,
        plan.nodes.count > plan.steps.last?.nodes.upperBound ?? 0
      {
        plan.nodes[plan.nodes.count - 1] = .extend(others + [definition])
      } else {
        add(.extend([definition]))
      }
      return .column(definition.column, value.facts)
    }
  }

  /// Values worked out from several rows, as columns.
  mutating func addWindow(_ values: [Scalar]) -> [Scalar] {
    var definitions: [PlanNode.Definition] = []
    let columns = values.map { value -> Scalar in
      if case .literal = value.kind { return value }
      let definition = define(value)
      definitions.append(definition)
      return .column(definition.column, value.facts)
    }
    if !definitions.isEmpty { add(.window(definitions)) }
    return columns
  }
}

// MARK: - Diagnostics

extension Binder {
  mutating func note(
    _ reason: Diagnostic.Reason, at range: SourceRange, hints: [Diagnostic.Hint] = []
  ) {
    let diagnostic = Diagnostic(reason, at: range, hints: hints)
    guard !diagnostics.isFull(of: diagnostic.severity) else { return }
    if !diagnostics.contains(diagnostic) { diagnostics.append(diagnostic) }
  }

  /// Keeps the names of a suspected misspelling from being reported as unknown as well.
  mutating func suspect(_ paths: [FieldPath]) {
    suspectNames.formUnion(paths.map(\.key))
  }
}

// MARK: - Fields of events

extension Binder {
  /// The field of the event that a path names; missing, with a warning, if no event has it.
  mutating func eventField(_ path: FieldPath, at range: SourceRange) throws -> Scalar {
    if let join = scope.join { return try joinedField(path, of: join, at: range) }
    if path.hasIndex { return indexedField(path, at: range) }
    if let known = fieldScalars[path.key] { return known }
    var fields = plan.fields
    let field = try lookUp(path, at: range, in: &fields)
    plan.fields = fields
    fieldScalars[path.key] = field
    return field
  }

  /// Brackets do not reach into events.
  mutating func indexedField(_ path: FieldPath, at range: SourceRange) -> Scalar {
    let dotted = FieldPath(steps: path.steps.map(\.dotted)).text
    note(
      .indexedEventField(path.name), at: range,
      hints: [Diagnostic.Hint("use a dot before the index: \(dotted)", replacement: dotted)])
    return .missing
  }

  /// Whether an event has a field, without a word about it if none has.
  func isKnown(_ path: FieldPath) throws -> Bool {
    if let join = scope.join { return join.side(of: path) != nil }
    return try path.name == "@timestamp" || catalog.field(path) != nil
  }

  /// The pattern of an event's field, where the catalog has patterns.
  mutating func knownPattern(of path: FieldPath) throws -> Scalar? {
    guard scope.names[path.key] == nil, !scope.isGrouped, scope.join == nil,
      let field = try catalog.pattern(of: path)
    else { return nil }
    plan.fields.append(field)
    return Scalar(.field(plan.fields.count - 1), field.facts)
  }

  /// A field of the events, added to a plan's fields.
  mutating func lookUp(
    _ path: FieldPath, at range: SourceRange, in fields: inout [EventField]
  ) throws -> Scalar {
    if path.name == "@timestamp" { return Scalar(.field(0), EventField.timestamp.facts) }
    if let field = try catalog.field(path) {
      fields.append(field)
      return Scalar(.field(fields.count - 1), field.facts)
    }
    if let literal = Self.booleanLiteral(path) { return literal }
    if !suspectNames.contains(path.key), !diagnostics.isFull(of: .warning) {
      let hints = hints(forUnknown: path, at: range)
      note(Self.reason(forUnknown: path, hints), at: range, hints: hints)
    }
    return .missing
  }

  /// An error where the name is nearly that of a field with an `@`: no event has such a name.
  private static func reason(
    forUnknown path: FieldPath, _ hints: [Diagnostic.Hint]
  ) -> Diagnostic.Reason {
    let isMisspelled =
      path.name.hasPrefix("@") && hints.contains { $0.replacement?.hasPrefix("@") == true }
    return isMisspelled ? .misspelledField(path.name) : .unknownField(path.name)
  }

  private func hints(forUnknown path: FieldPath, at range: SourceRange) -> [Diagnostic.Hint] {
    let before = source[SourceRange(0, range.lower)].utf8.reversed().drop(while: \.isSpace)
    if before.starts(with: "--".utf8) { return [Diagnostic.Hint("a comment starts with '#'")] }
    if valueRanges.contains(range) {
      let literal = StringLiteral.text(of: path.name)
      return [Diagnostic.Hint("put strings in quotes: \(literal)", replacement: literal)]
    }
    return .didYouMean(
      catalog.fieldMeant(by: path.name)
        ?? NameSuggestions.field(for: path.name, among: catalog.knownFields))
  }
}

extension FieldPath.Step {
  /// The step as it reaches into an event.
  fileprivate var dotted: FieldPath.Step {
    if case .index(let index) = self { .name("\(index)") } else { self }
  }
}

// MARK: - Queries within the query

extension Binder {
  /// A binder for a query that this one reads.
  func nested() -> Binder {
    var inner = Binder(source: source, catalog: catalog, options: options)
    inner.hasWindow = hasWindow
    inner.columnCount = columnCount
    return inner
  }

  /// The plan of a nested query, with what was wrong in it taken over.
  mutating func adopt(_ inner: Binder) -> Plan {
    for diagnostic in inner.diagnostics {
      note(diagnostic.reason, at: diagnostic.range, hints: diagnostic.hints)
    }
    columnCount = inner.columnCount
    var plan = inner.plan
    (plan.start, plan.end) = (inner.options.start, inner.options.end)
    return plan
  }
}
