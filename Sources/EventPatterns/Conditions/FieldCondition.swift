/// What a pattern demands of one field: that one of the values there is one of the alternatives.
public struct FieldCondition: Hashable, Sendable {
  public let path: PatternPath
  /// At least one, in the order of the pattern.
  public let alternatives: [PatternAlternative]
  /// The alternatives as compact JSON: `["STOPPED",{"prefix":"x"}]`.
  public let text: String
  /// Whether `{"exists": false}` is among the alternatives.
  public let acceptsAbsence: Bool

  init(path: PatternPath, alternatives: [PatternAlternative], text: String) {
    self.path = path
    self.alternatives = alternatives
    self.text = text
    acceptsAbsence = alternatives.contains(.exists(false))
  }

  /// Whether a value that the event has will do.
  public func accepts(_ value: PatternValue) -> Bool { value.withScalar { accepts($0) } }

  /// Whether a string that the event has will do, given as UTF-8.
  public func accepts(string: UnsafeRawBufferPointer) -> Bool {
    accepts(EventScalar.string(string))
  }

  func accepts(_ value: EventScalar) -> Bool { alternatives.contains { $0.accepts(value) } }
}

/// Conditions that must all hold of an event: a whole pattern, or with `$or` one choice of its branches.
public struct PatternCombination: Hashable, Sendable {
  /// The conditions in the order of their paths, each path once.
  public let fields: [FieldCondition]
}
