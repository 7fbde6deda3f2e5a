import LogsInsights

/// What `pattern` makes of a text: its words, with what differs from text to text as tokens.
///
/// A token is written `<Number-1>`: its kind, and its place among the pattern's tokens. One pass
/// over the bytes; what looks like a token is only looked for where a word begins.
package enum MessagePattern {
  /// What stands in the place of what differs.
  package enum Kind: String, CaseIterable, Sendable {
    case time = "Time"
    case identifier = "ID"
    case arn = "ARN"
    case address = "IP"
    case size = "Size"
    case number = "Number"
    /// What fills a hole of a message's shape.
    case token = "Token"

    /// The token of the kind, by its place among the pattern's tokens: `<Number-1>`.
    package func token(_ number: Int) -> String { "<\(rawValue)-\(number)>" }

    /// What strings of this kind look like.
    fileprivate var regex: String {
      switch self {
      case .time: "[0-9][0-9TZ:.,+ -]*"
      case .identifier: "[0-9A-Za-z-]+"
      case .arn: "arn:[^\\s\"',;<>()\\[\\]{}]+"
      case .address: "[0-9A-Fa-f:.]+"
      case .size: "[0-9.]+ ?[A-Za-z]+"
      case .number: "[0-9.]+"
      case .token: "(?s:.*?)"
      }
    }
  }

  /// The pattern of a text.
  static func pattern(of text: UnsafeRawBufferPointer) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(text.count + 16)
    var tokens = 0
    var offset = 0
    var isWordStart = true
    while offset < text.count {
      let byte = text[offset]
      if isWordStart, byte.isWord {
        if let (kind, end) = TokenScanner(text, at: offset).token {
          tokens += 1
          out += kind.token(tokens).utf8
          offset = end
          isWordStart = false
          continue
        }
        while offset < text.count, text[offset].isWord {
          out.append(text[offset])
          offset += 1
        }
        isWordStart = true
      } else {
        out.append(byte)
        offset += 1
        isWordStart = !byte.isWord
      }
    }
    return out
  }

  /// A regular expression that matches whole messages with a pattern.
  static func regex(of pattern: UnsafeRawBufferPointer) -> [UInt8] {
    var out = Array("^".utf8)
    var offset = 0
    while offset < pattern.count {
      if pattern[offset] == UInt8(ascii: "<"), let (kind, end) = token(in: pattern, at: offset) {
        out += kind.regex.utf8
        offset = end
        continue
      }
      let byte = pattern[offset]
      if special.contains(byte) { out.append(UInt8(ascii: "\\")) }
      switch byte {
      case UInt8(ascii: "\n"): out += "\\n".utf8
      case UInt8(ascii: "\r"): out += "\\r".utf8
      case UInt8(ascii: "\t"): out += "\\t".utf8
      default: out.append(byte)
      }
      offset += 1
    }
    return out + "$".utf8
  }

  private static let special = Set("\\^$.|?*+()[]{}/#".utf8)

  /// The token that stands at a place of a pattern, and its end.
  private static func token(
    in pattern: UnsafeRawBufferPointer, at start: Int
  ) -> (Kind, end: Int)? {
    let rest = pattern[(start + 1)...]
    for kind in Kind.allCases where rest.starts(with: kind.rawValue.utf8) {
      var end = start + 1 + kind.rawValue.utf8.count
      guard end < pattern.count, pattern[end] == UInt8(ascii: "-") else { continue }
      end += 1
      let digits = end
      while end < pattern.count, pattern[end].isDigit { end += 1 }
      guard end > digits, end < pattern.count, pattern[end] == UInt8(ascii: ">") else { continue }
      return (kind, end + 1)
    }
    return nil
  }
}

extension UInt8 {
  /// Whether the byte belongs to a word: letters, digits, `_`, and all that is not ASCII.
  fileprivate var isWord: Bool { isNameRest && self != UInt8(ascii: "@") || self >= 0x80 }
}
