import JSON
package import Rows

/// Writes RFC 4180: a header line, quotes where they are needed, lines that end in LF.
///
/// LF and not the RFC's CR LF, because the tools of a shell take a CR for a part of the last cell. Control characters
/// other than tabs and line breaks, and those that change the order of text, become `\u001b`.
package final class CSVWriter: RowWriter {
  private let sink: ByteSink
  private let isSafe: Bool
  private let fileText: FileText
  private var columnCount = 0

  /// - Parameters:
  ///   - isSafe: whether text that a spreadsheet would take for a formula gets a `'` before it.
  ///   - isRaw: whether control characters are written as they are.
  package init(to sink: ByteSink, isSafe: Bool = false, isRaw: Bool = false) {
    self.sink = sink
    self.isSafe = isSafe
    fileText = FileText(isRaw: isRaw)
  }

  package func begin(columns: [ResultColumn]) throws(OutputError) {
    columnCount = columns.count
    for (index, column) in columns.enumerated() {
      if index > 0 { sink.buffer.append(UInt8(ascii: ",")) }
      Array(column.name.utf8).withUnsafeBytes { append($0) }
    }
    sink.buffer.append(UInt8(ascii: "\n"))
  }

  package func write(row: Row) throws(OutputError) {
    let buffer = sink.buffer
    let start = buffer.count
    for column in 0..<columnCount {
      if column > 0 { buffer.append(UInt8(ascii: ",")) }
      buffer.append(row[column]) { append($0) }
    }
    // An empty line would be no row at all for most readers.
    if columnCount == 1, buffer.count == start { buffer.append("\"\"") }
    buffer.append(UInt8(ascii: "\n"))
    try sink.flushIfFull()
  }

  package func end() throws(OutputError) { try sink.flush() }

  private func append(_ text: UnsafeRawBufferPointer) {
    let buffer = sink.buffer
    if !isSafe, FileText.isPlain(text, in: buffer), !text.contains(UInt8(ascii: ",")) {
      return buffer.append(text)
    }
    let isFormula = isSafe && text.first.map(Self.beginsFormula) == true
    let text = fileText.escaped(text)
    guard text.contains(where: Self.needsQuotes) else {
      if isFormula { buffer.append(UInt8(ascii: "'")) }
      return buffer.append(text)
    }
    buffer.append(UInt8(ascii: "\""))
    if isFormula { buffer.append(UInt8(ascii: "'")) }
    for byte in text {
      if byte == UInt8(ascii: "\"") { buffer.append(byte) }
      buffer.append(byte)
    }
    buffer.append(UInt8(ascii: "\""))
  }

  /// The characters that OWASP's page on CSV injection names.
  private static func beginsFormula(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"),
      UInt8(ascii: "\t"), UInt8(ascii: "\r"):
      true
    default: false
    }
  }

  private static func needsQuotes(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: ","), UInt8(ascii: "\""), UInt8(ascii: "\n"), UInt8(ascii: "\r"): true
    default: false
    }
  }
}
