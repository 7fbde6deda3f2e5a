import Time

// Warnings of what can only give nothing.
extension Binder {
  /// Warns of a value that is never a number, where one is needed.
  mutating func checkNumber(_ value: Scalar, at range: SourceRange) {
    let text = source[range]
    let hint: Diagnostic.Hint
    switch value.facts.textForm {
    case .any: return
    case .time: hint = Self.hint(ofTime: text)
    case .word: hint = Self.hint(ofText: text)
    }
    note(.neverNumber(text), at: range, hints: [hint])
  }

  /// The seconds, since the fraction may have any number of digits.
  private static func hint(ofTime text: String) -> Diagnostic.Hint {
    let milliseconds = "parseDate(substr(\(text), 0, 19), \"yyyy-MM-dd'T'HH:mm:ss\")"
    return Diagnostic.Hint("for milliseconds write \(milliseconds)", replacement: milliseconds)
  }

  private static func hint(ofText text: String) -> Diagnostic.Hint {
    Diagnostic.Hint("it is a text; `stats count(*) by \(text)` shows its values")
  }

  /// Warns of arguments that are never numbers.
  mutating func checkNumbers(of function: Function, _ call: BoundCall) {
    guard let last = function.takesNumbers.last else { return }
    for (index, (value, range)) in zip(call.values, call.ranges).enumerated() {
      let takesNumber =
        index < function.takesNumbers.count ? function.takesNumbers[index] : last
      if takesNumber { checkNumber(value, at: range) }
    }
  }

  /// Warns of operands that an operator can make nothing of.
  mutating func checkOperands(
    _ operation: BinaryOperator, _ left: (value: Scalar, range: SourceRange),
    _ right: (value: Scalar, range: SourceRange)
  ) {
    switch operation {
    case .add, .subtract, .multiply, .divide, .remainder, .power:
      checkNumber(left.value, at: left.range)
      checkNumber(right.value, at: right.range)
    case .equal, .notEqual:
      checkEquality(left, right)
      checkEquality(right, left)
    case .less, .lessOrEqual, .greater, .greaterOrEqual:
      checkOrder(left, right)
      checkOrder(right, left)
    }
  }

  private mutating func checkEquality(
    _ left: (value: Scalar, range: SourceRange), _ right: (value: Scalar, range: SourceRange)
  ) {
    let text = source[left.range]
    let other = source[right.range]
    if left.value.facts.textForm == .time, right.value.type == .number {
      return checkNumber(left.value, at: left.range)
    }
    if left.value.facts.textForm == .word, right.value.type == .number {
      note(
        .neverEqual(text, text: other), at: left.range.union(right.range),
        hints: [Self.hint(ofText: text)])
    }
    guard left.value.constant == nil, let literal = right.value.constantText,
      left.value.isNeverEqual(to: literal)
    else { return }
    let isTime = left.value.type == .timestamp
    note(
      .neverEqual(text, text: other), at: left.range.union(right.range),
      hints: [
        isTime
          ? Diagnostic.Hint("a time is as in \"2026-01-31 09:30:00.000\"; like finds a part of it")
          : Diagnostic.Hint(
            "it is a \(left.value.type == .boolean ? "boolean: true or false" : "number")")
      ])
  }

  private mutating func checkOrder(
    _ left: (value: Scalar, range: SourceRange), _ right: (value: Scalar, range: SourceRange)
  ) {
    guard left.value.facts.textForm == .time, right.value.type == .number else { return }
    checkNumber(left.value, at: left.range)
  }
}

// MARK: - Values that no event has

extension Binder {
  /// Warns of a text that no event has in a field, where the catalog knows the field's values.
  mutating func checkValue(_ value: Expression, of field: Expression) throws {
    guard case .string(let text) = value.kind, let path = field.path, case .row = context,
      scope.names[path.key] == nil, !scope.isGrouped, scope.join == nil,
      let near = try catalog.valuesMeant(by: text, of: path)
    else { return }
    var hints = near.map { value in
      let literal = StringLiteral.text(of: value)
      return Diagnostic.Hint("did you mean \(literal)?", replacement: literal)
    }
    if hints.isEmpty {
      hints = [Diagnostic.Hint("`stats count(*) by \(path.text)` shows its values")]
    }
    note(.unknownValue(source[value.range], of: path.name), at: value.range, hints: hints)
  }
}

// MARK: - Times outside those of the events

extension Binder {
  /// Warns of a time in which there are no events because it is before the first or after the last of them.
  mutating func checkTime(from start: Int64?, to end: Int64?, at range: SourceRange) {
    guard let times = catalog.eventTimes else { return }
    let hints = [
      Diagnostic.Hint(
        "events are from \(Self.shown(times.lowerBound)) to \(Self.shown(times.upperBound)): "
          + "\(times.lowerBound) to \(times.upperBound) in milliseconds since 1970")
    ]
    if let end, end < times.lowerBound {
      note(.beforeEvents(Self.shown(times.lowerBound)), at: range, hints: hints)
    } else if let start, start > times.upperBound {
      note(.afterEvents(Self.shown(times.upperBound)), at: range, hints: hints)
    }
  }

  /// Warns of conditions on @timestamp, all of which must be true, that no event can meet.
  mutating func checkTimes(of condition: Expression) {
    switch condition.kind {
    case .logical(.and, let conditions):
      for condition in conditions { checkTimes(of: condition) }
    case .binary(let operation, let left, let right):
      let order = OrderOperator(rawValue: operation.rawValue)
      guard order != nil || operation == .equal else { return }
      if left.isTimestamp, let time = Self.milliseconds(right) {
        checkTime(order, time, at: condition.range)
      } else if right.isTimestamp, let time = Self.milliseconds(left) {
        checkTime(order?.mirrored, time, at: condition.range)
      }
    default: break
    }
  }

  /// - Parameter order: nil if the times must be equal.
  private mutating func checkTime(
    _ order: OrderOperator?, _ time: Int64, at range: SourceRange
  ) {
    // Another value may have the name.
    guard scope.names[FieldPath("@timestamp").key] == nil, !scope.isGrouped else { return }
    switch order {
    case .less, .lessOrEqual: checkTime(from: nil, to: time, at: range)
    case .greater, .greaterOrEqual: checkTime(from: time, to: nil, at: range)
    case nil: checkTime(from: time, to: time, at: range)
    }
  }

  private static func milliseconds(_ expression: Expression) -> Int64? {
    switch expression.kind {
    case .number(let digits): Int64(digits)
    case .string(let text): Int64(text) ?? Timestamp.first(above: text, orEqual: true)
    default: nil
    }
  }

  private static func shown(_ time: Int64) -> String {
    Timestamp.insightsText(time).prefix(16) + " UTC"
  }
}

extension Expression {
  fileprivate var isTimestamp: Bool { path?.name == "@timestamp" }
}
