/// Which regular expressions the language has: the common subset of PCRE and RE2.
enum RegexSyntax {
  /// The first construct of a pattern that is not part of the language, or is wrong.
  static func fault(in pattern: String) -> Diagnostic.Reason? {
    var scanner = RegexScanner(Array(pattern.utf8))
    var open = 0
    var repeatable = false
    while let element = scanner.next() {
      switch element.kind {
      case .unsupported(let construct): return .unsupportedRegex(construct)
      case .malformed(let fault): return .malformedRegex(fault)
      case .group(.flags), .alternation:
        repeatable = false
      case .group:
        open += 1
        guard open <= 200 else { return .malformedRegex("more than 200 groups inside each other") }
        repeatable = false
      case .groupEnd:
        guard open > 0 else { return .malformedRegex("a ')' without its '('") }
        open -= 1
        repeatable = true
      case .quantifier:
        guard repeatable else { return .malformedRegex("a quantifier after nothing") }
        repeatable = false
      case .character, .escape, .characterClass:
        repeatable = true
      }
    }
    return open == 0 ? nil : .malformedRegex("a '(' without its ')'")
  }
}
