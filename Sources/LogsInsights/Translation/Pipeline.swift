/// The state of a compilation: what the commands so far have made of the rows.
public struct Pipeline {
  let source: SourceText
  let catalog: any FieldCatalog
  var options: CompileOptions
  var diagnostics: [Diagnostic] = []
  /// The event's fields that the query uses; ``SQLFragment`` refers to them by number.
  var fields: [Field]
  var levels: [Level]
  /// The queries that this one reads; a nested query sees and extends the same list.
  var branches: [Branch] = []
  /// Whether a window was given from outside, so that one in the query does not hold.
  var hasWindow: Bool
  /// How many SOURCE commands came with a window.
  var sourceWindows = 0
  /// Whether a query in parentheses may stand where an expression is translated now.
  var areSubqueriesLegal = false
  /// The commands so far.
  private(set) var applied: [(command: any QueryCommand, level: Int)] = []
  var scope = Scope()
  /// What a bare name means where an expression is translated now.
  var context = Context.row
  /// By how many milliseconds `stats … offset` moves the boundaries of `bin`.
  var binOffset: Int64 = 0
  private var fieldTerms: [FieldName: Term] = [:]
  private var suspectNames: Set<FieldName> = []

  enum Context {
    case row
    /// An item of stats outside its aggregate functions: only these names exist.
    case group([FieldName: Term])
    /// An argument of an aggregate function.
    case aggregate
  }

  /// The numbers of the three fields that every query has.
  static let timestampField = 0
  static let tieBreakField = 1
  static let eventField = 2

  init(source: SourceText, catalog: any FieldCatalog, options: CompileOptions) {
    self.source = source
    self.catalog = catalog
    self.options = options
    hasWindow = options.start != nil || options.end != nil
    fields = [
      Field(sql: catalog.timestamp, kind: .timestamp),
      Field(sql: catalog.tieBreak, kind: .text),
      Field(sql: catalog.event, kind: .integer),
    ]
    var base = Level()
    var tieBreak = Self.tieBreakField
    if catalog.tieBreakKey != catalog.tieBreak {
      tieBreak = fields.count
      fields.append(Field(sql: catalog.tieBreakKey, kind: .any))
    }
    base.basicOrder = [
      SortKey(.field(Self.timestampField), isDescending: true), SortKey(.field(tieBreak)),
    ]
    levels = [base]
  }

  /// SQLite joins at most 64 tables, and each of these levels may join the one before.
  private static let elementLevelsMax = 20

  /// The number of the current level.
  var top: Int { levels.count - 1 }

  /// Whether the rows of the current level are one group of all.
  var isOneGroup: Bool { levels[top].groups?.isEmpty == true }

  /// The query as it stands, as something that another one can read.
  var branch: Branch {
    Branch(fields: fields, levels: levels, start: options.start, end: options.end)
  }

  /// Adds the steps of commands.
  mutating func apply(_ commands: [any QueryCommand]) throws {
    for command in commands {
      if command is SourceCommand, let last = applied.last, !(last.command is SourceCommand) {
        note(
          .sourceNotFirst, at: command.range,
          hints: [Diagnostic.Hint("put it before all other commands")])
      }
      checkOrder(of: command)
      try command.apply(to: &self)
      applied.append((command, top))
    }
  }

  /// Starts a SELECT that reads from the current one.
  mutating func pushLevel() {
    var level = Level()
    level.sortKeys = levels[top].sortKeys.map { lift($0) }
    level.basicOrder = levels[top].basicOrder.map { lift($0) }
    levels.append(level)
  }

  /// Starts a SELECT in which each row comes once for each element of a JSON array of texts, in
  /// their order; gives the text of the element.
  mutating func pushElements(of list: SQLFragment, at range: SourceRange) -> SQLFragment {
    let count = levels.count { $0.elements != nil }
    guard count < Self.elementLevelsMax else {
      note(.tooManyElementLevels, at: range)
      return .null
    }
    let from = top
    pushLevel()
    let list = list.isConstant ? list : .column(levels[from].output(list))
    levels[top].elements = list
    levels[top].basicOrder.append(SortKey(.elementPosition))
    return .element
  }

  /// Starts a new SELECT if a limit has cut the rows of this one, since the order then matters.
  mutating func leaveLimit() {
    if levels[top].limit != nil { pushLevel() }
  }

  /// Makes the rows of the current SELECT single ones that no limit has cut yet, so that a window
  /// function may look at them.
  mutating func enterRows() {
    if levels[top].limit != nil || levels[top].groups != nil { pushLevel() }
  }

