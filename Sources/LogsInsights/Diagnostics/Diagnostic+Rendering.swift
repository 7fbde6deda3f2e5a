extension Diagnostic {
  /// The diagnostic as text for a person: the sentence, the line with carets below it, the advice.
  ///
  ///     error[E0102]: unknown command 'limt'
  ///       1 | fields @message | limt 5
  ///         |                   ^^^^
  ///       help: did you mean 'limit'?
  public func rendered(in source: SourceText) -> String {
    let line = source.line(containing: range.lower)
    let end = max(min(range.upper, line.upperBound), range.lower)
    let parts = Self.clipped(
      before: Self.printable(source[SourceRange(line.lowerBound, range.lower)]),
      marked: Self.printable(source[SourceRange(range.lower, end)]),
      after: Self.printable(source[SourceRange(end, line.upperBound)]))
    let number = String(source.position(of: range.lower).line)
    let margin = String(repeating: " ", count: number.utf8.count)
    let indent = String(repeating: " ", count: Self.columns(of: parts.before))
    let carets = String(repeating: "^", count: max(1, Self.columns(of: parts.marked)))
    var text = "\(severity.rawValue)[\(code)]: \(Self.printable(message))\n"
    text += "  \(number) | \(parts.before)\(parts.marked)\(parts.after)\n"
    text += "  \(margin) | \(indent)\(carets)\n"
    for hint in hints { text += Self.rendered(hint) }
    return text
  }

  /// The advice; a replacement for more than the mark stands below it, to be copied.
  private static func rendered(_ hint: Hint) -> String {
    let text = "  help: \(printable(hint.text))\n"
    guard hint.range != nil, let replacement = hint.replacement else { return text }
    let lines = replacement.split(separator: "\n", omittingEmptySubsequences: false)
    return text + lines.map { "    \(printable(String($0)))\n" }.joined()
  }

  /// The parts of a line; of a very long one only what stands around the mark.
  private static func clipped(
    before: String, marked: String, after: String
  ) -> (before: String, marked: String, after: String) {
    let (lineMax, partMax) = (200, 60)
    guard columns(of: before) + columns(of: marked) + columns(of: after) > lineMax else {
      return (before, marked, after)
    }
    let start = columns(of: before) > partMax ? "…" + before.suffix(partMax) : before
    let middle = columns(of: marked) > partMax ? marked.prefix(partMax) + "…" : marked
    let end = columns(of: after) > partMax ? after.prefix(partMax) + "…" : after
    return (start, middle, end)
  }

  /// The text with control characters shown as a space or an escape: it goes to a terminal.
  private static func printable(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x09, 0x0D: result += " "
      case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069:
        result += "\\u{\(String(scalar.value, radix: 16))}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// How many terminal columns a text takes.
  private static func columns(of text: String) -> Int {
    text.unicodeScalars.reduce(into: 0) { $0 += columns(of: $1) }
  }

  private static func columns(of scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0..<0x300: return 1
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      return 2
    default: break
    }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: return 1
    }
  }
}
