/// A filter pattern of CloudWatch Logs: which log events FilterLogEvents gives, and TestMetricFilter says match.
///
/// Amazon CloudWatch Logs User Guide, "Filter pattern syntax for metric filters, subscription filters, filter log
/// events, and Live Tail". Patterns in brackets, for logs whose fields are separated by blanks, are refused: events of
/// ECS are JSON.
package struct FilterPattern: Sendable {
  indirect enum Node: Sendable {
    /// Every log event.
    case all
    case terms(FilterTerms)
    case condition(FilterCondition)
    case and([Node])
    case or([Node])
  }

  let root: Node

  /// The longest pattern that the API takes.
  package static let charactersMax = 1024

  /// Parses a pattern.
  ///
  /// - Throws: ``FilterPatternError`` with the place of what is not understood.
  package init(_ text: String) throws(FilterPatternError) {
    var scanner = FilterScanner(text)
    scanner.skipBlanks()
    switch scanner.current {
    case nil: root = .all
    case "{":
      var parser = FilterConditionParser(scanner)
      root = try parser.parse()
    case "[":
      throw scanner.error(
        "patterns in brackets are for logs separated by blanks; use { $.name = … }")
    default: root = .terms(try FilterTerms(&scanner))
    }
  }
}

/// Why a filter pattern is not understood.
package struct FilterPatternError: Error, Equatable, CustomStringConvertible {
  /// What is wrong, in a few words.
  package let reason: String
  /// Where, in characters from 1.
  package let position: Int

  package var description: String { "\(reason) (at position \(position))" }
}