  /// Remembers a command that may not stand between two stats.
  mutating func noteOrderCommand(_ name: String, at range: SourceRange) {
    if scope.orderCommand == nil { scope.orderCommand = (name, range) }
  }

  private mutating func lift(_ key: SortKey) -> SortKey {
    guard !key.sql.isConstant else { return key }
    var key = key
    key.sql = .column(levels[top].output(key.sql))
    return key
  }

  /// A term of a level, as the current level sees it.
  mutating func lift(_ term: Term, from level: Int) -> Term {
    var term = term
    for index in level..<top where !term.sql.isConstant {
      if var call = term.eventCall {
        // Only the event goes along, so that rows which are left out cost no call.
        call.event = .column(levels[index].output(call.event))
        term.sql = .call(call.function, call.event)
        term.eventCall = call
      } else {
        term.sql = .column(levels[index].output(term.sql))
      }
      term.logic = nil
      term.field = nil
      term.key = nil
      term.presenceKey = nil
      term.numberKey = nil
    }
    return term
  }
}

// MARK: - Diagnostics

extension Pipeline {
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

extension Pipeline {
  /// The field of the event that a path names; missing, with a warning, if no event has it.
  mutating func eventField(_ path: FieldPath, at range: SourceRange) throws -> Term {
    if let join = scope.join { return try joinedField(path, of: join, at: range) }
    if path.hasIndex { return indexedField(path, at: range) }
    if let term = fieldTerms[path.key] { return lift(term, from: 0) }
    let term = try lookUp(path, at: range)
    fieldTerms[path.key] = term
    return lift(term, from: 0)
  }

  /// Brackets do not reach into events.
  mutating func indexedField(_ path: FieldPath, at range: SourceRange) -> Term {
    let dotted = FieldPath(steps: path.steps.map(\.dotted)).text
    note(
      .indexedEventField(path.name), at: range,
      hints: [Diagnostic.Hint("positions stand behind dots: \(dotted)", replacement: dotted)])
    return .missing
  }

  /// Whether an event has a field, without a word about it if none has.
  func isKnown(_ path: FieldPath) throws -> Bool {
    if let join = scope.join { return join.side(of: path) != nil }
    return try path.name == "@timestamp" || catalog.field(path) != nil
  }

  /// A field of a branch's events, in the terms of its first level.
  mutating func lookUp(
    _ path: FieldPath, at range: SourceRange, ofBranch branch: Int
  ) throws -> Term {
    swap(&fields, &branches[branch].fields)
    defer { swap(&fields, &branches[branch].fields) }
    return try lookUp(path, at: range)
  }

  private mutating func lookUp(_ path: FieldPath, at range: SourceRange) throws -> Term {
    if path.name == "@timestamp" { return term(of: Self.timestampField) }
    if let field = try catalog.field(path) {
      fields.append(field)
      return term(of: fields.count - 1)
    }
    if let literal = Self.booleanLiteral(path) { return literal }
    if !suspectNames.contains(path.key), !diagnostics.isFull(of: .warning) {
      let nearest = Suggestion.field(for: path.name, among: catalog.knownFields)
      note(.unknownField(path.name), at: range, hints: .didYouMean(nearest))
    }
    return .missing
  }

  /// A field that no path names.
  mutating func term(of field: Field) -> Term {
    fields.append(field)
    return lift(term(of: fields.count - 1), from: 0)
  }

  private func term(of number: Int) -> Term {
    let field = fields[number]
    var term = Term(.field(number), ValueType(field.kind))
    term.field = number
    term.textForm = field.textForm
    term.whenMissing = .missing
    term.eventCall = field.eventFunction.map {
      Term.EventCall(function: $0, event: .literal(catalog.event))
    }
    if field.kind == .integer || field.kind == .timestamp {
      term.isInteger = true
      term.bound = Term.exactIntegerMax
    }
    if field.numberSQL != nil { term.numberKey = .fieldNumber(number) }
    switch field.storage {
    case .dictionary(let dictionary) where dictionary.isDistinct:
      term.key = .fieldID(number)
      term.presenceKey = .fieldID(number)
    case .composite: term.presenceKey = .fieldID(number)
    case .dictionary, .plain: break
    }
    return term
  }
}

extension ValueType {
  fileprivate init(_ kind: Field.Kind) {
    switch kind {
    case .text: self = .text
    case .integer, .number: self = .number
    case .boolean: self = .boolean
    case .timestamp: self = .timestamp
    case .json: self = .json
    case .any: self = .any
    }
  }
}

extension FieldPath.Step {
  /// The step as it reaches into an event.
  fileprivate var dotted: FieldPath.Step {
    if case .index(let index) = self { .name("\(index)") } else { self }
  }
}
