extension Scalar {
  /// The value as a number.
  var asNumber: Scalar {
    switch (kind, type) {
    case (.literal(.text(let text)), _): return .number(text)
    case (.literal(.boolean(let value)), _): return .integer(value ? 1 : 0)
    case (_, .missing), (_, .json), (_, .structure): return .missing
    case (_, .number): return self
    case (_, .boolean): return convert(.number, .integer(upTo: 1))
    case (_, .timestamp): return convert(.number, .integer(upTo: ValueFacts.exactIntegerMax))
    case (_, .text), (_, .any): return convert(.number, ValueFacts(.number))
    }
  }

  /// The value as text, as it is printed.
  var asText: Scalar {
    switch (kind, type) {
    case (.literal(.integer(let value)), _): return .text("\(value)")
    case (.literal(.boolean(let value)), _): return .text(value ? "1" : "0")
    case (_, .missing), (_, .json), (_, .structure): return .missing
    case (_, .text): return self
    case (_, .timestamp), (_, .number), (_, .boolean), (_, .any):
      return convert(.text, ValueFacts(.text))
    }
  }

  /// The value as a condition; a map or list is never true.
  var asCondition: Scalar {
    if let text = constantText { return .boolean(Self.isTrue(text)) }
    switch type {
    case .missing, .json: return .missing
    case .boolean: return self
    case .structure, .number, .timestamp, .text, .any:
      return convert(.condition, ValueFacts(.boolean))
    }
  }

  /// The value as a time.
  var asTime: Scalar {
    if facts.isMissing { return .missing }
    return type == .timestamp ? self : convert(.time, ValueFacts(.timestamp))
  }

  /// The value with a type that is seen row by row.
  var asAny: Scalar {
    switch type {
    case .missing, .json: return .missing
    case .any: return self
    case .text, .number, .structure, .boolean, .timestamp:
      var facts = ValueFacts(.any)
      facts.mayHoldMembers = self.facts.mayHoldMembers
      return convert(.any, facts)
    }
  }

  /// The value with inner nodes of the event missing.
  var asScalar: Scalar {
    if facts.isAbsent { return .missing }
    guard type == .any else { return self }
    var facts = ValueFacts(.any)
    facts.mayHoldMembers = self.facts.mayHoldMembers
    return convert(.scalar, facts)
  }

  /// Something that is equal exactly for values that print the same.
  var asGroupKey: Scalar {
    if facts.isMissing { return .missing }
    return convert(.groupKey, type == .any ? ValueFacts(.text) : facts)
  }

  private func convert(_ conversion: Conversion, _ facts: ValueFacts) -> Scalar {
    Scalar(.convert(self, conversion), facts.strict(in: [self]))
  }

  private static func isTrue(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { DynamicValue.text(UnsafeRawBufferPointer($0)).truth } ?? false
  }
}
