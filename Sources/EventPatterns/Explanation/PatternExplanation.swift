public import JSON

/// Why an event matches a pattern or not, field by field.
public struct PatternExplanation: Equatable, Sendable {
  public let isMatch: Bool
  /// The combination that is explained, by its position: the first that matches, or the one that comes closest.
  public let combination: Int
  /// How many combinations the pattern has.
  public let combinationCount: Int
  /// The fields of that combination in the order of their paths, in which they are judged.
  public let fields: [FieldExplanation]
}

/// What an event has at one field of a pattern, and whether that will do.
public struct FieldExplanation: Equatable, Sendable {
  public let path: PatternPath
  /// What the pattern demands, as compact JSON.
  public let condition: String
  /// The values that the event has there, as its JSON writes them.
  public let values: [String]
  /// Whether the field is satisfied together with the satisfied fields before it.
  public let isSatisfied: Bool
  /// Why not, or what may surprise where it is; a sentence without a full stop.
  public let reason: String?
}

extension EventPattern {
  /// Explains what `matches` answers, given a document that was parsed from `source`.
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

  /// Explains what `matches` answers, given the event's JSON text.
  ///
  /// - Throws: `EventError` if the text is not a JSON object.
  public func explain(_ event: [UInt8]) throws(EventError) -> PatternExplanation {
    try Self.withDocument(event) { explain($0, in: $1) }
  }
}
