/// What a pattern requires of one field: that one of its values matches one of the alternatives.
public struct FieldCondition: Hashable, Sendable {
  public let path: PatternPath
  /// At least one alternative, in the order of the pattern.
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

  /// Whether a value of an event is accepted.
  public func accepts(_ value: PatternValue) -> Bool { value.withScalar { accepts($0) } }

  /// Whether a string of an event is accepted, given as UTF-8.
  public func accepts(string: UnsafeRawBufferPointer) -> Bool {
    accepts(EventScalar.string(string))
  }

  func accepts(_ value: EventScalar) -> Bool { alternatives.contains { $0.accepts(value) } }
}

/// Conditions that an event must meet together: a whole pattern, or one choice of branches of its `$or`.
public struct PatternCombination: Hashable, Sendable {
  /// The conditions in the order of their paths, at most one per path.
  public let fields: [FieldCondition]
}
