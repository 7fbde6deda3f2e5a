import Patterns

/// Finds the first text rule that matches a reason.
///
/// Holds compiled patterns, which belong to one thread at a time. A pattern is compiled when it is
/// first needed, which takes some ten microseconds.
final class ReasonClassifier {
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

    /// If a pattern gives up on a reason, it does not match: no real message looks like that.
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
  private var normalized: [UInt8] = []

  init(_ book: Rulebook) {
    families = book.families.map { Matcher($0.patterns) }
    rules = book.texts.map { ($0.family, Matcher($0.patterns)) }
  }

  /// The number of the rule that matches, counted from 1; 0 if none does.
  func number(of text: UnsafeRawBufferPointer) -> Int {
    ReasonNormalizer.normalize(text, into: &normalized)
    return normalized.withUnsafeBytes { text in
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
