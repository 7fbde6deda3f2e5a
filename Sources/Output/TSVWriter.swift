import JSON
package import Rows

/// Writes cells between tabs, with a header line.
///
/// Tabs, line breaks and backslashes within cells become `\t`, `\n`, `\r` and `\\`, so that each
/// line is a row and each tab a border. Other control characters, and those that change the order of text, become
/// `\u001b`.
package final class TSVWriter: RowWriter {
  private let sink: ByteSink
  private let fileText: FileText
  private let cell = ByteBuffer(capacity: 256)
  private var columnCount = 0

  /// - Parameter isRaw: whether control characters other than tabs and line breaks are written as they are.
  package init(to sink: ByteSink, isRaw: Bool = false) {
    self.sink = sink
    fileText = FileText(isRaw: isRaw)
  }

  package func begin(columns: [ResultColumn]) throws(OutputError) {
    columnCount = columns.count
    for (index, column) in columns.enumerated() {
      if index > 0 { sink.buffer.append(UInt8(ascii: "\t")) }
      Array(column.name.utf8).withUnsafeBytes { append($0) }
    }
    sink.buffer.append(UInt8(ascii: "\n"))
  }

  package func write(row: Row) throws(OutputError) {
    let buffer = sink.buffer
    for column in 0..<columnCount {
      if column > 0 { buffer.append(UInt8(ascii: "\t")) }
      buffer.append(row[column]) { append($0) }
    }
    buffer.append(UInt8(ascii: "\n"))
    try sink.flushIfFull()
  }

  package func end() throws(OutputError) { try sink.flush() }

  private func append(_ text: UnsafeRawBufferPointer) {
    let buffer = sink.buffer
    if FileText.isPlain(text, in: buffer) { return buffer.append(text) }
    // Backslashes of the text are doubled, those of its escapes are not.
    cell.removeAll()
    append(text, to: cell)
    buffer.append(fileText.escaped(cell.bytes))
  }

  private func append(_ text: UnsafeRawBufferPointer, to buffer: ByteBuffer) {
    for byte in text {
      switch byte {
      case UInt8(ascii: "\t"): buffer.append("\\t")
      case UInt8(ascii: "\n"): buffer.append("\\n")
      case UInt8(ascii: "\r"): buffer.append("\\r")
      case UInt8(ascii: "\\"): buffer.append("\\\\")
      default: buffer.append(byte)
      }
    }
  }
}
