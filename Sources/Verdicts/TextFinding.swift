/// What a reason says by itself: the number of the rule that matches it.
///
/// The number is valid for one version of the rules; it may be cached with the reason in memory, but is never stored.
package struct TextFinding: Hashable, Sendable {
  /// The rule, counted from 1; 0 if no rule matches.
  package let number: Int

  package init(number: Int) { self.number = number }

  /// The category of the reason by itself; `unknown` if no rule matches.
  package var category: StopCategory {
    number == 0 ? .unknown : Rulebook.standard.texts[number - 1].category
  }

  /// The id of the rule that matches; `text/unknown` if none does.
  package var rule: String {
    number == 0 ? "text/unknown" : Rulebook.standard.texts[number - 1].id
  }
}
