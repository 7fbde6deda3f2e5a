/// A line of the table that tells categories by text.
struct ReasonRule: Sendable {
  enum Outcome: Sendable {
    case category(StopCategory)
    /// The rules to go on with; the last of them takes every text.
    case family([ReasonRule])
  }

  /// Lists of regular expressions: of each list one has to match.
  let conditions: [[String]]
  let outcome: Outcome

  /// A text in which one of the patterns matches is of the category.
  static func when(_ patterns: [String], _ category: StopCategory) -> ReasonRule {
    ReasonRule(conditions: [patterns], outcome: .category(category))
  }

  /// A text in which one pattern of either list matches is of the category.
  static func when(
    _ patterns: [String], and others: [String], _ category: StopCategory
  ) -> ReasonRule {
    ReasonRule(conditions: [patterns, others], outcome: .category(category))
  }

  /// A text in which one of the patterns matches is left to the rules of a family.
  static func family(_ patterns: [String], _ rules: [ReasonRule]) -> ReasonRule {
    ReasonRule(conditions: [patterns], outcome: .family(rules))
  }

  /// Any text that comes this far is of the category.
  static func otherwise(_ category: StopCategory) -> ReasonRule {
    ReasonRule(conditions: [], outcome: .category(category))
  }
}
