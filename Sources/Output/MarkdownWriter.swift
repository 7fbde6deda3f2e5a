import JSON
package import Rows

/// Writes a table of GitHub's Markdown.
///
/// What would end a cell or be read as HTML, a link, an image or code is escaped, and so are control characters; a line
/// break becomes `<br>`. Emphasis is left to the reader, because names such as `my_service` stay legible that way.
package final class MarkdownWriter: RowWriter {
  private let sink: ByteSink
  private let fileText: FileText
  private let cell = ByteBuffer(capacity: 256)
  private var columnCount = 0

  /// - Parameter isRaw: whether control characters are written as they are; links are inert in any case.
  package init(to sink: ByteSink, isRaw: Bool = false) {
    self.sink = sink
    fileText = FileText(isRaw: isRaw)
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
    cell.removeAll()
    append(text, to: cell)
    buffer.append(fileText.escaped(cell.bytes))
  }

  private func append(_ text: UnsafeRawBufferPointer, to buffer: ByteBuffer) {
    var previous: UInt8 = 0
    for (index, byte) in text.enumerated() {
      switch byte {
      case UInt8(ascii: "|"): buffer.append("\\|")
      case UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "`"):
        buffer.append("\\")
        buffer.append(byte)
      // `https://` and `www.` would become links by themselves.
      case UInt8(ascii: ":") where text[index...].starts(with: "://".utf8): buffer.append("\\:")
      case UInt8(ascii: ".") where Self.isAfterWWW(text, index): buffer.append("\\.")
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

  private static func isAfterWWW(_ text: UnsafeRawBufferPointer, _ index: Int) -> Bool {
    index >= 3 && text[index - 3..<index].allSatisfy { $0 | 0x20 == UInt8(ascii: "w") }
  }
}
