extension SQLFunction {
  static let textual: [SQLFunction] = [
    lower, upper, substring, trim, trimStart, trimEnd, startsWith, endsWith, byteCount,
  ]

  /// `(text)`: in lower case, by Unicode.
  public static let lower = SQLFunction("insights_lower") { mapped($0[0]) { $0.lowercased() } }

  /// `(text)`: in upper case, by Unicode.
  public static let upper = SQLFunction("insights_upper") { mapped($0[0]) { $0.uppercased() } }

  /// `(text, start[, length])`: code points from a position counted from 0.
  ///
  /// SQLite's own counts from 1, takes negative numbers otherwise and stops at a NUL.
  public static let substring = SQLFunction("insights_substr", 2...3) {
    guard let text = $0[0].textBytes, let start = $0[1].count else { return .null }
    let lower = offset(of: start, in: text, from: 0)
    guard $0.count == 3 else { return .text(Array(text[lower...])) }
    guard let length = $0[2].count else { return .null }
    return .text(Array(text[lower..<offset(of: length, in: text, from: lower)]))
  }

  /// `(text, characters)`: without any of the characters at its start and end.
  ///
  /// SQLite's own takes the characters up to a NUL.
  public static let trim = SQLFunction("insights_trim", 2) {
    trimmed($0, atStart: true, atEnd: true)
  }

  /// `(text, characters)`: without any of the characters at its start.
  public static let trimStart = SQLFunction("insights_ltrim", 2) {
    trimmed($0, atStart: true, atEnd: false)
  }

  /// `(text, characters)`: without any of the characters at its end.
  public static let trimEnd = SQLFunction("insights_rtrim", 2) {
    trimmed($0, atStart: false, atEnd: true)
  }

  /// `(text, part)`: 1 or 0.
  public static let startsWith = SQLFunction("insights_starts", 2) {
    guard let text = $0[0].textBytes, let part = $0[1].textBytes else { return .null }
    return Value(text.starts(with: part))
  }

  /// `(text, part)`: 1 or 0.
  public static let endsWith = SQLFunction("insights_ends", 2) {
    guard let text = $0[0].textBytes, let part = $0[1].textBytes else { return .null }
    return Value(text.suffix(part.count).elementsEqual(part))
  }

  /// `(text)`: how many bytes the text has in UTF-8.
  public static let byteCount = SQLFunction("insights_bytes") {
    $0[0].textBytes.map { .integer(Int64($0.count)) } ?? .null
  }

  private static func mapped(_ value: DynamicValue, _ map: (String) -> String) -> Value {
    guard case .text(let bytes) = value else { return .null }
    return .text(Array(map(String(decoding: bytes, as: UTF8.self)).utf8))
  }

  /// The byte so many code points behind another, at most the end.
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

  private static func trimmed(_ arguments: Arguments, atStart: Bool, atEnd: Bool) -> Value {
    guard let text = arguments[0].textBytes, let characters = arguments[1].textBytes else {
      return .null
    }
    let unwanted = String(decoding: characters, as: UTF8.self).unicodeScalars
    var rest = String(decoding: text, as: UTF8.self).unicodeScalars[...]
    if atStart { rest = rest.drop { unwanted.contains($0) } }
    while atEnd, let last = rest.last, unwanted.contains(last) { rest.removeLast() }
    return .text(Array(String(rest).utf8))
  }
}
