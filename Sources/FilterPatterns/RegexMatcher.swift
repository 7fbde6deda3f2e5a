import Patterns

/// Matches regular expressions of filter patterns; one thread at a time uses it.
final class RegexMatcher {
  private var compiled: [String: Pattern] = [:]

  /// Why an expression is not one; nil if it is.
  static func fault(in regex: String) -> String? {
    do {
      _ = try Pattern(regex)
      return nil
    } catch {
      if case .invalid(let message, _) = error { return message }
      return "\(error)"
    }
  }

  /// - Throws: `PatternError` where matching takes too long.
  func matches(_ regex: String, _ text: UnsafeRawBufferPointer) throws(PatternError) -> Bool {
    if let pattern = compiled[regex] { return try pattern.matches(text) }
    let pattern = try Pattern(regex)
    compiled[regex] = pattern
    return try pattern.matches(text)
  }
}
