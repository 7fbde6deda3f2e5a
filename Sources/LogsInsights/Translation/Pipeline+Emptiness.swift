import Time

// Warnings of what can only give nothing.
extension Pipeline {
  /// Warns of a value that is never a number, where one is needed.
  mutating func checkNumber(_ term: Term, at range: SourceRange) {
    let text = source[range]
    let hint: Diagnostic.Hint
    switch term.textForm {
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
  mutating func checkNumbers(of function: Function, _ call: FunctionCall) {
    guard let last = function.takesNumbers.last else { return }
    for (index, (term, range)) in zip(call.terms, call.ranges).enumerated() {
      let takesNumber =
        index < function.takesNumbers.count ? function.takesNumbers[index] : last
      if takesNumber { checkNumber(term, at: range) }
    }
  }

  /// Warns of operands that an operator can make nothing of.
  mutating func checkOperands(
    _ operation: BinaryOperator, _ left: (term: Term, range: SourceRange),
    _ right: (term: Term, range: SourceRange)
  ) {
    switch operation {
    case .add, .subtract, .multiply, .divide, .remainder, .power:
      checkNumber(left.term, at: left.range)
      checkNumber(right.term, at: right.range)
    case .equal, .notEqual:
      checkEquality(left, right)
      checkEquality(right, left)
    case .less, .lessOrEqual, .greater, .greaterOrEqual:
      checkOrder(left, right)
      checkOrder(right, left)
    }
  }

  private mutating func checkEquality(
    _ left: (term: Term, range: SourceRange), _ right: (term: Term, range: SourceRange)
  ) {
    let text = source[left.range]
    let other = source[right.range]
    if left.term.textForm == .time, right.term.type == .number {
      return checkNumber(left.term, at: left.range)
    }
    if left.term.textForm == .word, right.term.type == .number {
      note(
        .neverEqual(text, text: other), at: left.range.union(right.range),
        hints: [Self.hint(ofText: text)])
    }
    guard left.term.constant == nil, let literal = right.term.constantText,
      left.term.isNeverEqual(to: literal)
    else { return }
    let isTime = left.term.type == .timestamp
    note(
      .neverEqual(text, text: other), at: left.range.union(right.range),
      hints: [
        isTime
          ? Diagnostic.Hint("a time is as in \"2026-01-31 09:30:00.000\"; like finds a part of it")
          : Diagnostic.Hint(
            "it is a \(left.term.type == .boolean ? "boolean: true or false" : "number")")
      ])
  }

  private mutating func checkOrder(
    _ left: (term: Term, range: SourceRange), _ right: (term: Term, range: SourceRange)
  ) {
    guard left.term.textForm == .time, right.term.type == .number else { return }
    checkNumber(left.term, at: left.range)
  }
}

// MARK: - Times outside those of the events

extension Pipeline {
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
      if left.isTimestamp, let time = Self.milliseconds(right) {
        checkTime(operation, time, at: condition.range)
      } else if right.isTimestamp, let time = Self.milliseconds(left) {
        checkTime(operation.mirrored, time, at: condition.range)
      }
    default: break
    }
  }

  private mutating func checkTime(
    _ operation: BinaryOperator, _ time: Int64, at range: SourceRange
  ) {
    // Another value may have the name.
    guard scope.names[FieldPath("@timestamp").key] == nil, !scope.isGrouped else { return }
    switch operation {
    case .less, .lessOrEqual: checkTime(from: nil, to: time, at: range)
    case .greater, .greaterOrEqual: checkTime(from: time, to: nil, at: range)
    case .equal: checkTime(from: time, to: time, at: range)
    default: break
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
