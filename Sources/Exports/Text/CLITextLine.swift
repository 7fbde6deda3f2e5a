import JSON

/// A line of the text output of the AWS CLI: columns with tabs between them, of which one may be a message.
///
/// The CLI prints messages as they are, so one that is JSON over several lines goes on until its brackets are closed.
struct CLITextLine {
  /// Where the columns stand in the window; the message may be anywhere among them.
  var columns: [Range<Int>] = []
  /// Which column is a message of JSON.
  var message: Int?
  /// Where the next line begins.
  var end = 0
  var flaw: ExportRecord.Flaw?

  /// The labels with which the CLI begins lines of these commands.
  static let labels: [StaticString] = [
    "EVENTS\t", "SEARCHEDLOGSTREAMS\t", "RESULTS\t", "STATISTICS\t", "NEXTTOKEN\t",
  ]

  /// Whether a line that begins here is certainly not the continuation of a message: it begins with a label, or with a time
  /// in milliseconds and a tab.
  static func begins(_ text: UnsafeRawBufferPointer) -> Bool {
    if labels.contains(where: { text.starts(withText: $0) }) { return true }
    let digits = text.prefix(14).prefix { (0x30...0x39).contains($0) }.count
    return digits >= 12 && digits < text.count && text[digits] == 0x09
  }

  /// Of which command's text output this is the beginning; nil if of none.
  static func shape(of text: UnsafeRawBufferPointer) -> ExportShape? {
    let events: [StaticString] = ["EVENTS\t", "SEARCHEDLOGSTREAMS\t"]
    if events.contains(where: { text.starts(withText: $0) }) { return .cliText }
    if text.starts(withText: "RESULTS\t") { return .insightsText }
    let end = text.firstLineFeed(from: 0) ?? text.count
    let rest = text[from: min(end + 1, text.count), to: text.count]
    // The tokens of pages come first, or the language and the state of a query.
    if rest.starts(withText: "RESULTS\t") { return .insightsText }
    let first = text[from: 0, to: end]
    let hasTokens = first.starts(withText: "b/") && first.contains(Array("\tf/".utf8))
    return hasTokens || rest.starts(withText: "EVENTS\t") || begins(text) ? .cliText : nil
  }

  /// How many bytes `begins` looks at.
  static let beginningBytesMax = 24

  /// Reads a line from the window.
  init(
    at start: Int, of window: inout ContentWindow, bytesMax: Int
  ) throws(ExportError) {
    var columnStart = start
    var position = start
    while true {
      if position == window.bytes.count {
        if position - start > bytesMax { flaw = .tooLong }
        guard flaw == nil, try window.fill() else { break }
      }
      let byte = window.bytes[position]
      if position == columnStart, message == nil, byte == UInt8(ascii: "{") {
        message = columns.count
        position = try Self.messageEnd(from: position, of: &window, bytesMax: bytesMax, &flaw)
        if flaw != nil { break }
        continue
      }
      if byte == 0x0a { break }
      position += 1
      if byte == 0x09 {
        columns.append(columnStart..<position - 1)
        columnStart = position
      }
    }
    end = min(position + 1, window.bytes.count)
    if flaw != nil { end = position }
    if position > columnStart, position <= window.bytes.count,
      window.bytes[position - 1] == 0x0d
    {
      position -= 1
    }
    columns.append(columnStart..<max(columnStart, position))
  }

  /// Where the brackets of a message are closed.
  private static func messageEnd(
    from start: Int, of window: inout ContentWindow, bytesMax: Int, _ flaw: inout ExportRecord.Flaw?
  ) throws(ExportError) -> Int {
    var scanner = JSONBracketScanner()
    var position = start
    while true {
      let stop = scanner.advance(window.bytes, from: &position)
      if position - start > bytesMax {
        flaw = .tooLong
        return position
      }
      switch stop {
      case .closed: return position
      case .strayBracket: continue
      case .lineEnd:
        _ = try window.require(position + beginningBytesMax)
        if begins(window.bytes[from: position, to: window.bytes.count]) {
          flaw = .brokenOff
          return position
        }
      case .end:
        if try !window.fill() {
          flaw = .unterminated
          return position
        }
      }
    }
  }
}

extension UnsafeRawBufferPointer {
  func starts(withText text: StaticString) -> Bool {
    starts(with: UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }
}
