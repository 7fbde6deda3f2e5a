import TerminalText

/// HTML or SVG that is well-formed by construction.
///
/// Names of elements and attributes come from the program; everything else is escaped: markup, and
/// characters that control terminals or reverse the direction of text.
package struct Markup: Equatable, Sendable {
  package private(set) var text = ""

  package init() {}

  /// Writes an element around what `content` writes.
  package mutating func element(
    _ name: StaticString, _ attributes: KeyValuePairs<StaticString, String> = [:],
    _ content: (inout Markup) throws -> Void
  ) rethrows {
    start(name, attributes)
    text += ">"
    try content(&self)
    text += "</\(name)>"
  }

  /// Writes an element that contains text.
  package mutating func element(
    _ name: StaticString, _ attributes: KeyValuePairs<StaticString, String> = [:], text: String
  ) {
    element(name, attributes) { $0.append(text) }
  }

  /// Writes an empty element.
  package mutating func empty(
    _ name: StaticString, _ attributes: KeyValuePairs<StaticString, String> = [:]
  ) {
    start(name, attributes)
    text += "/>"
  }

  /// Appends text.
  package mutating func append(_ text: String) { self.text += Self.escaped(text) }

  /// Appends text that is edited, with its tabs.
  package mutating func append(editable text: String) {
    for (index, part) in text.split(separator: "\t", omittingEmptySubsequences: false).enumerated()
    {
      if index > 0 { self.text += "\t" }
      append(String(part))
    }
  }

  /// Appends other markup.
  package mutating func append(_ other: Markup) { text += other.text }

  /// Appends a string of the program itself, unescaped: a style sheet, a script, white space.
  package mutating func append(verbatim text: String) { self.text += text }

  private mutating func start(
    _ name: StaticString, _ attributes: KeyValuePairs<StaticString, String>
  ) {
    text += "<\(name)"
    for (name, value) in attributes { text += " \(name)=\"\(Self.escaped(value))\"" }
  }

  /// Escapes a string for an element or for the quotes of an attribute.
  static func escaped(_ text: String) -> String {
    if text.utf8.allSatisfy(isPlain) { return text }
    var result = ""
    result.reserveCapacity(text.utf8.count + 16)
    for scalar in PrintableText.escaped(text).unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      // Not characters according to the HTML standard.
      case "\u{fffe}", "\u{ffff}": result += "\u{fffd}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x22, 0x26, 0x27, 0x3c, 0x3e: false
    case 0x20..<0x7f: true
    default: false
    }
  }
}
