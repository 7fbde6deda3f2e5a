/// `stats item, … by item, …`: one row a group.
public struct StatsCommand: QueryCommand {
  public static let names = ["stats"]
  public static let manual = CommandManual(
    "stats aggregate [as name], … [by expression [as name], … [offset period]]",
    "Makes one row of each group; without `by`, one row of all. Up to ten may follow each "
      + "other. `offset` moves the boundaries of `bin`.",
    examples: [
      "stats count(*) as stops by detail.stopCode",
      "stats count(*) as stops by bin(1d)",
    ])

  public let items: [ColumnItem]
  public let groups: [ColumnItem]
  /// By how much the boundaries of `bin` are moved.
  public let offset: Offset?
  public let range: SourceRange

  public init(from parser: inout Parser) throws(ParseFailure) {
    let start = parser.advance().range
    if parser.keyword(parser.current) == .by {
      throw parser.unexpected(expecting: "an aggregate function such as count(*)")
    }
    items = try parser.parseItems()
    groups = parser.accept(.by) != nil ? try parser.parseItems() : []
    offset = try !groups.isEmpty && parser.isWord("offset") ? Self.offset(from: &parser) : nil
    range = SourceRange(start.lower, parser.previousEnd)
  }

  /// The command as other commands are made of it.
  init(items: [ColumnItem], groups: [ColumnItem], at range: SourceRange) {
    self.items = items
    self.groups = groups
    offset = nil
    self.range = range
  }

  /// `offset 1h`, behind the groups.
  public struct Offset: Sendable {
    public let milliseconds: Int64
    public let text: String
  }

  private static func offset(from parser: inout Parser) throws(ParseFailure) -> Offset {
    parser.advance()
    let isNegative = parser.accept(.minus) != nil
    let expression = try parser.parseArgument()
    guard case .period(let count, let unit) = expression.kind,
      let period = Period(count: count, unit: unit)
    else {
      throw parser.fail(
        .invalidPeriod(parser.source[expression.range]), at: expression.range,
        hints: [Diagnostic.Hint("an offset is a period such as 30m or -1h")])
    }
    let length = TimeRounding(period).milliseconds
    return Offset(
      milliseconds: isNegative ? -length : length, text: (isNegative ? "-" : "") + period.text)
  }

  public func write(to printer: inout QueryPrinter) {
    printer.write("stats ")
    printer.write(items)
    guard !groups.isEmpty else { return }
    printer.write(" by ")
    printer.write(groups)
    if let offset { printer.write(" offset \(offset.text)") }
  }
}

extension StatsCommand {
  /// As many stats commands as AWS takes.
  private static let countMax = 10

  public func apply(to pipeline: inout Pipeline) throws {
    if let (name, range) = pipeline.scope.orderCommand, pipeline.scope.isGrouped {
      pipeline.note(.betweenStats(name), at: range)
    }
    pipeline.scope.statsCount += 1
    if pipeline.scope.statsCount > Self.countMax { pipeline.note(.tooManyStats, at: range) }
    pipeline.leaveLimit()
    if pipeline.levels[pipeline.top].groups != nil { pipeline.pushLevel() }
    var output = Output()
    pipeline.binOffset = offset?.milliseconds ?? 0
    let keys = try groups.map { try pipeline.translate($0.expression) }
    pipeline.binOffset = 0
    for (item, key) in zip(groups, pipeline.workedOut(keys, before: items.map(\.expression))) {
      add(group: item, key, to: &output, in: &pipeline)
    }
    noteFunctionsAlone(in: &pipeline)
    for item in items { try add(aggregate: item, to: &output, in: &pipeline) }
    output.install(in: &pipeline, offset: offset?.milliseconds ?? 0)
  }

  /// What the command puts out.
  private struct Output {
    var keys: [SQLFragment] = []
    var order: [SortKey] = []
    var names: [FieldName: Term] = [:]
    /// The names that aggregate functions made.
    var aggregates: Set<FieldName> = []
    var columns: ColumnList = []
    var unaliased: Set<FieldName> = []
    /// The values of the groups, without those of `bin`.
    var otherKeys: [Term] = []
    var bins: [(value: Term, rounding: TimeRounding)] = []

