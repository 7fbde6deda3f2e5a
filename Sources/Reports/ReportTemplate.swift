/// A query with `{{name}}` where values go.
struct ReportTemplate {
  /// The parameter that gives a query the task that it is about: its row in `tasks`.
  static let subject = "subject"
  /// The parameter that gives a query of stops the number of rows to return; -1 for all.
  static let limit = "limit"
  /// Names that no parameter has.
  static let reserved = [subject, limit]

  /// The pieces of the text, with a name after each except the last.
  private let pieces: [Substring]
  private let names: [String]

  init(_ text: String) {
    var pieces: [Substring] = []
    var names: [String] = []
    var rest = text[...]
    var start = rest.startIndex
    while let open = rest.range(ofBraces: "{{") {
      guard let close = rest[open.upperBound...].range(ofBraces: "}}") else { break }
      let name = rest[open.upperBound..<close.lowerBound].trimmed
      if Self.isName(name) {
        pieces.append(text[start..<open.lowerBound])
        names.append(name)
        start = close.upperBound
        rest = rest[close.upperBound...]
      } else {
        // Two braces that mean something else.
        rest = rest[text.index(after: open.lowerBound)...]
      }
    }
    self.pieces = pieces + [text[start...]]
    self.names = names
  }

  /// The names in the text, each once, in their order.
  var parameters: [String] {
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }

  /// The text with values in the places of the names.
  func filled(_ value: (String) -> String) -> String {
    var text = ""
    for (piece, name) in zip(pieces, names) { text += piece + value(name) }
    return text + (pieces.last ?? "")
  }

  /// Whether a text can be a parameter's name.
  static func isName(_ text: String) -> Bool {
    guard let first = text.utf8.first, first == 0x5f || isLetter(first) else { return false }
    return text.utf8.allSatisfy {
      isLetter($0) || $0 == 0x5f || $0 == 0x2d || (0x30...0x39).contains($0)
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }
}

extension Substring {
  /// Where two braces stand first.
  fileprivate func range(ofBraces braces: String) -> Range<Index>? {
    var index = startIndex
    while index < endIndex {
      if self[index...].hasPrefix(braces) { return index..<self.index(index, offsetBy: 2) }
      index = self.index(after: index)
    }
    return nil
  }
}
