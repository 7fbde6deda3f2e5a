import JSON

/// Frames bare JSON values: one per line, pretty-printed one after another, without any separator, as elements of
/// arrays, or in any mixture of these.
///
/// An object ends with its closing brace, so valid JSON is split exactly, whatever its layout. Anything other than an
/// object is a record of its own, up to the end of the line or of the array's element. `RecordBoundaryScanner`
/// describes how damage to one object is kept from affecting its neighbors.
struct BareEventFramer: RecordFramer, ~Copyable {
  private var window: ContentWindow
  private let recordBytesMax: Int
  private let log: WarningLog
  /// The line on which the window begins, and its indentation once that is known.
  private var line = 1
  private var lineOffset: Int64
  private var indent: Int?
  /// The arrays whose elements are being read, the innermost last.
  private var lists: [List] = []
  /// Records that begin before this offset end at the first line that could begin another.
  private var strictUntil: Int64 = 0
  /// The record returned last, skipped by the next call.
  private var spent = Extent(bytes: 0, lines: 0)
  private var rest: Rest?

  private struct List {
    let start: SourcePosition
    /// What stands in the object that it is a member of, up to it; nil if it is not a member.
    var head: ListHead?
  }

  /// The elements of lists in objects, put together with what stands before them.
  private let whole = ByteBuffer(capacity: 4096)

  /// How deeply lists are entered, such as a list of records in a list of messages; each costs another look at the whole.
  private static let listsMax = 4

  /// The bytes in which lists of damaged objects were looked for.
  private var bytesSearched: Int64 = 0
  /// How often the content may be searched so as a whole: each search goes beyond its object, and lines that each begin an
  /// object that never ends would take the square of their number.
  private static let searchesMax: Int64 = 8

  private var maySearch: Bool {
    bytesSearched <= Self.searchesMax * (window.offset + Int64(EventList.beginningBytesMax))
  }

  /// What remains of a record of which only the beginning was returned, because it is too long.
  private enum Rest { case ofValue, ofLine }

  init(_ window: consuming ContentWindow, recordBytesMax: Int, log: WarningLog) {
    lineOffset = window.offset
    self.window = window
    self.recordBytesMax = recordBytesMax
    self.log = log
  }

  var bytesOut: Int64 { window.bytesOut }

  mutating func next() throws(ExportError) -> ExportRecord? {
    try moveOn()
    while let byte = try skipBlanks() {
      var beginsList = byte == UInt8(ascii: "[") && lists.isEmpty
      if beginsList { beginsList = try !isInsightsRow() }
      switch byte {
      case UInt8(ascii: "{"): if let record = try value(flaw: nil) { return record }
      case UInt8(ascii: "[") where beginsList:
        lists.append(List(start: position))
        window.drop(1)
      case UInt8(ascii: "["):
        if let record = try value(flaw: lists.isEmpty ? nil : .notAnObject) { return record }
      case UInt8(ascii: "]") where !lists.isEmpty:
        window.drop(1)
        let list = lists.removeLast()
        if let head = list.head { try skipRestOfObject(after: list, head) }
      case UInt8(ascii: ",") where !lists.isEmpty: window.drop(1)
      default: return try text()
      }
    }
    if let list = lists.first { log.add(.unclosedArray(list.start)) }
    lists = []
    return nil
  }

  private var position: SourcePosition { SourcePosition(line: line, offset: window.offset) }

  /// Skips white space and returns the next byte; nil at the end of the content.
  private mutating func skipBlanks() throws(ExportError) -> UInt8? {
    while try window.require(1) {
      let bytes = window.bytes
      let blanks = bytes.firstIndex { !$0.isJSONSpace } ?? bytes.count
      pass(Extent(bytes: blanks, lines: bytes[from: 0, to: blanks].lineFeedCount))
      if blanks == bytes.count { continue }
      if indent == nil { indent = Int(window.offset - lineOffset) }
      return window.bytes[0]
    }
    return nil
  }

  /// Drops the beginning of the window and keeps track of lines.
  private mutating func pass(_ extent: Extent) {
    if extent.lines > 0 {
      let passed = window.bytes[from: 0, to: extent.bytes]
      let lineStart = (passed.lastIndex(of: 0x0a) ?? -1) + 1
      lineOffset = window.offset + Int64(lineStart)
      indent = passed[from: lineStart, to: passed.count].firstIndex { !$0.isJSONSpace }
      line += extent.lines
    }
    window.drop(extent.bytes)
  }

  private mutating func moveOn() throws(ExportError) {
    switch rest {
    case nil: pass(spent)
    case .ofLine: try skipLine()
    case .ofValue:
      var scan = RecordBoundaryScanner(
        indent: indent ?? 0, isInArray: !lists.isEmpty, isStrict: false, bytesMax: recordBytesMax)
      while let extent = try scan.skip(&window) { pass(extent) }
    }
    spent = Extent(bytes: 0, lines: 0)
    rest = nil
  }

