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

  /// What the file says about the message; nothing for bare events.
  package let metadata: LogMetadata

  /// Where the message begins.
  package let position: SourcePosition

  /// How many bytes from there on the content has for it: more than the message has if that was inside something else.
  package let extent: Int

  /// What is wrong with the record as far as framing can tell; nil does not guarantee valid JSON.
  package let flaw: Flaw?

  package init(
    message: UnsafeRawBufferPointer, metadata: LogMetadata = LogMetadata(),
    position: SourcePosition, extent: Int? = nil, flaw: Flaw? = nil
  ) {
    self.extent = extent ?? message.count
    self.message = message
    self.metadata = metadata
    self.position = position
    self.flaw = flaw
  }

  /// Why a record is incomplete or invalid.
  package enum Flaw: Hashable, Sendable, CustomStringConvertible {
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
    /// A stopped task can be seen at a path of JSON, but its text is not whole.
    case wrapped(path: String)
    /// Compressed or encoded data at a path is damaged; what could be read was read.
    case damagedContent(path: String)
    /// An object as a programming language prints it, with a hint what prints JSON.
    case printed(by: PrintingLanguage)
    /// A format that is recognized but not read.
    case refused(RefusedFormat)

    package var description: String {
      switch self {
      case .tooLong: "longer than \(ExportReader.Limits().recordBytesMax >> 20) MiB"
      case .unterminated: "truncated: the input ends inside the value"
      case .brokenOff: "truncated: the next record begins inside the value"
      case .lineBreakInString: "a line break inside a string"
      case .bracketMismatch: "mismatched brackets"
      case .notAnObject: "not a JSON object"
      case .noTimestamp: "a line without a timestamp before it"
      case .wrapped(let path):
        "a stopped task in a form that is not understood" + Self.place(path)
      case .damagedContent(let path): "damaged data" + Self.place(path) + "; what is whole was read"
      case .printed(let language):
        "not JSON but an object as \(language.rawValue) prints it; \(language.hint)"
      case .refused(let format):
        format.name + (format.hint.map { "; \($0)" } ?? "")
      }
    }

    /// Whether a description, of this version or an earlier one, is that of `tooLong`.
    package static func isTooLong(_ description: String) -> Bool {
      description == Self.tooLong.description
        || description == "longer than the limit for one record"
    }

    private static func place(_ path: String) -> String { path.isEmpty ? "" : " (at \(path))" }
  }
}

/// A programming language whose printed objects look like JSON.
package enum PrintingLanguage: String, Hashable, Sendable {
  case python = "Python", javaScript = "JavaScript"

  /// What prints JSON instead.
  var hint: String {
    switch self {
    case .python: "print(json.dumps(event)) prints JSON"
    case .javaScript: "console.log(JSON.stringify(event)) prints JSON"
    }
  }
}
