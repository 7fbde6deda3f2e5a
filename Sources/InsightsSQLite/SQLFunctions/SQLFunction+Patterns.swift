import SQLite

extension SQLFunction {
  static let patterns: [SQLFunction] = [pattern, patternRegex, severity]

  /// `(text)`: the pattern of a text (``MessagePattern``).
  static let pattern = SQLFunction("insights_pattern") {
    $1.returnText($0.text(at: 0).map(MessagePattern.pattern))
  }

  /// `(pattern)`: a regular expression that matches messages with a pattern.
  static let patternRegex = SQLFunction("insights_pattern_regex") {
    $1.returnText($0.text(at: 0).map(MessagePattern.regex))
  }

  /// `(text)`: `ERROR` and the like, the worst that a word of a text says (``Severity``).
  static let severity = SQLFunction("insights_severity") {
    guard let severity = $0.text(at: 0).flatMap(Severity.severity) else { return $1.returnNull() }
    $1.returnText(severity.rawValue)
  }
}
