import Glibc

/// A text in which escapes are replaced by what they stand for, so that rules see `/`, `@` and names of members as such.
///
/// Encoders of JSON may write any character as `\u0040`, and many write `\/`; regular expressions have `\.` and `\@`.
/// Quotes keep their backslashes, which tell how deep JSON is nested in JSON, and so do line ends.
struct UnescapedText {
  private(set) var bytes: [UInt8] = []
  /// Where each byte of `bytes`, and the end of them, was in the text.
  private var origins: [Int] = []

  /// Nil if the text has no such escape, which costs hardly anything to find out.
  init?(_ text: UnsafeRawBufferPointer) {
    guard let first = Self.firstEscape(in: text, from: 0) else { return nil }
    bytes.reserveCapacity(text.count)
    origins.reserveCapacity(text.count + 1)
    var copied = 0
    var next: Escape? = first
    while let escape = next {
      append(text, copied..<escape.range.lowerBound)
      for byte in escape.meaning {
        bytes.append(byte)
        origins.append(escape.range.lowerBound)
      }
      copied = escape.range.upperBound
      next = Self.firstEscape(in: text, from: copied)
    }
    append(text, copied..<text.count)
    origins.append(text.count)
  }

  private mutating func append(_ text: UnsafeRawBufferPointer, _ range: Range<Int>) {
    bytes.append(contentsOf: text[range])
    origins.append(contentsOf: range)
  }

  /// Where a byte was in the text.
  func origin(of index: Int) -> Int { origins[index] }

  private struct Escape {
    let range: Range<Int>
    let meaning: [UInt8]
  }

  private static func firstEscape(in text: UnsafeRawBufferPointer, from start: Int) -> Escape? {
    guard let base = text.baseAddress else { return nil }
    var index = start
    while index < text.count, let found = memchr(base + index, 0x5c, text.count - index) {
      let begin = UnsafeRawPointer(found) - base
      index = begin
      while index < text.count, text[index] == UInt8(ascii: "\\") { index += 1 }
      guard index < text.count else { return nil }
      if let escape = escape(text, begin, index) { return escape }
    }
    return nil
  }

  /// What backslashes from a place on, and what follows them, stand for; nil if they stay as they are.
  private static func escape(
    _ text: UnsafeRawBufferPointer, _ begin: Int, _ place: Int
  ) -> Escape? {
    switch text[place] {
    case UInt8(ascii: "u"):
      guard let code = code(text, place + 1) else { return nil }
      return Escape(range: begin..<place + 5, meaning: meaning(code, place - begin))
    case UInt8(ascii: "t"): return Escape(range: begin..<place + 1, meaning: [0x20])
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"): return nil
    case 0x21...0x2f, 0x3a...0x40, 0x5b...0x5e, 0x7b...0x7e:
      return Escape(range: begin..<place + 1, meaning: [text[place]])
    default: return nil
    }
  }

  /// The number of four hexadecimal digits; nil for other text, and for what is not a character of Latin-1.
  private static func code(_ text: UnsafeRawBufferPointer, _ start: Int) -> UInt8? {
    guard start + 4 <= text.count, text[start] == UInt8(ascii: "0"),
      text[start + 1] == UInt8(ascii: "0")
    else { return nil }
    let digits = String(decoding: text[start + 2..<start + 4], as: UTF8.self)
    return UInt8(digits, radix: 16).flatMap { $0 < 0x20 || $0 == 0x7f ? nil : $0 }
  }

  private static func meaning(_ code: UInt8, _ backslashes: Int) -> [UInt8] {
    switch code {
    // As long as they are escaped in the other way.
    case UInt8(ascii: "\""): Array(repeating: 0x5c, count: 2 * backslashes - 1) + [code]
    case UInt8(ascii: "\\"): Array(repeating: 0x5c, count: 2 * backslashes)
    case ..<0x80: [code]
    default: Array(String(Unicode.Scalar(code)).utf8)
    }
  }
}
