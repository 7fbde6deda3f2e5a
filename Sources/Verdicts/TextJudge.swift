import Patterns

/// Tells what a text says by itself: the first text rule that matches.
///
/// It holds compiled patterns, which belong to one thread at a time. They are compiled when the
/// first text comes that gets as far; each takes some ten microseconds.
final class TextJudge {
  /// The patterns of a rule or a family.
  private final class Matcher {
    private let patterns: Rulebook.Patterns
    private lazy var any = Self.compile(patterns.any)
    private lazy var and = Self.compile(patterns.and)

    init(_ patterns: Rulebook.Patterns) { self.patterns = patterns }

    func matches(_ text: UnsafeRawBufferPointer) -> Bool {
      Self.matches(any, text) && Self.matches(and, text)
    }

    private static func compile(_ alternatives: [String]) -> Pattern? {
      guard !alternatives.isEmpty else { return nil }
      do {
        return try Pattern(alternatives.joined(separator: "|"))
      } catch {
        preconditionFailure("the rules have a bad pattern: \(error)")
      }
    }

    /// A text on which a pattern gives up does not match it: such texts are nobody's messages.
    private static func matches(_ pattern: Pattern?, _ text: UnsafeRawBufferPointer) -> Bool {
      guard let pattern else { return true }
      do {
        return try pattern.matches(text)
      } catch {
        return false
      }
    }
  }

  private let families: [Matcher]
  private let rules: [(family: Int?, matcher: Matcher)]
  private var prepared: [UInt8] = []

  init(_ book: Rulebook) {
    families = book.families.map { Matcher($0.patterns) }
    rules = book.texts.map { ($0.family, Matcher($0.patterns)) }
  }

  /// The number of the rule that knows the text, counted from 1; 0 if none does.
  func number(of text: UnsafeRawBufferPointer) -> Int {
    ReasonText.prepare(text, into: &prepared)
    return prepared.withUnsafeBytes { text in
      var isIn = [Bool?](repeating: nil, count: families.count)
      for (index, rule) in rules.enumerated() {
        if let family = rule.family {
          let matches = isIn[family] ?? families[family].matches(text)
          isIn[family] = matches
          guard matches else { continue }
        }
        if rule.matcher.matches(text) { return index + 1 }
      }
      return 0
    }
  }
}
