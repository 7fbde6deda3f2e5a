/// Why a text is not an event pattern, and where.
///
/// The reason has EventBridge's wording, except for invalid JSON.
public struct EventPatternError: Error, Equatable, Sendable {
  /// What is wrong: `Unrecognized match type prefx`.
  public let reason: String
  /// The bytes of the text that the error is about; empty at the end of the text.
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
  /// EventBridge's message: `Event pattern is not valid. Reason: … (line 1, column 8)`.
  public var description: String {
    "Event pattern is not valid. Reason: \(reason) (line \(line), column \(column))"
  }
}

/// A part of a valid pattern that its author may not have meant, or that EventBridge may reject.
public struct EventPatternWarning: Equatable, Sendable {
  /// A sentence without a full stop.
  public let message: String
  /// The bytes of the text that the warning is about; nil for the whole pattern.
  public let range: Range<Int>?
}

/// Computes lines and columns of a text.
enum TextPlace {
  /// The line and the character in it, both from 1, of the byte at `offset`.
  static func of(_ offset: Int, in text: [UInt8]) -> (line: Int, column: Int) {
    let before = text.prefix(offset)
    let line = before.lastIndex(of: UInt8(ascii: "\n")).map { before[($0 + 1)...] } ?? before
    let characters = line.count { $0 & 0xc0 != 0x80 }
    return (before.count { $0 == UInt8(ascii: "\n") } + 1, characters + 1)
  }
}

/// An event that cannot be matched against a pattern.
public struct EventError: Error, Equatable, Sendable, CustomStringConvertible {
  /// What is wrong, without a full stop.
  public let description: String
}
