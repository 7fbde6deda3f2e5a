import JSON

/// Frames the text output of `aws logs filter-log-events` and `get-log-events`.
///
/// A `--query` may have chosen columns:
///
///     EVENTS⇥eventId⇥ingestionTime⇥logStreamName⇥message⇥timestamp
///     EVENTS⇥ingestionTime⇥message⇥timestamp
///     timestamp⇥message
///
/// The columns have no names, so what they are is told by where they stand: times are numbers, and a time after the message
/// is that of the message, as the CLI sorts columns by name.
struct CLITextFramer: RecordFramer, ~Copyable {
  private var window: ContentWindow
  private let recordBytesMax: Int
  private var line = 1
  private var spentBytes = 0
  private var isSkipping = false

  init(_ window: consuming ContentWindow, recordBytesMax: Int) {
    self.window = window
    self.recordBytesMax = recordBytesMax
  }

  var bytesOut: Int64 { window.bytesOut }

  mutating func next() throws(ExportError) -> ExportRecord? {
    while true {
      try moveOn()
      guard try window.require(1) else { return nil }
      let line = try CLITextLine(at: 0, of: &window, bytesMax: recordBytesMax)
      spentBytes = line.end
      isSkipping = line.flaw == .tooLong
      if let record = record(of: line) { return record }
    }
  }

  private mutating func moveOn() throws(ExportError) {
    pass(spentBytes)
    spentBytes = 0
    while isSkipping {
      guard let feed = window.bytes.firstLineFeed(from: 0) else {
        window.drop(window.bytes.count)
        isSkipping = try window.fill()
        continue
      }
      pass(feed + 1)
      isSkipping = try window.require(1)
      _ = try window.require(CLITextLine.beginningBytesMax)
      if CLITextLine.begins(window.bytes) { isSkipping = false }
    }
  }

  private mutating func pass(_ count: Int) {
    line += window.bytes[from: 0, to: count].lineFeedCount
    window.drop(count)
  }

  /// The record of a line; nil for lines of other things than events.
  private func record(of line: CLITextLine) -> ExportRecord? {
    guard let column = line.message ?? textMessage(of: line) else { return nil }
    let range = line.columns[column]
    // A message without JSON goes on to the last tab.
    let bytes = window.bytes
    var message = bytes[from: range.lowerBound, to: range.upperBound]
    if line.flaw == .tooLong {
      message = message[from: 0, to: min(message.count, ExportRecord.beginningBytesMax)]
    }
    return ExportRecord(
      message: message.withoutTrailingLineEnds, metadata: metadata(of: line, message: column),
      position: SourcePosition(
        line: self.line, offset: window.offset + Int64(range.lowerBound)), flaw: line.flaw)
  }

  /// The column of a message that is not JSON.
  private func textMessage(of line: CLITextLine) -> Int? {
    let isEvent = text(line, 0).starts(withText: "EVENTS")
    if isEvent { return line.columns.count >= 6 ? 4 : line.columns.count >= 4 ? 2 : nil }
    // Which streams were searched, and tokens of pages.
    let isOther = ["SEARCHEDLOGSTREAMS", "NEXTTOKEN", "b/"].contains {
      text(line, 0).starts(withText: $0)
    }
    return isOther || text(line, 0).allSatisfy(\.isJSONSpace) ? nil : line.columns.count - 1
  }

  private func text(_ line: CLITextLine, _ column: Int) -> UnsafeRawBufferPointer {
    let range = line.columns[column]
    return window.bytes[from: range.lowerBound, to: range.upperBound]
  }

  private func metadata(of line: CLITextLine, message: Int) -> LogMetadata {
    let first = text(line, 0).starts(withText: "EVENTS") ? 1 : 0
    let before = (first..<max(first, message)).map { text(line, $0) }
    let after = (message + 1..<max(message + 1, line.columns.count)).map { text(line, $0) }
    let timesBefore = before.compactMap(\.epochMilliseconds)
    let timeAfter = after.lazy.compactMap(\.epochMilliseconds).first
    return LogMetadata(
      loggedAt: timeAfter ?? timesBefore.first,
      ingestionTime: timeAfter == nil ? timesBefore.dropFirst().first : timesBefore.last,
      logStream: before.last { !$0.isNumber && !$0.isEmpty }
        ?? after.first { !$0.isNumber && !$0.isEmpty })
  }
}

extension UnsafeRawBufferPointer {
  fileprivate var isNumber: Bool { allSatisfy { (0x30...0x39).contains($0) } }

  /// The number, if it is a time in milliseconds since 1970 of this or the next century.
  fileprivate var epochMilliseconds: Int64? {
    guard (12...13).contains(count), isNumber else { return nil }
    return Int64(String(decoding: self, as: UTF8.self))
  }
}
