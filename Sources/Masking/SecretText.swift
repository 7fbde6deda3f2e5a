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

  /// The place after a line end, which JSON may have escaped; nil if there is none.
  func afterLineBreak(_ place: Int) -> Int? {
    let first = byte(place) == 0x0d ? place + 1 : place
    if byte(first) == 0x0a { return first + 1 }
    let letter = end(from: place, atMost: 64) { $0 == UInt8(ascii: "\\") }
    guard letter > place else { return nil }
    if byte(letter) == UInt8(ascii: "r") { return afterLineBreak(letter + 1) }
    return byte(letter) == UInt8(ascii: "n") ? letter + 1 : nil
  }

  /// The lines of a block of YAML, `|` or `>` and lines that are indented; nil if none begins at a place, empty if they
  /// are masked.
  func indentedBlock(at place: Int) -> Range<Int>? {
    guard byte(place) == UInt8(ascii: "|") || byte(place) == UInt8(ascii: ">"),
      let line = afterLineBreak(end(from: place + 1, atMost: 2) { "+-123456789".utf8.contains($0) })
    else { return nil }
    let start = end(from: line) { $0 == 0x20 }
    let indent = start - line
    guard indent > 0 else { return nil }
    var blockEnd = endOfLine(start)
    while let next = afterLineBreak(blockEnd),
      end(from: next, atMost: indent, while: { $0 == 0x20 }) == next + indent
    {
      blockEnd = endOfLine(next)
    }
    return has(SecretRule.maskBeginning, at: start) ? start..<start : start..<blockEnd
  }

  /// The end of a line, or of the string of JSON that it is in.
  private func endOfLine(_ start: Int) -> Int {
    var index = start
    while index < count, byte(index) >= 0x20 {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\\"), afterLineBreak(index) != nil { break }
      if byte == UInt8(ascii: "\""),
        ",}]:".utf8.contains(self.byte(index + 1)) || index + 1 == count
      {
        break
      }
      index += 1
    }
    return index
  }

  /// Whether a place is in brackets that were opened not far before it.
  func isInBrackets(_ place: Int) -> Bool {
    for index in (max(0, place - 200)..<place).reversed() {
      switch bytes[index] {
      case UInt8(ascii: "["), UInt8(ascii: "{"): return true
      case UInt8(ascii: "]"), UInt8(ascii: "}"), 0x0a: return false
      default: continue
      }
    }
    return false
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

  /// What names consist of, in whatever language.
  static func isName(_ byte: UInt8) -> Bool {
    isAlphanumeric(byte) || isSign(byte) || byte >= 0x80
  }

  /// What tokens consist of: Base64 in both alphabets, and dots.
  static func isToken(_ byte: UInt8) -> Bool {
    isAlphanumeric(byte) || isSign(byte) || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "/")
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