  /// Whether the array that begins here is a row of query results, which is one record: `[{"field": …` or
  /// `[{"value": …`.
  private mutating func isInsightsRow() throws(ExportError) -> Bool {
    _ = try window.require(256)
    let bytes = window.bytes
    let start = bytes[from: 0, to: min(bytes.count, 256)].filter { !$0.isJSONSpace }
    return [#"[{"field":"#, #"[{"Field":"#, #"[{"value":"#, #"[{"Value":"#].contains {
      start.starts(with: $0.utf8)
    }
  }

  /// Skips what follows a list in its object, up to the closing brace.
  private mutating func skipRestOfObject(
    after list: List, _ head: ListHead
  ) throws(ExportError) {
    var scanner = JSONBracketScanner(openBraces: head.closing.count - 1)
    while try window.require(1) {
      let bytes = window.bytes
      var end = 0
      while end < bytes.count, !scanner.isClosed { _ = scanner.advance(bytes, from: &end) }
      pass(Extent(bytes: end, lines: bytes[from: 0, to: end].lineFeedCount))
      if scanner.isClosed { return }
    }
    log.add(.unclosedArray(list.start))
  }

  private mutating func skipLine() throws(ExportError) {
    repeat {
      guard let feed = window.bytes.firstLineFeed(from: 0) else {
        window.drop(window.bytes.count)
        continue
      }
      window.drop(feed)
      return
    } while try window.fill()
  }

  /// An object, or an array within an array; nil if it was entered, because it is not whole and has a list of events.
  private mutating func value(flaw: ExportRecord.Flaw?) throws(ExportError) -> ExportRecord? {
    var scan = RecordBoundaryScanner(
      indent: indent ?? 0, isInArray: !lists.isEmpty, isStrict: window.offset < strictUntil,
      bytesMax: recordBytesMax)
    let found = try scan.run(&window)
    if found.flaw != nil, flaw == nil, lists.count < Self.listsMax, maySearch,
      let start = EventList.start(in: window.bytes, bytesSearched: &bytesSearched)
    {
      let text = window.bytes[from: 0, to: start.position]
      let head = ListHead(text, closing: start.closing)
      pass(Extent(bytes: text.count, lines: text.lineFeedCount))
      lists.append(List(start: position, head: head))
      return nil
    }
    if found.flaw == .tooLong {
      rest = .ofValue
    } else {
      spent = found.extent
    }
    strictUntil = max(strictUntil, window.offset + Int64(found.rereadBytes))
    return record(bytes: found.extent.bytes, flaw: found.flaw ?? flaw)
  }

  /// A value other than an object or array: up to the end of the line, or of the array's element.
  private mutating func text() throws(ExportError) -> ExportRecord {
    var element = ElementText()
    var scanned = 0
    while true {
      let bytes = window.bytes
      var end =
        lists.isEmpty
        ? bytes.firstLineFeed(from: scanned).map { $0 + 1 } : element.end(in: bytes, from: scanned)
      if let line = end, lists.isEmpty {
        end = try Base64Lines.end(after: line, of: &window, bytesMax: recordBytesMax)
      }
      if (end ?? bytes.count) > recordBytesMax {
        rest = .ofLine
        return record(bytes: min(ExportRecord.beginningBytesMax, recordBytesMax), flaw: .tooLong)
      }
      scanned = bytes.count
      // The window moves its bytes only if there are more of them.
      let isComplete = end == nil ? try !window.fill() : true
      if isComplete {
        let text = window.bytes[from: 0, to: end ?? scanned]
        spent = Extent(bytes: text.count, lines: text.lineFeedCount)
        // White space before the comma that ends an element does not belong to it.
        let isElement = !lists.isEmpty
        let blanks = isElement ? text.reversed().prefix { $0.isJSONSpace }.count : 0
        return record(bytes: text.count - blanks, flaw: .notAnObject)
      }
    }
  }

  private func record(bytes: Int, flaw: ExportRecord.Flaw?) -> ExportRecord {
    let text = window.bytes[from: 0, to: bytes].withoutTrailingLineEnds
    let heads = lists.compactMap(\.head)
    guard flaw == nil, ListHead.matter(heads) else {
      return ExportRecord(message: text, position: position, flaw: flaw)
    }
    ListHead.write(text, in: heads, to: whole)
    return ExportRecord(message: whole.bytes, position: position, extent: text.count)
  }
}

/// Finds the end of an array's element that is neither object nor array: a comma or bracket outside strings, or the end
/// of the line.
private struct ElementText {
  private var isInString = false
  private var isEscaped = false

  mutating func end(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
    for index in start..<bytes.count {
      switch bytes[index] {
      case 0x0a: return index + 1
      case _ where isEscaped: isEscaped = false
      case UInt8(ascii: "\\"): isEscaped = isInString
      case UInt8(ascii: "\""): isInString.toggle()
      case UInt8(ascii: ","), UInt8(ascii: "]"):
        if !isInString { return index }
      default: break
      }
    }
    return nil
  }
}
