/// What a reason's text says by itself: the number of the rule that knows it.
///
/// The number holds for one version of the rules; it may be kept beside a text in memory, and is
/// never stored.
package struct TextFinding: Hashable, Sendable {
  /// The rule, counted from 1; 0 for a text that no rule knows.
  package let number: Int

  package init(number: Int) { self.number = number }

  /// The category that the text has by itself; `unknown` if it is empty or new.
  package var category: StopCategory {
    number == 0 ? .unknown : Rulebook.standard.texts[number - 1].category
  }

  /// The id of the rule that knows the text; `text/unknown` if none does.
  package var rule: String {
    number == 0 ? "text/unknown" : Rulebook.standard.texts[number - 1].id
  }
}
