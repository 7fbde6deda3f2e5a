import JSON

/// Frames lines with something before each message; a message may have several lines.
///
/// A line with a prefix begins a record. As in exports to S3, no valid JSON contains such a line: it begins neither with
/// white space nor with a bracket or quote.
struct PrefixedLineFramer: RecordFramer, ~Copyable {
  private var window: ContentWindow
  private let layout: LineLayout?
  private let recordBytesMax: Int
  private var line = 1
  /// The size of the record returned last, dropped by the next call.
  private var spentBytes = 0
  private var spentLines = 0
  /// Whether that record continues in the content because it was too long.
  private var isSkipping = false

  /// - Parameter window: begins with what the layout is recognized by.
  init(_ window: consuming ContentWindow, recordBytesMax: Int) {
    layout = LineFormat.recognize(window.bytes)?.layout
    self.window = window
    self.recordBytesMax = recordBytesMax
  }

  var bytesOut: Int64 { window.bytesOut }

  mutating func next() throws(ExportError) -> ExportRecord? {
    try moveOn()
    guard try window.require(1) else { return nil }
    let prefix = try prefix(at: 0)
    let start = prefix?.byteCount ?? 0
    var scanned = start
    var lines = 0
    while true {
      guard let feed = window.bytes.firstLineFeed(from: scanned) else {
        scanned = window.bytes.count
        if scanned - start > recordBytesMax { return tooLong(prefix) }
        if try window.fill() { continue }
        return record(prefix, end: window.bytes.count, lines: lines, isLast: true)
      }
      lines += 1
      scanned = feed + 1
      if scanned - start > recordBytesMax { return tooLong(prefix) }
      if try self.prefix(at: scanned) != nil { return record(prefix, end: scanned, lines: lines) }
    }
  }

  /// Drops what was returned, up to the next line with a prefix if the record was too long.
  private mutating func moveOn() throws(ExportError) {
    window.drop(spentBytes)
    line += spentLines
    spentBytes = 0
    spentLines = 0
    while isSkipping {
      guard let feed = window.bytes.firstLineFeed(from: 0) else {
        window.drop(window.bytes.count)
        isSkipping = try window.fill()
        continue
      }
      window.drop(feed + 1)
      line += 1
      let isRecord = try prefix(at: 0) != nil
      isSkipping = !isRecord
    }
  }

  private mutating func prefix(at position: Int) throws(ExportError) -> LinePrefix? {
    let end = position + LineFormat.prefixBytesMax
    if window.bytes.count < end, window.bytes.firstLineFeed(from: position) == nil {
      _ = try window.require(end)
    }
    let bytes = window.bytes
    return layout?.prefix(bytes[from: position, to: min(end, bytes.count)])
  }

  private mutating func record(
    _ prefix: LinePrefix?, end: Int, lines: Int, isLast: Bool = false,
    flaw: ExportRecord.Flaw? = nil
  ) -> ExportRecord {
    spentBytes = end
    spentLines = lines
    var start = prefix?.byteCount ?? 0
    let bytes = window.bytes
    while start < end, bytes[start].isJSONSpace { start += 1 }
    let message = bytes[from: start, to: end].withoutTrailingLineEnds
    let lead = bytes[from: 0, to: start].lineFeedCount
    let isCut = isLast && Self.isCut(message)
    return ExportRecord(
      message: message, metadata: metadata(prefix),
      position: SourcePosition(line: line + lead, offset: window.offset + Int64(start)),
      flaw: flaw ?? (prefix == nil ? .noTimestamp : isCut ? .unterminated : nil))
  }

  private func metadata(_ prefix: LinePrefix?) -> LogMetadata {
    guard let prefix else { return LogMetadata() }
    let bytes = window.bytes
    func name(_ range: Range<Int>?) -> UnsafeRawBufferPointer? {
      range.map { bytes[from: $0.lowerBound, to: $0.upperBound] }
    }
    return LogMetadata(
      loggedAt: prefix.loggedAt, ingestionTime: prefix.ingestionTime,
      logStream: name(prefix.logStream), logGroup: name(prefix.logGroup))
  }

  /// The beginning of a record that is too long; the rest is skipped by the next call.
  private mutating func tooLong(_ prefix: LinePrefix?) -> ExportRecord {
    let start = prefix?.byteCount ?? 0
    let end = start + min(ExportRecord.beginningBytesMax, recordBytesMax)
    isSkipping = true
    return record(
      prefix, end: end, lines: window.bytes[from: 0, to: end].lineFeedCount, flaw: .tooLong)
  }

  /// Whether the JSON that a message is, or that stands after a few words in it, has no end.
  private static func isCut(_ message: UnsafeRawBufferPointer) -> Bool {
    var position = 0
    if !message.beginLikeJSON {
      while position + 1 < message.count,
        message[position] != UInt8(ascii: "{") || message[position + 1] != UInt8(ascii: "\"")
      { position += 1 }
      guard position + 1 < message.count else { return false }
    }
    var scanner = JSONBracketScanner()
    while position < message.count { _ = scanner.advance(message, from: &position) }
    return !scanner.isClosed
  }
}
