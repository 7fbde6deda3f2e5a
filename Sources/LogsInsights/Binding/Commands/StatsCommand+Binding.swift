extension StatsCommand {
  /// As many stats commands as AWS takes.
  private static let countMax = 10

  func bind(to binder: inout Binder) throws {
    if let (name, range) = binder.scope.orderCommand, binder.scope.isGrouped {
      binder.note(.betweenStats(name), at: range)
    }
    binder.scope.statsCount += 1
    if binder.scope.statsCount > Self.countMax { binder.note(.tooManyStats, at: range) }
    var output = Output()
    binder.binOffset = offset?.milliseconds ?? 0
    let keys = try groups.map { try binder.bind($0.expression) }
    binder.binOffset = 0
    for (item, key) in zip(groups, keys) { add(group: item, key, to: &output, in: &binder) }
    noteFunctionsAlone(in: &binder)
    for item in items { try add(aggregate: item, to: &output, in: &binder) }
    binder.add(.aggregate(output.aggregate))
    output.enter(&binder, offset: offset?.milliseconds ?? 0)
  }

  /// What the command produces.
  private struct Output {
    var aggregate = PlanNode.Aggregate()
    var names: [FieldName: Scalar] = [:]
    /// The names that aggregate functions made.
    var aggregates: Set<FieldName> = []
    var columns: ColumnList = []
    var unaliased: Set<FieldName> = []
    /// The values of the groups, without those of `bin`.
    var otherKeys: [Scalar] = []
    var bins: [(value: Scalar, rounding: TimeRounding)] = []

    /// Makes these the names that hold from here on.
    func enter(_ binder: inout Binder, offset: Int64) {
      binder.scope.isGrouped = true
      binder.scope.bins = bins(offset: offset)
      binder.scope.names = names
      binder.scope.selected = unaliased
      binder.scope.statsColumns = columns
      binder.scope.fieldColumns = []
      binder.scope.displayColumns = nil
      binder.scope.parsedColumns = []
      binder.scope.parsed = []
      binder.scope.orderCommand = nil
      binder.scope.hasLimit = false
    }

    /// The bins of the groups; nil unless one `bin` made them of a time that is there.
    private func bins(offset: Int64) -> Scope.Bins? {
      guard bins.count == 1, let (bin, rounding) = bins.first, !bin.facts.isMissing else {
        return nil
      }
      return Scope.Bins(bin: bin, rounding: rounding, offset: offset, keys: otherKeys)
    }
  }

  private func add(
    group item: ColumnItem, _ key: Scalar, to output: inout Output, in binder: inout Binder
  ) {
    let definition = binder.define(key)
    output.aggregate.keys.append(definition)
    let value: Scalar =
      key.facts.isMissing ? .missing : .column(definition.column, key.facts.ofGroup)
    if let rounding = Self.bin(item.expression) {
      output.bins.append((value, rounding))
    } else {
      output.otherKeys.append(value)
    }
    name(item, value, in: &output, of: &binder)
  }

  /// What `bin` rounds to, if an expression is nothing else.
  private static func bin(_ expression: Expression) -> TimeRounding? {
    guard case .call(let call) = expression.kind, call.name.asciiLowercased == "bin",
      case .period(let count, let unit) = call.arguments.first?.kind
    else { return nil }
    return Period(count: count, unit: unit).map { TimeRounding($0.capped) }
  }

  private func add(
    aggregate item: ColumnItem, to output: inout Output, in binder: inout Binder
  ) throws {
    let isAggregate = Self.aggregates(item.expression, output.aggregates)
    let errors = binder.diagnostics.count
    binder.context = .group(output.names)
    var value = try binder.bind(item.expression)
    binder.context = .row
    if !isAggregate, binder.diagnostics.count == errors {
      binder.note(.statsWithoutAggregate, at: item.expression.range)
    }
    switch value.kind {
    case .literal, .column: break
    default:
      let definition = binder.define(value)
      output.aggregate.values.append(definition)
      value = .column(definition.column, value.facts)
    }
    output.aggregates.insert(name(item, value, in: &output, of: &binder))
  }

  /// `topk` gives the values of all rows, which have no place beside other columns.
  private func noteFunctionsAlone(in binder: inout Binder) {
    guard items.count > 1 || !groups.isEmpty else { return }
    for item in items {
      guard let call = Self.call(of: "topk", in: item.expression) else { continue }
      binder.note(.functionAlone(call.name), at: call.nameRange)
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

  /// Gives a value its alias, field name or text, and gives that name.
  @discardableResult
  private func name(
    _ item: ColumnItem, _ value: Scalar, in output: inout Output, of binder: inout Binder
  ) -> FieldName {
    let name = item.name(in: binder.source)
    if let alias = item.alias {
      if binder.scope.aliases.contains(name) || output.names[name] != nil {
        binder.noteDefined(alias)
      }
      binder.scope.aliases.insert(name)
    } else {
      output.unaliased.insert(name)
    }
    output.names[name] = output.names[name] ?? value
    output.columns.add(.plain(FieldPath(name.text), at: item.expression.range))
    return name
  }
}

extension ValueFacts {
  /// What is known of the value that a group shows: one of those that print the same.
  fileprivate var ofGroup: ValueFacts {
    guard type == .any else { return self }
    var facts = ValueFacts(.any)
    facts.whenMissing = whenMissing
    return facts
  }
}
