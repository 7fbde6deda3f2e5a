import JSON
package import Rows

/// Writes a table of GitHub's Markdown.
///
/// What would end a cell or be read as HTML is escaped, a line break becomes `<br>`; emphasis and
/// the like is left to the reader, because names such as `my_service` stay legible that way.
package final class MarkdownWriter: RowWriter {
  private let sink: ByteSink
  private var columnCount = 0

  package init(to sink: ByteSink) {
    self.sink = sink
  }

  package func begin(columns: [ResultColumn]) throws(OutputError) {
    columnCount = columns.count
    guard columnCount > 0 else { return }
    sink.buffer.append("|")
    for column in columns {
      sink.buffer.append(" ")
      Array(column.name.utf8).withUnsafeBytes { append($0) }
      sink.buffer.append(" |")
    }
    sink.buffer.append("\n|")
    for _ in columns { sink.buffer.append(" --- |") }
    sink.buffer.append("\n")
  }

  package func write(row: Row) throws(OutputError) {
    guard columnCount > 0 else { return }
    let buffer = sink.buffer
    buffer.append("|")
    for column in 0..<columnCount {
      buffer.append(" ")
      buffer.append(row[column]) { append($0) }
      buffer.append(" |")
    }
    buffer.append("\n")
    try sink.flushIfFull()
  }

  package func end() throws(OutputError) { try sink.flush() }

  private func append(_ text: UnsafeRawBufferPointer) {
    let buffer = sink.buffer
    var previous: UInt8 = 0
    for byte in text {
      switch byte {
      case UInt8(ascii: "|"): buffer.append("\\|")
      case UInt8(ascii: "\\"): buffer.append("\\\\")
      case UInt8(ascii: "<"): buffer.append("&lt;")
      case UInt8(ascii: "&"): buffer.append("&amp;")
      case UInt8(ascii: "\n") where previous == UInt8(ascii: "\r"): break
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"): buffer.append("<br>")
      default: buffer.append(byte)
      }
      previous = byte
    }
  }
}
