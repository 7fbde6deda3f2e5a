/// Text broken into lines that fit into so many cells of a terminal.
package enum WrappedText {
  /// The lines: broken at blanks, in a longer word after a `/`, `:`, `,` or `=`, else after `.`, `-` or `_`, else anywhere.
  ///
  /// Nothing but the blanks at breaks is left out. The text has no control characters.
  package static func lines(_ text: String, width: Int) -> [String] {
    guard DisplayWidth.of(text) > width, width > 0 else { return [text] }
    var lines: [String] = []
    var rest = Substring(text)
    while DisplayWidth.of(String(rest)) > width {
      let line = firstLine(of: rest, width: width)
      lines.append(withoutBlanksAtEnd(line))
      rest = rest[line.endIndex...].drop { $0 == " " }
    }
    if !rest.isEmpty { lines.append(String(rest)) }
    return lines
  }

  private static func firstLine(of text: Substring, width: Int) -> Substring {
    var cells = 0
    var end = text.startIndex
    var blank: Substring.Index?
    var mark: Substring.Index?
    var dot: Substring.Index?
    while end < text.endIndex {
      let character = text[end]
      if character == " " { blank = end }
      let added = DisplayWidth.of(String(character))
      if cells + added > width { break }
      cells += added
      end = text.index(after: end)
      if "/:,=".contains(character) { mark = end }
      if ".-_".contains(character) { dot = end }
    }
    // A character wider than the line still has to go somewhere.
    if end == text.startIndex { end = text.index(after: end) }
    guard end < text.endIndex else { return text }
    if let blank, blank > text.startIndex { return text[..<blank] }
    return text[..<(mark ?? dot ?? end)]
  }

  private static func withoutBlanksAtEnd(_ line: Substring) -> String {
    var line = line
    while line.last == " " { line.removeLast() }
    return String(line)
  }
}
