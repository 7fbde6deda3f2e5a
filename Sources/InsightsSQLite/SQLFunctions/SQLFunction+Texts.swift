import LogsInsights
import SQLite

extension SQLFunction {
  static let textual: [SQLFunction] = [
    lower, upper, substring, trim, trimStart, trimEnd, startsWith, endsWith, byteCount,
  ]

  /// `(text)`: in lower case, by Unicode.
  static let lower = mapping("insights_lower") { $0.lowercased() }

  /// `(text)`: in upper case, by Unicode.
  static let upper = mapping("insights_upper") { $0.uppercased() }

  /// `(text, start[, length])`: code points from a position counted from 0.
  ///
  /// SQLite's own counts from 1, takes negative numbers otherwise and stops at a NUL.
  static let substring = SQLFunction("insights_substr", 2...3) { arguments, result in
    guard let text = arguments.text(at: 0), let start = arguments[1].count else {
      return result.returnNull()
    }
    let lower = offset(of: start, in: text, from: 0)
    var upper = text.count
    if arguments.count == 3 {
      guard let length = arguments[2].count else { return result.returnNull() }
      upper = offset(of: length, in: text, from: lower)
    }
    result.returnText(UnsafeRawBufferPointer(rebasing: text[lower..<upper]))
  }

  /// `(text, characters)`: without any of the characters at its start and end.
  ///
  /// SQLite's own takes the characters up to a NUL.
  static let trim = trimming("insights_trim", atStart: true, atEnd: true)

  /// `(text, characters)`: without any of the characters at its start.
  static let trimStart = trimming("insights_ltrim", atStart: true, atEnd: false)

  /// `(text, characters)`: without any of the characters at its end.
  static let trimEnd = trimming("insights_rtrim", atStart: false, atEnd: true)

  /// `(text, part)`: 1 or 0.
  static let startsWith = SQLFunction("insights_starts", 2) {
    guard let text = $0.text(at: 0), let part = $0.text(at: 1) else { return $1.returnNull() }
    $1.returnBoolean(text.starts(with: part))
  }

  /// `(text, part)`: 1 or 0.
  static let endsWith = SQLFunction("insights_ends", 2) {
    guard let text = $0.text(at: 0), let part = $0.text(at: 1) else { return $1.returnNull() }
    $1.returnBoolean(text.suffix(part.count).elementsEqual(part))
  }

  /// `(text)`: how many bytes the text has in UTF-8.
  static let byteCount = SQLFunction("insights_bytes") {
    $1.returnInteger($0.text(at: 0).map { Int64($0.count) })
  }

  private static func mapping(
    _ name: String, _ map: @escaping @Sendable (String) -> String
  ) -> SQLFunction {
    SQLFunction(name) {
      guard let text = $0.text(at: 0) else { return $1.returnNull() }
      $1.returnText(map(String(decoding: text, as: UTF8.self)))
    }
  }

  /// The byte so many code points after another, at most the end.
  private static func offset(
    of count: Int, in text: UnsafeRawBufferPointer, from start: Int
  ) -> Int {
    var offset = start
    var passed = 0
    while offset < text.count {
      // All bytes of a code point but the first begin with the bits 10.
      if text[offset] & 0xC0 != 0x80 {
        if passed == count { return offset }
        passed += 1
      }
      offset += 1
    }
    return offset
  }

  private static func trimming(_ name: String, atStart: Bool, atEnd: Bool) -> SQLFunction {
    SQLFunction(name, 2) {
      guard let text = $0.text(at: 0), let characters = $0.text(at: 1) else {
        return $1.returnNull()
      }
      let unwanted = String(decoding: characters, as: UTF8.self).unicodeScalars
      var rest = String(decoding: text, as: UTF8.self).unicodeScalars[...]
      if atStart { rest = rest.drop { unwanted.contains($0) } }
      while atEnd, let last = rest.last, unwanted.contains(last) { rest.removeLast() }
      $1.returnText(String(rest))
    }
  }
}
