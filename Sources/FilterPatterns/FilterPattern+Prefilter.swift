import LogsInsights

extension FilterPattern {
  /// A condition in Logs Insights QL that holds for every event that the pattern matches, and for others; nil where
  /// there is none.
  ///
  /// With it the archive's indexes and columns find the few events whose messages the ``FilterMatcher`` then looks at.
  package var prefilter: String? { Self.prefilter(root) }

  private static func prefilter(_ node: Node) -> String? {
    switch node {
    case .all: return nil
    case .terms(let terms): return prefilter(terms)
    case .condition(let condition): return prefilter(condition)
    case .and(let nodes):
      let conditions = nodes.compactMap(prefilter)
      return conditions.isEmpty ? nil : joined(conditions, by: "and")
    case .or(let nodes):
      let conditions = nodes.compactMap(prefilter)
      return conditions.count < nodes.count ? nil : joined(conditions, by: "or")
    }
  }

  private static func joined(_ conditions: [String], by word: String) -> String {
    "(" + conditions.joined(separator: " \(word) ") + ")"
  }

  private static func prefilter(_ terms: FilterTerms) -> String? {
    let required = terms.required.compactMap(contains)
    if !required.isEmpty { return joined(required, by: "and") }
    let optional = terms.optional.compactMap(contains)
    guard terms.required.isEmpty, !optional.isEmpty, optional.count == terms.optional.count else {
      return nil
    }
    return joined(optional, by: "or")
  }

  private static func contains(_ term: FilterTerms.Term) -> String? {
    guard case .text(let text) = term, !text.isEmpty else { return nil }
    return "@message like \(StringLiteral.text(of: text))"
  }

  private static func prefilter(_ condition: FilterCondition) -> String? {
    let name = name(of: condition.path)
    // The language has no way to write it.
    guard !name.contains("`") else { return nil }
    let field = FieldPath.written(name)
    let isPresent = "ispresent(\(field))"
    switch condition.test {
    case .isAbsent: return "not \(isPresent)"
    // Null counts as missing in the language.
    case .isNull: return nil
    case .isTrue, .isFalse, .differs, .compares: return isPresent
    case .equals(.number(_, let text)): return "\(field) = \(text)"
    case .equals(.regex): return isPresent
    case .equals(.text(let text)):
      guard text.contains("*") else { return "\(field) = \(StringLiteral.text(of: text))" }
      let parts = text.split(separator: "*")
      guard let longest = parts.max(by: { $0.utf8.count < $1.utf8.count }) else { return isPresent }
      return "\(field) like \(StringLiteral.text(of: String(longest)))"
    }
  }

  /// The flattened name that the language has for a member.
  private static func name(of path: [FilterCondition.Step]) -> String {
    let name = path.map { step in
      switch step {
      case .key(let key): key
      case .index(let index): "\(index)"
      }
    }.joined(separator: ".")
    // A key of the event that begins like a field of the log record.
    return name.hasPrefix("@") ? "@" + name : name
  }
}
