/// `\uXXXX` in a regular expression: a UTF-16 code unit by its four hexadecimal digits, two of them
/// for a character beyond U+FFFF.
enum UnicodeEscape {
  enum Reading: Equatable {
    /// A character, and how many bytes its escape has.
    case scalar(Unicode.Scalar, length: Int)
    /// What is wrong, as ``Diagnostic/Reason/malformedRegex(_:)`` takes it.
    case fault(String)
  }

  /// Reads the escape at the start of a text, which begins with `\u`.
  static func read(_ text: ArraySlice<UInt8>) -> Reading {
    guard let unit = codeUnit(text) else {
      return .fault("a '\\u' without four hexadecimal digits")
    }
    if let scalar = Unicode.Scalar(unit) { return .scalar(scalar, length: 6) }
    let rest = text.dropFirst(6)
    guard UTF16.isLeadSurrogate(unit), rest.starts(with: Array("\\u".utf8)),
      let second = codeUnit(rest), UTF16.isTrailSurrogate(second)
    else { return .fault("half of a surrogate pair") }
    let character = String(decoding: [unit, second], as: UTF16.self)
    return character.unicodeScalars.first.map { .scalar($0, length: 12) }
      ?? .fault("half of a surrogate pair")
  }

  private static func codeUnit(_ text: ArraySlice<UInt8>) -> UInt16? {
    let digits = text.dropFirst(2).prefix(4)
    guard digits.count == 4, digits.allSatisfy(\.isHexDigit) else { return nil }
    return UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
  }

  /// A part of a regular expression with its escapes as the engine has them: `\x{1F600}`.
  static func expanded(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    var rest = text
    while let byte = rest.first {
      if byte == UInt8(ascii: "\\"), rest.dropFirst().first == UInt8(ascii: "u"),
        case .scalar(let scalar, let length) = read(rest)
      {
        result += Array("\\x{\(String(scalar.value, radix: 16))}".utf8)
        rest = rest.dropFirst(length)
      } else {
        // The character after a backslash begins no other escape.
        let length = byte == UInt8(ascii: "\\") ? 2 : 1
        result += rest.prefix(length)
        rest = rest.dropFirst(length)
      }
    }
    return result
  }
}

extension UInt8 {
  fileprivate var isHexDigit: Bool {
    isDigit || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(lowercasedASCII)
  }
}
