import TerminalText

extension Diagnostic {
  /// The diagnostic as text for a person: the sentence, the line with carets below it, the advice.
  ///
  ///     error[E0102]: unknown command 'limt'
  ///       1 | fields @message | limt 5
  ///         |                   ^^^^
  ///       help: did you mean 'limit'?
  public func rendered(in source: SourceText) -> String {
    let excerpt = SourceExcerpt(source.bytes, marking: range.lower..<max(range.lower, range.upper))
    var text = "\(severity.rawValue)[\(code)]: \(PrintableText.line(message))\n\(excerpt.text)\n"
    for hint in hints { text += Self.rendered(hint) }
    return text
  }

  /// The advice; a replacement for more than the mark stands below it, to be copied.
  private static func rendered(_ hint: Hint) -> String {
    let text = "  help: \(PrintableText.line(hint.text))\n"
    guard hint.range != nil, let replacement = hint.replacement else { return text }
    let lines = replacement.split(separator: "\n", omittingEmptySubsequences: false)
    return text + lines.map { "    \(PrintableText.line(String($0)))\n" }.joined()
  }
}
