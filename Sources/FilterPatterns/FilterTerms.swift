/// Terms that a log event contains or lacks: `ERROR "two words" -debug ?maybe`.
struct FilterTerms: Sendable {
  enum Term: Sendable {
    case text(String)
    /// `%…%`.
    case regex(FilterRegex)
  }

  /// All must occur.
  private(set) var required: [Term] = []
  /// None may occur.
  private(set) var excluded: [Term] = []
  /// One must occur, where nothing is required: beside required terms the service ignores these.
  private(set) var optional: [Term] = []

  init(_ scanner: inout FilterScanner) throws(FilterPatternError) {
    while scanner.current != nil {
      let sign = scanner.current
      if sign == "-" || sign == "?" { scanner.advance() }
      let term = try Self.term(&scanner)
      switch sign {
      case "-": excluded.append(term)
      case "?": optional.append(term)
      default: required.append(term)
      }
      scanner.skipBlanks()
    }
  }

  private static func term(_ scanner: inout FilterScanner) throws(FilterPatternError) -> Term {
    switch scanner.current {
    case "\"": return .text(try scanner.takeQuoted("\""))
    case "%": return .regex(try FilterRegex(&scanner))
    default: break
    }
    let start = scanner
    let text = scanner.take { !$0.properties.isWhitespace }
    guard !text.isEmpty else { throw start.error("a term is missing") }
    guard text.unicodeScalars.allSatisfy({ FilterScanner.isWord($0) || $0 == "." }) else {
      throw start.error(
        "put terms with other characters than letters and digits in quotes: \"\(text)\"")
    }
    return .text(text)
  }
}

/// A regular expression between percent signs.
struct FilterRegex: Sendable, Equatable {
  let text: String

  /// Reads it, with the scanner at the first percent sign.
  init(_ scanner: inout FilterScanner) throws(FilterPatternError) {
    let start = scanner
    text = try scanner.takeQuoted("%")
    guard let fault = RegexMatcher.fault(in: text) else { return }
    throw start.error("the regular expression is not understood: \(fault)")
  }
}
