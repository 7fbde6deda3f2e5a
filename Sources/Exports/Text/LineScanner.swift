import JSON

/// Reads what stands before the message of a line, from left to right; colors are passed over.
struct LineScanner {
  private let line: UnsafeRawBufferPointer
  private(set) var position = 0

  /// - Parameter line: begins with the line, and may go on after it.
  init(_ line: UnsafeRawBufferPointer) {
    self.line = line
    skipColors()
  }

  /// The next byte; nil at the end of the line.
  var next: UInt8? { position < line.count && line[position] != 0x0a ? line[position] : nil }

  /// Passes over a byte if it is the next one.
  mutating func take(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    position += 1
    skipColors()
    return true
  }

  mutating func take(_ text: StaticString) -> Bool {
    let start = position
    for index in 0..<text.utf8CodeUnitCount where !take(text.utf8Start[index]) {
      position = start
      return false
    }
    return true
  }

  /// Passes over a word without blanks, brackets and quotes; nil if there is none.
  mutating func takeWord() -> Range<Int>? {
    let start = position
    while let byte = next, byte > 0x20, byte != 0x1b, !Self.endsWords.contains(byte) {
      position += 1
    }
    defer { skipColors() }
    return start < position ? start..<position : nil
  }

  /// Passes over a name, which has no blanks and does not begin as JSON does; nil if there is none.
  ///
  /// Names of streams have brackets: `2026/06/05/[$LATEST]8c73b6de`.
  mutating func takeName() -> Range<Int>? {
    let start = position
    guard let first = next, first != UInt8(ascii: "{"), first != UInt8(ascii: "\"") else {
      return nil
    }
    while let byte = next, byte > 0x20, byte != 0x1b { position += 1 }
    defer { skipColors() }
    return start < position ? start..<position : nil
  }

  /// Passes over a name that may have blanks, up to a blank and an object, or to an object on the next line; nil if none
  /// follows.
  ///
  /// Names of streams have neither colons nor asterisks, so text before an object is mostly not taken for one.
  mutating func takeNameBeforeJSON() -> Range<Int>? {
    var end = position
    while end < line.count, line[end] >= 0x20, line[end] != 0x1b, !Self.isNeverInName(line[end]) {
      if line[end] == 0x20, end + 1 < line.count, line[end + 1] == UInt8(ascii: "{") { break }
      end += 1
    }
    guard end > position, end < line.count, followsJSON(at: end) else { return nil }
    var name = position..<end
    while name.count > 1, line[name.upperBound - 1] == 0x20 {
      name = name.lowerBound..<name.upperBound - 1
    }
    position = name.upperBound
    skipColors()
    return name
  }

  private static func isNeverInName(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ":") || byte == UInt8(ascii: "*") || byte == UInt8(ascii: "\"")
  }

  /// Whether an object begins after the blank, the color or the line end at a position.
  private func followsJSON(at end: Int) -> Bool {
    switch line[end] {
    case 0x20: return true
    case 0x0a: return end + 1 < line.count && line[end + 1] == UInt8(ascii: "{")
    case 0x0d:
      return end + 2 < line.count && line[end + 1] == 0x0a && line[end + 2] == UInt8(ascii: "{")
    default: return false
    }
  }

  /// Passes over a name up to `) `; nil if there is none.
  mutating func takeBracketed() -> Range<Int>? {
    let start = position
    while let byte = next, byte != 0x1b {
      let isEnd =
        byte == UInt8(ascii: ")")
        && (position + 1 == line.count || line[position + 1] <= 0x20 || line[position + 1] == 0x1b)
      if isEnd { break }
      position += 1
    }
    defer { skipColors() }
    return start < position ? start..<position : nil
  }

  /// Passes over a time such as `2026-06-05T12:17:11.000Z`; nil if there is none.
  mutating func takeTime() -> (milliseconds: Int64, zone: Zone)? {
    let start = position
    guard let word = takeWord(), word.count >= 19, line[word.lowerBound + 10] == UInt8(ascii: "T"),
      let time = LogTime.milliseconds(text: line[from: word.lowerBound, to: word.upperBound])
    else {
      position = start
      return nil
    }
    let last = line[word.upperBound - 1]
    let sign = line[word.upperBound - 6]
    let hasOffset = word.count > 24 && (sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"))
    return (time, last == UInt8(ascii: "Z") ? .utc : hasOffset ? .offset : .none)
  }

  enum Zone { case utc, offset, none }

  /// Characters with which messages begin, and which names do not have.
  private static let endsWords: Set<UInt8> = Set("{}[]()\"',;=<>".utf8)

  /// Passes over escape sequences of a terminal: `ESC [ … m`.
  private mutating func skipColors() {
    while position + 1 < line.count, line[position] == 0x1b, line[position + 1] == UInt8(ascii: "[")
    {
      var end = position + 2
      while end < line.count, !(0x40...0x7e).contains(line[end]) { end += 1 }
      position = min(end + 1, line.count)
    }
  }
}
