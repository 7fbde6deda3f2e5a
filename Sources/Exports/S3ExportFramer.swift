import JSON

/// Frames a CloudWatch Logs export to S3: `TIMESTAMP SP MESSAGE LF`, where a message may have several lines.
///
/// A line that begins with a timestamp begins a record. This is safe without looking at the message before it: no valid
/// JSON contains such a line, because a string cannot contain a line break, and outside strings `2020-06` is not a
/// token. Only after a message that is broken JSON is it ambiguous, and then:
///
/// - a timestamp followed by `{` or `[` always begins a record, so broken JSON affects only itself;
/// - a timestamp followed by other text belongs to the message if that is JSON not yet closed, and is closed at the end
///   of a line before the next certain record (JSON with raw line breaks in a string); otherwise it begins a record.
struct S3ExportFramer: RecordFramer, ~Copyable {
  private var window: ContentWindow
  private let recordBytesMax: Int
  /// The line and timestamp at the beginning of the window.
  private var line = 1
  private var timestamp: Int64?
  private var isAtStart = true
  /// The size of the record returned last, dropped by the next call.
  private var spentBytes = 0
  private var spentLines = 0
  /// Whether that record continues in the content because it was too long.
  private var isSkipping = false

  init(_ window: consuming ContentWindow, recordBytesMax: Int) {
    self.window = window
    self.recordBytesMax = recordBytesMax
  }

  var bytesOut: Int64 { window.bytesOut }

  mutating func next() throws(ExportError) -> ExportRecord? {
    try moveOn()
    guard try window.require(1) else { return nil }
    if isAtStart {
      isAtStart = false
      timestamp = try timestamp(at: 0)
    }
    let start = timestamp == nil ? 0 : LogTimestamp.byteCount
    var balance = MessageBalance(start: start)
    var scanned = start
    var lines = 0
    while true {
      guard let feed = window.bytes.firstLineFeed(from: scanned) else {
        scanned = window.bytes.count
        if scanned - start > recordBytesMax { return tooLong(start) }
        if try window.fill() { continue }
        return lastRecord(start, lines: lines)
      }
      let following = feed + 1
      lines += 1
      if following - start > recordBytesMax { return tooLong(start) }
      let time = try timestamp(at: following)
      if let time {
        guard let later = try belongs(following, to: &balance) else {
          return record(start, end: following, lines: lines, nextTimestamp: time)
        }
        // The line feed there is examined again: a record may begin after it.
        lines += window.bytes[from: following, to: later - 1].lineFeedCount
        scanned = later - 1
      } else {
        scanned = following
      }
    }
  }

  /// Drops what was returned, up to the next line with a timestamp if the record was too long.
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
      timestamp = try timestamp(at: 0)
      isSkipping = timestamp == nil
    }
  }

  private mutating func timestamp(at position: Int) throws(ExportError) -> Int64? {
    // One more byte, to see what the message begins with.
    if window.bytes.count - position <= LogTimestamp.byteCount {
      _ = try window.require(position + LogTimestamp.byteCount + 1)
    }
    return LogTimestamp.parse(window.bytes, at: position)
  }

  /// Where the message is closed after the line at `position`, if that line belongs to it; nil if the line begins a
  /// record.
  private mutating func belongs(
    _ position: Int, to balance: inout MessageBalance
  ) throws(ExportError) -> Int? {
    if beginsCertainly(position) || !window.bytes[from: balance.start, to: position].beginLikeJSON {
      return nil
    }
    balance.readUp(to: position, of: window.bytes)
    if balance.isClosed { return nil }
    var ahead = balance
    var lineStart = position
    while true {
      guard let feed = window.bytes.firstLineFeed(from: lineStart) else {
        if window.bytes.count - balance.start > recordBytesMax { return nil }
        if try window.fill() { continue }
        return nil
      }
      lineStart = feed + 1
      if lineStart - balance.start > recordBytesMax { return nil }
      ahead.readUp(to: lineStart, of: window.bytes)
      if ahead.isClosed {
        balance = ahead
        return lineStart
      }
      if try timestamp(at: lineStart) != nil, beginsCertainly(lineStart) { return nil }
    }
  }

  /// Whether JSON follows the timestamp at `position`.
  private func beginsCertainly(_ position: Int) -> Bool {
    let bytes = window.bytes
    return bytes[from: min(position + LogTimestamp.byteCount, bytes.count), to: bytes.count]
      .beginLikeJSON
  }

  private mutating func record(
    _ start: Int, end: Int, lines: Int, nextTimestamp: Int64?, flaw: ExportRecord.Flaw? = nil
  ) -> ExportRecord {
    let record = ExportRecord(
      message: window.bytes[from: start, to: end].withoutTrailingLineEnds,
      metadata: LogMetadata(loggedAt: timestamp),
      position: SourcePosition(line: line, offset: window.offset + Int64(start)),
      flaw: flaw ?? (timestamp == nil ? .noTimestamp : nil))
    spentBytes = end
    spentLines = lines
    timestamp = nextTimestamp
    return record
  }

  /// The beginning of a record that is too long; the rest is skipped by the next call.
  private mutating func tooLong(_ start: Int) -> ExportRecord {
    let end = start + min(ExportRecord.beginningBytesMax, recordBytesMax)
    let lines = window.bytes[from: 0, to: end].lineFeedCount
    isSkipping = true
    return record(start, end: end, lines: lines, nextTimestamp: nil, flaw: .tooLong)
  }

  /// The record that ends with the content, and before it the one that a truncated timestamp follows.
  private mutating func lastRecord(_ start: Int, lines: Int) -> ExportRecord {
    let bytes = window.bytes
    let message = bytes[from: start, to: bytes.count]
    let lastLine = (message.lastIndex(of: 0x0a) ?? -1) + 1
    let isFragment = LogTimestamp.isBeginning(message[from: lastLine, to: message.count])
    var balance = MessageBalance(start: 0)
    balance.readUp(to: isFragment ? lastLine : message.count, of: message)
    if isFragment && message.beginLikeJSON && balance.isClosed {
      return record(start, end: start + lastLine, lines: lines, nextTimestamp: nil)
    }
    let isCut = message.beginLikeJSON ? !balance.isClosed : isFragment && timestamp == nil
    return record(
      start, end: bytes.count, lines: lines, nextTimestamp: nil, flaw: isCut ? .unterminated : nil)
  }
}

/// The brackets of a message as far as they were counted: no byte is read twice.
private struct MessageBalance {
  /// Where the message begins.
  let start: Int
  private var read: Int
  private var balance = JSONBracketScanner()

  init(start: Int) {
    self.start = start
    read = start
  }

  var isClosed: Bool { balance.isClosed }

  mutating func readUp(to end: Int, of bytes: UnsafeRawBufferPointer) {
    let known = bytes[from: 0, to: end]
    while read < end { _ = balance.advance(known, from: &read) }
  }
}
