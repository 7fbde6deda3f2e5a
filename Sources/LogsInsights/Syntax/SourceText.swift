/// A part of a query's text: UTF-8 byte offsets, the end exclusive.
public struct SourceRange: Hashable, Sendable {
  public var lower: Int
  public var upper: Int

  public init(_ lower: Int, _ upper: Int) {
    self.lower = lower
    self.upper = upper
  }

  /// The smallest range that holds both.
  public func union(_ other: SourceRange) -> SourceRange {
    SourceRange(min(lower, other.lower), max(upper, other.upper))
  }
}

/// The text of a query, as the bytes that ranges point into.
public struct SourceText: Sendable {
  public let text: String
  let bytes: [UInt8]

  public init(_ text: String) {
    self.text = text
    bytes = Array(text.utf8)
  }

  /// The whole text.
  public var range: SourceRange { SourceRange(0, bytes.count) }

  /// The text of a range.
  public subscript(range: SourceRange) -> String {
    String(decoding: bytes[range.lower..<range.upper], as: UTF8.self)
  }

  /// How many characters (Unicode scalars) precede an offset: the offsets of the Logs API.
  public func characterOffset(of offset: Int) -> Int {
    scalarCount(0..<offset)
  }

  /// The line of an offset, from 1, and its column in characters, from 0.
  public func position(of offset: Int) -> (line: Int, column: Int) {
    let start = line(containing: offset).lowerBound
    let line = bytes[..<start].reduce(into: 1) { $0 += $1 == UInt8(ascii: "\n") ? 1 : 0 }
    return (line, scalarCount(start..<offset))
  }

  /// The bytes of the line that holds an offset, without its line end.
  func line(containing offset: Int) -> Range<Int> {
    let newline = UInt8(ascii: "\n")
    let start = bytes[..<offset].lastIndex(of: newline).map { $0 + 1 } ?? 0
    let end = bytes[offset...].firstIndex(of: newline) ?? bytes.count
    return start..<end
  }

  private func scalarCount(_ range: Range<Int>) -> Int {
    bytes[range].reduce(into: 0) { $0 += $1 & 0xC0 == 0x80 ? 0 : 1 }
  }
}
