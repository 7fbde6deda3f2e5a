/// Where in an input something begins.
package struct SourcePosition: Hashable, Sendable, CustomStringConvertible {
  /// Line of the content, from 1; lines end at line feeds.
  package let line: Int

  /// Byte of the content, from 0, after inflating and including a byte order mark.
  package let offset: Int64

  package init(line: Int, offset: Int64) {
    self.line = line
    self.offset = offset
  }

  package var description: String { "line \(line), byte \(offset)" }
}

/// One message of an export and its position; valid only during the handler's call.
package struct ExportRecord {
  /// The number of bytes after a message that may be read, as fast JSON parsers do.
  package static let padding = 64

  /// How much of a record that is too long is returned.
  package static let beginningBytesMax = 64 << 10

  /// The exact bytes, without the line breaks that follow them.
  package let message: UnsafeRawBufferPointer

  /// The time that the export gives for the message, in milliseconds since 1970; nil for bare events.
  package let loggedAt: Int64?

  /// Where the message begins.
  package let position: SourcePosition

  /// What is wrong with the record as far as framing can tell; nil does not guarantee valid JSON.
  package let flaw: Flaw?

  /// Why a record is incomplete or invalid.
  package enum Flaw: String, Sendable, CaseIterable, CustomStringConvertible {
    /// Longer than the limit: `message` is only its beginning.
    case tooLong
    /// The content ends inside the value.
    case unterminated
    /// The next record begins before the value is closed.
    case brokenOff
    /// A line ends inside a string, which JSON forbids.
    case lineBreakInString
    /// A bracket closes one of the other kind, or what is not open.
    case bracketMismatch
    /// Neither an object nor an array: a number, a string, or not JSON at all.
    case notAnObject
    /// Text of an S3 export that does not belong to any line with a timestamp.
    case noTimestamp

    package var description: String {
      switch self {
      case .tooLong: "longer than the limit for one record"
      case .unterminated: "truncated: the input ends inside the value"
      case .brokenOff: "truncated: the next record begins inside the value"
      case .lineBreakInString: "a line break inside a string"
      case .bracketMismatch: "mismatched brackets"
      case .notAnObject: "not a JSON object"
      case .noTimestamp: "a line without a timestamp before it"
      }
    }
  }
}