    func install(in pipeline: inout Pipeline, offset: Int64) {
      let top = pipeline.top
      pipeline.levels[top].groups = keys
      pipeline.levels[top].sortKeys = []
      pipeline.levels[top].basicOrder = order
      pipeline.scope.isGrouped = true
      pipeline.scope.bins = bins(at: top, offset: offset)
      pipeline.scope.names = names.mapValues { Scope.Definition(term: $0, level: top) }
      pipeline.scope.selected = unaliased
      pipeline.scope.statsColumns = columns
      pipeline.scope.fieldColumns = []
      pipeline.scope.displayColumns = nil
      pipeline.scope.parsedColumns = []
      pipeline.scope.parsed = []
      pipeline.scope.orderCommand = nil
      pipeline.scope.hasLimit = false
    }

    /// The bins of the groups; nil unless one `bin` made them of a time that is there.
    private func bins(at level: Int, offset: Int64) -> Scope.Bins? {
      guard bins.count == 1, let (value, rounding) = bins.first, !value.isMissing else {
        return nil
      }
      return Scope.Bins(
        bin: Scope.Definition(term: value, level: level), rounding: rounding, offset: offset,
        keys: otherKeys.map { Scope.Definition(term: $0, level: level) })
    }
  }

  private func add(
    group item: ColumnItem, _ term: Term, to output: inout Output, in pipeline: inout Pipeline
  ) {
    let key = term.asGroupKey
    var value = term.asGroupValue
    // A group has no single event.
    value.eventCall = nil
    output.keys.append(key.isMissing ? .null : term.key ?? key.sql)
    if let key = SortKey(key) { output.order.append(key) }
    if let rounding = Self.bin(item.expression) {
      output.bins.append((value, rounding))
    } else {
      output.otherKeys.append(value)
    }
    name(item, value, in: &output, of: &pipeline)
  }

  /// What `bin` rounds to, if an expression is nothing else.
  private static func bin(_ expression: Expression) -> TimeRounding? {
    guard case .call(let call) = expression.kind, call.name.asciiLowercased == "bin",
      case .period(let count, let unit) = call.arguments.first?.kind
    else { return nil }
    return Period(count: count, unit: unit).map { TimeRounding($0.capped) }
  }

  private func add(
    aggregate item: ColumnItem, to output: inout Output, in pipeline: inout Pipeline
  ) throws {
    let isAggregate = Self.aggregates(item.expression, output.aggregates)
    let errors = pipeline.diagnostics.count
    pipeline.context = .group(output.names)
    let term = try pipeline.translate(item.expression)
    pipeline.context = .row
    if !isAggregate, pipeline.diagnostics.count == errors {
      pipeline.note(.statsWithoutAggregate, at: item.expression.range)
    }
    output.aggregates.insert(name(item, term, in: &output, of: &pipeline))
  }

  /// `topk` gives the values of all rows, which have no place beside other columns.
  private func noteFunctionsAlone(in pipeline: inout Pipeline) {
    guard items.count > 1 || !groups.isEmpty else { return }
    for item in items {
      guard let call = Self.call(of: "topk", in: item.expression) else { continue }
      pipeline.note(.functionAlone(call.name), at: call.nameRange)
    }
  }

  /// The first call of a function in an expression.
  private static func call(of name: String, in expression: Expression) -> Call? {
    if case .call(let call) = expression.kind,
      FunctionTable.function(named: call.name)?.name == name
    {
      return call
    }
    return expression.kind.children.lazy.compactMap { Self.call(of: name, in: $0) }.first
  }

  /// Whether an aggregate function decides an expression, or a name that one made.
  private static func aggregates(_ expression: Expression, _ names: Set<FieldName>) -> Bool {
    switch expression.kind {
    case .path(let path): return names.contains(path.key)
    case .call(let call) where FunctionTable.function(named: call.name)?.isAggregate == true:
      return true
    default: return expression.kind.children.contains { aggregates($0, names) }
    }
  }

  /// Puts out a value under its alias, field name or text, and gives that name.
  @discardableResult
  private func name(
    _ item: ColumnItem, _ term: Term, in output: inout Output, of pipeline: inout Pipeline
  ) -> FieldName {
    let name = item.name(in: pipeline.source)
    if let alias = item.alias {
      if pipeline.scope.aliases.contains(name) || output.names[name] != nil {
        pipeline.noteDefined(alias)
      }
      pipeline.scope.aliases.insert(name)
    } else {
      output.unaliased.insert(name)
    }
    output.names[name] = output.names[name] ?? term
    output.columns.add(pipeline.plainColumn(FieldPath(name.text), at: item.expression.range))
    return name
  }
}
