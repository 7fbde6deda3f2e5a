/// Why a text is not an event pattern, and where.
///
/// The reason is the one that EventBridge gives; where JSON itself is broken it is ours.
public struct EventPatternError: Error, Equatable, Sendable {
  /// What is wrong: `Unrecognized match type prefx`.
  public let reason: String
  /// The bytes of the text that are meant; empty at the end of the text.
  public let range: Range<Int>
  /// The line of the first byte, from 1.
  public let line: Int
  /// The character of the line, from 1.
  public let column: Int

  init(_ reason: String, at range: Range<Int>, in text: [UInt8]) {
    self.reason = reason
    self.range = range
    (line, column) = TextPlace.of(range.lowerBound, in: text)
  }
}

extension EventPatternError: CustomStringConvertible {
  /// The sentence of EventBridge: `Event pattern is not valid. Reason: … (line 1, column 8)`.
  public var description: String {
    "Event pattern is not valid. Reason: \(reason) (line \(line), column \(column))"
  }
}

/// Something in a valid pattern that its author may not have meant, or that EventBridge may refuse.
public struct EventPatternWarning: Equatable, Sendable {
  /// A sentence without a full stop.
  public let message: String
  /// The bytes of the text that are meant; nil for the whole pattern.
  public let range: Range<Int>?
}

/// Lines and columns of a text.
enum TextPlace {
  /// The line and the character in it, both from 1, of the byte at `offset`.
  static func of(_ offset: Int, in text: [UInt8]) -> (line: Int, column: Int) {
    let before = text.prefix(offset)
    let line = before.lastIndex(of: UInt8(ascii: "\n")).map { before[($0 + 1)...] } ?? before
    let characters = line.count { $0 & 0xc0 != 0x80 }
    return (before.count { $0 == UInt8(ascii: "\n") } + 1, characters + 1)
  }
}

/// An event that a pattern cannot be held against.
public struct EventError: Error, Equatable, Sendable, CustomStringConvertible {
  /// What is wrong, without a full stop.
  public let description: String
}
