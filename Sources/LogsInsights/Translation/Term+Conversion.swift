extension Term {
  /// The value as a number.
  var asNumber: Term {
    if let text = constantText { return .number(text) }
    switch type {
    case .missing, .json, .structure: return .missing
    case .number: return self
    case .boolean, .timestamp:
      var term = retyped(.number)
      term.isInteger = true
      term.bound = type == .boolean ? 1 : Self.exactIntegerMax
      return term
    case .text, .any:
      return Term(numberKey ?? .call(.number, sql), .number, from: [self])
    }
  }

  /// The value as text, as it is printed.
  var asText: Term {
    switch type {
    case .missing, .json, .structure: return .missing
    case .text: return self
    case .timestamp: return Term(.call(.timestamp, sql), .text, from: [self])
    case .number, .boolean, .any:
      if case .integer(let value) = constant { return .text("\(value)") }
      return Term(.call(.text, sql), .text, from: [self])
    }
  }

  /// The value as a condition.
  var asCondition: Term {
    if let text = constantText { return .boolean(Self.isTrue(text)) }
    switch type {
    case .missing, .json: return .missing
    case .structure: return neverTrue
    case .boolean: return self
    case .number, .timestamp:
      let zero = SQLFragment.constant(.integer(0))
      return Term(.infix(sql, "<>", zero, .comparison), .boolean, from: [self])
    case .text, .any:
      return Term(.call(.truth, sql), .boolean, from: [self])
    }
  }

  /// The value with its type marked in the SQL value, for functions that look at it row by row.
  var asAny: Term {
    switch type {
    case .missing, .json: .missing
    case .text, .number, .structure, .any: retyped(.any)
    case .boolean: Term(.tagged("b", sql), .any, from: [self])
    case .timestamp: Term(.tagged("t", sql), .any, from: [self])
    }
  }

  /// A text that is the same exactly for values that print the same: what groups go by.
  var asGroupKey: Term {
    switch type {
    case .missing, .json, .structure: .missing
    case .text, .number, .boolean, .timestamp: self
    case .any: asText
    }
  }

  /// What a group shows of its key: one of its values, which all print the same, with its type.
  ///
  /// If their types differ, SQLite's `max` takes a text rather than a number, and a BLOB rather than
  /// both, in any order of rows.
  var asGroupValue: Term {
    guard type == .any else { return asGroupKey }
    return Term(.aggregate("max", of: .call(.single, sql)), .any, from: [self])
  }

  /// The largest number below which every whole number is exact as a double.
  ///
  /// Whole numbers of events are taken to lie below it; what is above is beyond the precision that
  /// the language has anyway.
  static let exactIntegerMax = 9_007_199_254_740_992.0

  private func retyped(_ type: ValueType) -> Term {
    var term = Term(sql, type, from: [self])
    term.constant = constant
    term.holdsMembers = holdsMembers
    return term
  }

  private static func isTrue(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { DynamicValue.text(UnsafeRawBufferPointer($0)).truth } ?? false
  }
}
