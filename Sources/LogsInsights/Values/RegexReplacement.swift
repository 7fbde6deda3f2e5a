/// The replacement of `regexReplace`, as RE2 writes it.
///
/// `\0` is the whole match, `\1` to `\9` are its groups, `\\` is a backslash; all else is itself.
package struct RegexReplacement: Sendable {
  package enum Part: Equatable, Sendable {
    case text([UInt8])
    case group(Int)
  }

  package let parts: [Part]

  /// Reads a replacement; nil if a backslash stands before anything but a digit or a backslash.
  package init?(_ replacement: String) {
    var parts: [Part] = []
    var text: [UInt8] = []
    var rest = Array(replacement.utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\") else {
        text.append(byte)
        continue
      }
      guard let escaped = rest.popFirst() else { return nil }
      if escaped == UInt8(ascii: "\\") {
        text.append(escaped)
      } else if escaped.isDigit {
        if !text.isEmpty { parts.append(.text(text)) }
        text = []
        parts.append(.group(Int(escaped - UInt8(ascii: "0"))))
      } else {
        return nil
      }
    }
    if !text.isEmpty { parts.append(.text(text)) }
    self.parts = parts
  }

  /// The highest group that it names.
  var groupMax: Int {
    parts.map { if case .group(let group) = $0 { group } else { 0 } }.max() ?? 0
  }
}
