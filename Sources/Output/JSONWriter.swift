import JSON
package import Rows

/// Writes each row as an object on a line of its own; a cell without value is left out.
package final class JSONWriter: RowWriter {
  /// What stands around the objects.
  package enum Framing: Sendable {
    /// Brackets and commas: one JSON value.
    case array
    /// Nothing: a JSON value a line.
    case lines
  }

  private let sink: ByteSink
  private let framing: Framing
  /// A comma, the quoted name and a colon, for each column.
  private var keys: [[UInt8]] = []
  private var isFirstRow = true

  package init(to sink: ByteSink, framing: Framing) {
    self.sink = sink
    self.framing = framing
  }

  package func begin(columns: [ResultColumn]) throws(OutputError) {
    keys = columns.map { column in
      let key = ByteBuffer(capacity: 64)
      key.append(UInt8(ascii: ","))
      Array(column.name.utf8).withUnsafeBytes { key.append(json: $0) }
      key.append(UInt8(ascii: ":"))
      return Array(key.bytes)
    }
    if framing == .array { sink.buffer.append(UInt8(ascii: "[")) }
  }

  package func write(row: Row) throws(OutputError) {
    let buffer = sink.buffer
    if framing == .array {
      buffer.append(isFirstRow ? "\n" : ",\n")
      isFirstRow = false
    }
    buffer.append(UInt8(ascii: "{"))
    var isFirstCell = true
    for column in keys.indices {
      let cell = row[column]
      guard cell.hasValue else { continue }
      keys[column].withUnsafeBytes { key in
        buffer.append(isFirstCell ? UnsafeRawBufferPointer(rebasing: key.dropFirst()) : key)
      }
      isFirstCell = false
      append(cell)
    }
    buffer.append(UInt8(ascii: "}"))
    if framing == .lines { buffer.append(UInt8(ascii: "\n")) }
    try sink.flushIfFull()
  }

  private func append(_ cell: CellView) {
    let buffer = sink.buffer
    if case .blob(let bytes) = cell {
      buffer.append(UInt8(ascii: "\""))
      buffer.append(hexadecimal: bytes)
      buffer.append(UInt8(ascii: "\""))
    } else {
      buffer.append(cell) { buffer.append(json: $0) }
    }
  }

  package func end() throws(OutputError) {
    if framing == .array { sink.buffer.append(isFirstRow ? "]\n" : "\n]\n") }
    try sink.flush()
  }
}
