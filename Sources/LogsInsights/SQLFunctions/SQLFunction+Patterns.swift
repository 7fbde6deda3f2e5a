extension SQLFunction {
  static let patterns: [SQLFunction] = [pattern, patternRegex, severity]

  /// `(text)`: the pattern of a text (``MessagePattern``).
  public static let pattern = SQLFunction("insights_pattern") {
    $0[0].textBytes.map { .text(MessagePattern.pattern(of: $0)) } ?? .null
  }

  /// `(pattern)`: a regular expression that matches the texts of a pattern.
  public static let patternRegex = SQLFunction("insights_pattern_regex") {
    $0[0].textBytes.map { .text(MessagePattern.regex(of: $0)) } ?? .null
  }

  /// `(text)`: `ERROR` and the like, the worst that a word of a text says (``Severity``).
  public static let severity = SQLFunction("insights_severity") {
    $0[0].textBytes.flatMap(Severity.severity).map { .text(Array($0.rawValue.utf8)) } ?? .null
  }
}
