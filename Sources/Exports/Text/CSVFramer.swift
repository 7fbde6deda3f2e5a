import JSON

/// Frames rows of CSV as RFC 4180 describes it, with messages of a log in one column: results of Logs Insights and Athena, the
/// download of the log viewer.
///
/// Without a column for messages, the cell that holds an object is the message; so it is where the column holds something
/// else and the cell a stopped task. A header that comes again, where files were joined, begins a table of its own.
struct CSVFramer: RecordFramer, ~Copyable {
  private var window: ContentWindow
  private let recordBytesMax: Int
  private var header: CSVHeader?
  private var line = 1
  private var hasReadHeader: Bool
  private var row = CSVRow()

  /// - Parameter window: begins with the header.
  init(_ window: consuming ContentWindow, recordBytesMax: Int) {
    let bytes = window.bytes
    let start = bytes.firstIndex { !$0.isJSONSpace } ?? bytes.count
    let text = bytes[from: start, to: bytes.count]
    header = CSVHeader(firstLineOf: text)
    hasReadHeader = header == nil
    if header == nil { header = CSVHeader.ofRows(text) }
    self.window = window
    self.recordBytesMax = recordBytesMax
    guard let separator = CSVHeader.separatorLine(text) else { return }
    self.window.drop(start + separator.upperBound)
    line += bytes[from: 0, to: start + separator.upperBound].lineFeedCount
  }

  var bytesOut: Int64 { window.bytesOut }

  mutating func next() throws(ExportError) -> ExportRecord? {
    while try window.require(1) {
      let position = SourcePosition(line: line, offset: window.offset)
      try readRow()
      if row.isBlank { continue }
      guard hasReadHeader else {
        hasReadHeader = true
        continue
      }
      if let next = CSVHeader(comingAgain: row, separator: header?.separator) {
        header = next
        continue
      }
      return record(at: position)
    }
    return nil
  }

  /// Reads up to the line feed that ends the row: line feeds in quotes belong to their cell.
  private mutating func readRow() throws(ExportError) {
    row.begin()
    var parser = CSVRowParser(separator: header?.separator, bytesMax: recordBytesMax)
    var hasMore = true
    while hasMore, !parser.isComplete {
      let consumed = parser.read(window.bytes, into: row)
      line += window.bytes[from: 0, to: consumed].lineFeedCount
      window.drop(consumed)
      if !parser.isComplete { hasMore = try window.fill() }
    }
    parser.end(row)
  }

  private func record(at position: SourcePosition) -> ExportRecord {
    let found = row.message(in: header?.message)
    let message = found ?? row.all
    let flaw: ExportRecord.Flaw? =
      row.isTooLong
      ? .tooLong : row.isUnterminated ? .unterminated : found == nil ? .refused(.csvRow) : nil
    let shown = row.isTooLong ? min(message.count, ExportRecord.beginningBytesMax) : message.count
    return ExportRecord(
      message: message[from: 0, to: shown],
      metadata: LogMetadata(
        loggedAt: cell(header?.time).flatMap { LogTime.milliseconds(text: $0) },
        ingestionTime: cell(header?.ingestionTime).flatMap { LogTime.milliseconds(text: $0) },
        logStream: cell(header?.logStream), logGroup: cell(header?.logGroup)),
      position: position, extent: Int(window.offset - position.offset), flaw: flaw)
  }

  private func cell(_ column: Int?) -> UnsafeRawBufferPointer? { column.flatMap { row[$0] } }
}

/// The cells of one row, without their quotes.
final class CSVRow {
  private let text = ByteBuffer(capacity: 4096)
  private var ends: [Int] = []
  fileprivate(set) var isTooLong = false
  fileprivate(set) var isUnterminated = false

  func begin() {
    text.removeAll()
    ends.removeAll(keepingCapacity: true)
    isTooLong = false
    isUnterminated = false
  }

  fileprivate var byteCount: Int { text.count }

  fileprivate func append(_ bytes: UnsafeRawBufferPointer) { text.append(bytes) }

  fileprivate func endCell() { ends.append(text.count) }

