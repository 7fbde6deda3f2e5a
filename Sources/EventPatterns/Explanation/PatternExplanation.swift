public import JSON

/// Explains field by field why an event matches a pattern or not.
public struct PatternExplanation: Equatable, Sendable {
  public let isMatch: Bool
  /// The position of the combination explained: the first that matches, or else the one that comes closest.
  public let combination: Int
  /// How many combinations the pattern has.
  public let combinationCount: Int
  /// The fields of that combination in the order of their paths, in which they are evaluated.
  public let fields: [FieldExplanation]

  /// The explanation with other words about its fields.
  package func with(fields: [FieldExplanation]) -> PatternExplanation {
    PatternExplanation(
      isMatch: isMatch, combination: combination, combinationCount: combinationCount,
      fields: fields)
  }
}

/// The values of an event at one field of a pattern, and whether they match.
public struct FieldExplanation: Equatable, Sendable {
  public let path: PatternPath
  /// The condition as compact JSON.
  public let condition: String
  /// The event's values, spelled as in its JSON.
  public let values: [String]
  /// Whether the field is satisfied together with the satisfied fields before it.
  public let isSatisfied: Bool
  /// Why it is not satisfied, or what may surprise if it is; a sentence without a full stop.
  public let reason: String?

  /// The explanation with other values and another reason, such as those without secrets.
  package func showing(values: [String], reason: String?) -> FieldExplanation {
    FieldExplanation(
      path: path, condition: condition, values: values, isSatisfied: isSatisfied, reason: reason)
  }
}

extension EventPattern {
  /// Explains the result of `matches`, given a document that was parsed from `source`.
  public func explain(
    _ event: JSONDocument, in source: UnsafeRawBufferPointer
  ) -> PatternExplanation {
    let explanations = combinations.indices.lazy.map { combination in
      var explainer = MatchExplainer(plan, event, in: source)
      return explainer.explain(combination)
    }
    var best: (combination: Int, fields: [FieldExplanation], failures: Int)?
    for (combination, fields) in explanations.enumerated() {
      let failures = fields.count { !$0.isSatisfied }
      if failures < best?.failures ?? .max { best = (combination, fields, failures) }
      if failures == 0 { break }
    }
    return PatternExplanation(
      isMatch: best?.failures == 0, combination: best?.combination ?? 0,
      combinationCount: combinations.count, fields: best?.fields ?? [])
  }

  /// Explains the result of `matches`, given the event's JSON text.
  ///
  /// - Throws: `EventError` if the text is not a JSON object.
  public func explain(_ event: [UInt8]) throws(EventError) -> PatternExplanation {
    try Self.withDocument(event) { explain($0, in: $1) }
  }
}
