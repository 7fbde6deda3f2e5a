extension PatternCommand {
  /// The columns, in their order.
  enum Column: String, CaseIterable {
    case pattern = "@pattern"
    case regex = "@regexString"
    case count = "@sampleCount"
    case ratio = "@ratio"
    case severity = "@severityLabel"

    var key: FieldName { FieldName(rawValue) }
  }

  func bind(to binder: inout Binder) throws {
    let known = try binder.knownPattern(of: path)
    let text = try known ?? binder.resolve(path, at: pathRange).asText
    let (value, count) = countValues(of: text, in: &binder)
    let pattern = binder.define(known == nil ? .text(.pattern, of: value) : value)
    let samples = binder.define(
      Scalar(
        .call(
          FunctionCall(function: "sum", arguments: [count], period: nil, isAggregate: true)),
        .integer(upTo: ValueFacts.rowsBound)))
    binder.add(.aggregate(PlanNode.Aggregate(keys: [pattern], values: [samples])))
    let name = Scalar.column(pattern.column, pattern.value.facts)
    let sampleCount = Scalar.column(samples.column, samples.value.facts)
    let total = Scalar.window(.sum, sampleCount, .number(upTo: ValueFacts.rowsBound))
    let ratio = binder.addWindow([.arithmetic(sampleCount, .divide, total)])[0]
    binder.add(.arrange([SortKey(sampleCount, isDescending: true), SortKey(name)]))
    show(
      [
        .pattern: name, .regex: .text(.patternRegex, of: name), .count: sampleCount,
        .ratio: ratio, .severity: .text(.severity, of: name),
      ], in: &binder)
  }

  /// Groups the rows by a value, and gives the value and its number for what comes next.
  ///
  /// A pattern is so made once for each distinct value.
  private func countValues(of value: Scalar, in binder: inout Binder) -> (Scalar, Scalar) {
    binder.add(.filter(.isPresent(value)))
    let key = binder.define(value)
    let count = binder.define(
      Scalar(
        .call(
          FunctionCall(function: "count", arguments: [], period: nil, isAggregate: true)),
        .integer(upTo: ValueFacts.rowsBound)))
    binder.add(
      .aggregate(PlanNode.Aggregate(keys: [key], values: [count], mayRepeatKeys: true)))
    let shown: Scalar =
      value.facts.isMissing ? .missing : .column(key.column, value.facts.withoutField)
    return (shown, .column(count.column, count.value.facts))
  }

  private func show(_ values: [Column: Scalar], in binder: inout Binder) {
    var scope = Scope()
    scope.aliases = binder.scope.aliases
    scope.statsCount = binder.scope.statsCount
    scope.isGrouped = true
    for column in Column.allCases {
      guard let value = values[column] else { continue }
      scope.names[column.key] = binder.keep(value)
      scope.statsColumns.add(.plain(FieldPath(column.rawValue), at: pathRange))
    }
    binder.scope = scope
  }
}
