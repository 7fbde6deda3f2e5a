import JSON

/// A text format that puts something before each message on the message's first line.
///
/// A new format is a file in `Text/Formats` and a line in `all`.
struct LineFormat: Sendable {
  let shape: ExportShape
  /// How one line's prefix is laid out, if the line is of this format.
  let recognize: @Sendable (UnsafeRawBufferPointer) -> LineLayout?

  static let all: [LineFormat] = [.cw, .tail, .saw, .awslogs]

  /// How many bytes of a line are examined: the longest name of a group and of a stream, 512 bytes each, and two times.
  static let prefixBytesMax = 2 << 10

  /// How many lines are tried: other programs may have written the first ones.
  private static let linesMax = 50

  /// The layout of the first line that is of a format.
  static func recognize(
    _ text: UnsafeRawBufferPointer
  ) -> (shape: ExportShape, layout: LineLayout)? {
    var start = 0
    for _ in 0..<linesMax where start < text.count {
      let line = text[from: start, to: min(text.count, start + prefixBytesMax)]
      for format in all {
        if let layout = format.recognize(line) { return (format.shape, layout) }
      }
      guard let feed = text.firstLineFeed(from: start) else { break }
      start = feed + 1
    }
    return nil
  }
}

/// Reads the prefix of a line; nil for a line that continues the message before it.
///
/// The options with which a program was called apply to all lines of a file, so a layout is exact: it is made for the first
/// line, and fits those like it.
struct LineLayout: Sendable {
  let prefix: @Sendable (UnsafeRawBufferPointer) -> LinePrefix?
}

/// What a line says before its message.
struct LinePrefix: Sendable {
  /// Where the message begins in the line.
  var byteCount = 0
  /// Milliseconds since 1970.
  var loggedAt: Int64?
  var ingestionTime: Int64?
  /// Where the names stand in the line.
  var logStream: Range<Int>?
  var logGroup: Range<Int>?
}
