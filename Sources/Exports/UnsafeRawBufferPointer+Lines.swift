import Glibc
import JSON

// Helpers for ranges of bytes that the framers share.
extension UnsafeRawBufferPointer {
  /// The position of the next line feed, from `position` on.
  func firstLineFeed(from position: Int) -> Int? {
    guard let baseAddress, position < count,
      let found = memchr(baseAddress + position, 0x0a, count - position)
    else { return nil }
    return UnsafeRawPointer(found) - baseAddress
  }

  /// Whether the bytes contain a word.
  package func contains(_ word: StaticString) -> Bool {
    let word = UnsafeRawBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
    guard let baseAddress, let first = word.first else { return false }
    var position = 0
    while position + word.count <= count,
      let found = memchr(baseAddress + position, Int32(first), count - word.count + 1 - position)
    {
      position = UnsafeRawPointer(found) - baseAddress
      if self[from: position, to: count].starts(with: word) { return true }
      position += 1
    }
    return false
  }

  /// The number of line feeds.
  package var lineFeedCount: Int { reduce(0) { $0 + ($1 == 0x0a ? 1 : 0) } }

  /// The bytes without the line breaks (LF or CRLF) at their end.
  package var withoutTrailingLineEnds: UnsafeRawBufferPointer {
    var end = count
    while end > 0, self[end - 1] == 0x0a {
      end -= end > 1 && self[end - 2] == 0x0d ? 2 : 1
    }
    return self[from: 0, to: end]
  }

  /// The bytes from one position up to another.
  package subscript(from start: Int, to end: Int) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: self[start..<end])
  }

  /// Whether the bytes begin like a JSON object or array.
  package var beginLikeJSON: Bool {
    first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
  }

  /// Whether the bytes begin like gzip data or an object of JSON in base64, in quotes or not.
  var beginLikeBase64: Bool {
    let text = first == UInt8(ascii: "\"") ? dropFirst() : self[...]
    return ["H4sI", "eyJ", "ewog", "ewoi"].contains { text.starts(with: $0.utf8) }
  }

  /// Whether the bytes begin like a JSON string that contains an object or an array: in a cell of CSV the quotes would be
  /// doubled instead of escaped.
  var beginLikeJSONInString: Bool {
    guard count > 2, first == UInt8(ascii: "\""), self[from: 1, to: count].beginLikeJSON,
      let mark = dropFirst().first(where: { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") })
    else { return false }
    return mark == UInt8(ascii: "\\")
  }
}

extension UnsafeRawBufferPointer {
  /// The bytes as ASCII for a message: unprintable ones as `\n`, `\t`, `\x1f`.
  var escaped: String {
    reduce(into: "") { text, byte in
      switch byte {
      case 0x0a: text += "\\n"
      case 0x0d: text += "\\r"
      case 0x09: text += "\\t"
      case UInt8(ascii: "\\"), UInt8(ascii: "\""):
        text += "\\" + String(UnicodeScalar(byte))
      case 0x20..<0x7f: text.unicodeScalars.append(UnicodeScalar(byte))
      default:
        text += "\\x"
        for digit in [byte >> 4, byte & 15] {
          text.unicodeScalars.append(UnicodeScalar(Hex.digit(digit)))
        }
      }
    }
  }
}
