import JSON

/// Bytes in which secrets are looked for, with the few questions that rules ask.
struct SecretText {
  let bytes: UnsafeRawBufferPointer

  var count: Int { bytes.count }

  subscript(_ index: Int) -> UInt8 { bytes[index] }

  /// The byte at a place; 0 outside.
  func byte(_ index: Int) -> UInt8 { index >= 0 && index < count ? bytes[index] : 0 }

  /// Whether a text stands at a place; ASCII letters in any case.
  func has(_ text: StaticString, at index: Int) -> Bool {
    let length = text.utf8CodeUnitCount
    guard index >= 0, index + length <= count else { return false }
    for offset in 0..<length
    where SecretBytes.lower(bytes[index + offset]) != SecretBytes.lower(text.utf8Start[offset]) {
      return false
    }
    return true
  }

  /// The end of the bytes of a kind from a place on, so many of them at most.
  func end(from start: Int, atMost limit: Int = .max, while isOf: (UInt8) -> Bool) -> Int {
    var index = start
    while index < count, index - start < limit, isOf(bytes[index]) { index += 1 }
    return index
  }

  /// The start of the bytes of a kind before a place, so many of them at most.
  func start(before end: Int, atMost limit: Int, while isOf: (UInt8) -> Bool) -> Int {
    var index = end
    while index > 0, end - index < limit, isOf(bytes[index - 1]) { index -= 1 }
    return index
  }

  func afterBlanks(_ start: Int) -> Int { end(from: start, while: SecretBytes.isBlank) }

  /// The end of the text before a place, without blanks.
  func beforeBlanks(_ end: Int) -> Int {
    start(before: end, atMost: 8, while: SecretBytes.isBlank)
  }
}

/// Kinds of bytes.
enum SecretBytes {
  static func lower(_ byte: UInt8) -> UInt8 {
    (0x41...0x5a).contains(byte) ? byte | 0x20 : byte
  }

  static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
  static func isUpper(_ byte: UInt8) -> Bool { (0x41...0x5a).contains(byte) }
  static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7a).contains(byte | 0x20) }
  static func isAlphanumeric(_ byte: UInt8) -> Bool { isDigit(byte) || isLetter(byte) }

  static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0a || byte == 0x0d
  }

  /// What stands between the words of a name.
  static let signs = Array("_-.".utf8)
  static func isSign(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
  }

  /// What names consist of.
  static func isName(_ byte: UInt8) -> Bool { isAlphanumeric(byte) || isSign(byte) }

  /// What tokens consist of: Base64 in both alphabets, and dots.
  static func isToken(_ byte: UInt8) -> Bool {
    isName(byte) || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "/")
      || byte == UInt8(ascii: "=") || byte == UInt8(ascii: "~")
  }

  static func isQuote(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "`")
  }

  /// What neither a URL nor a value without quotes goes beyond.
  static func endsWord(_ byte: UInt8) -> Bool {
    byte <= 0x20 || isQuote(byte) || byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">")
      || byte == UInt8(ascii: "\\")
  }
}