  /// Makes room for the bytes after a message that parsers may read.
  fileprivate func end() { text.reserve(ExportRecord.padding) }

  var isBlank: Bool { text.bytes.allSatisfy(\.isJSONSpace) }

  var count: Int { ends.count }

  /// All cells, one after another.
  var all: UnsafeRawBufferPointer { text.bytes }

  /// The text of a cell; nil if it is empty or the row has fewer.
  subscript(column: Int) -> UnsafeRawBufferPointer? {
    guard column < ends.count else { return nil }
    let start = column == 0 ? 0 : ends[column - 1]
    return start == ends[column] ? nil : text.bytes[from: start, to: ends[column]]
  }

  /// The cell of the column for messages, or of another that has a stopped task where this one has none.
  func message(in column: Int?) -> UnsafeRawBufferPointer? {
    let message = column.flatMap { self[$0] }
    if let message, Self.isObject(message), message.contains("STOPPED") { return message }
    let objects = ends.indices.lazy.compactMap { self[$0] }.filter(Self.isObject)
    return objects.first { $0.contains("STOPPED") } ?? message ?? objects.first
  }

  /// Whether a cell looks like an object.
  static func isObject(_ cell: UnsafeRawBufferPointer) -> Bool {
    cell.first == UInt8(ascii: "{") && cell.last == UInt8(ascii: "}")
  }
}

/// Follows one row of CSV through any number of pieces.
struct CSVRowParser {
  private enum State { case cellStart, inCell, inQuotes, afterQuote, afterReturn }

  private let separator: UInt8?
  private let bytesMax: Int
  private var state = State.cellStart
  private(set) var isComplete = false

  init(separator: UInt8?, bytesMax: Int) {
    self.separator = separator
    self.bytesMax = bytesMax
  }

  /// Reads as much of the bytes as belongs to the row and returns their number.
  mutating func read(_ bytes: UnsafeRawBufferPointer, into row: CSVRow) -> Int {
    var position = 0
    while position < bytes.count {
      let byte = bytes[position]
      switch state {
      case .inQuotes:
        let end =
          bytes[from: position, to: bytes.count].firstIndex(of: UInt8(ascii: "\""))
          .map { $0 + position } ?? bytes.count
        keep(bytes[from: position, to: end], in: row)
        position = end
        guard end < bytes.count else { return position }
        state = .afterQuote
      case .afterQuote where byte == UInt8(ascii: "\""):
        // A doubled quote.
        keep(bytes[from: position, to: position + 1], in: row)
        state = .inQuotes
      case .cellStart where byte == UInt8(ascii: "\""): state = .inQuotes
      case _ where byte == 0x0a:
        isComplete = true
        return position + 1
      case _ where byte == separator:
        row.endCell()
        state = .cellStart
      case .afterReturn:
        keepReturn(in: row)
        state = .inCell
        continue
      case _ where byte == 0x0d: state = .afterReturn
      case .cellStart, .inCell, .afterQuote:
        state = .inCell
        let end =
          bytes[from: position, to: bytes.count].firstIndex {
            $0 == 0x0a || $0 == 0x0d || $0 == separator
          }.map { $0 + position } ?? bytes.count
        keep(bytes[from: position, to: end], in: row)
        position = end
        continue
      }
      position += 1
    }
    return position
  }

  /// Ends the row at its line feed or at the end of the content.
  mutating func end(_ row: CSVRow) {
    if !isComplete, state == .inQuotes { row.isUnterminated = true }
    row.endCell()
    row.end()
  }

  private func keep(_ bytes: UnsafeRawBufferPointer, in row: CSVRow) {
    if row.byteCount + bytes.count > bytesMax { row.isTooLong = true }
    if !row.isTooLong || row.byteCount < ExportRecord.beginningBytesMax {
      row.append(bytes[from: 0, to: min(bytes.count, max(0, bytesMax - row.byteCount))])
    }
  }

  /// A carriage return that no line feed follows belongs to its cell.
  private func keepReturn(in row: CSVRow) {
    let bytes: [UInt8] = [0x0d]
    bytes.withUnsafeBytes { keep($0, in: row) }
  }
}
