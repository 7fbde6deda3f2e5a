extension Scalar {
  /// A map or list that is never there: what paths reach in it is not a field of the event.
  static let missingStructure: Scalar = {
    var facts = Scalar.missing.facts
    facts.mayHoldMembers = true
    return Scalar(.literal(.missing), facts)
  }()

  /// A map or list that is made of a string.
  static func structure(_ extraction: Extraction, of value: Scalar) -> Scalar {
    let text = value.asText
    if text.facts.isMissing { return .missingStructure }
    return Scalar(.extract(extraction, text), .structure.strict(in: [text]))
  }

  /// A string that is cut out of another one, or made of it.
  static func text(_ extraction: Extraction, of value: Scalar) -> Scalar {
    let text = value.asText
    if text.facts.isMissing { return .missing }
    return Scalar(.extract(extraction, text), ValueFacts(.text).strict(in: [text]))
  }

  /// The elements of a value, for a node that makes a row of each.
  static func elements(_ extraction: Extraction, of value: Scalar) -> Scalar {
    if value.facts.type == .missing { return .missing }
    return Scalar(.extract(extraction, value), ValueFacts(.any).strict(in: [value]))
  }

  /// What a path reaches in a map or list; missing in everything else.
  static func member(_ steps: [FieldPath.Step], of value: Scalar) -> Scalar {
    guard value.facts.mayHoldMembers else { return .missing }
    if value.facts.isMissing, value.type != .structure { return .missingStructure }
    return Scalar(
      .member(value, path: ValuePath(steps).text), ValueFacts.dynamic.strict(in: [value]))
  }

  /// The same value, of which is known that it is a string or missing.
  var knownText: Scalar {
    facts.isMissing ? .missing : Scalar(kind, ValueFacts(.text).strict(in: [self]))
  }
}

extension ValueFacts {
  static let structure: ValueFacts = {
    var facts = ValueFacts(.structure)
    facts.mayHoldMembers = true
    return facts
  }()

  /// The facts of a value of which only the rows tell whether it is a map or list.
  static let dynamic: ValueFacts = {
    var facts = ValueFacts(.any)
    facts.mayHoldMembers = true
    return facts
  }()
}
