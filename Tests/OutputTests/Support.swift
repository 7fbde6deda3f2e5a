import Output
import Rows
import Testing

/// Collects what a sink writes.
final class Collected {
  var bytes: [UInt8] = []
  var text: String { String(decoding: bytes, as: UTF8.self) }

  func makeSink() -> ByteSink {
    ByteSink { (bytes) throws(OutputError) in self.bytes += Array(bytes) }
  }
}

/// Rows of values in a format, as bytes.
func written(
  _ format: OutputFormat, _ columns: [String], _ rows: [[Cell]], style: TableStyle = TableStyle()
) throws -> [UInt8] {
  let collected = Collected()
  try format.makeWriter(to: collected.makeSink(), style: style).write(
    columns: columns.map { ResultColumn($0) }, rows: rows)
  return collected.bytes
}

/// Rows of values in a format, as text.
func text(
  _ format: OutputFormat, _ columns: [String], _ rows: [[Cell]], style: TableStyle = TableStyle()
) throws -> String {
  try #require(String(validating: written(format, columns, rows, style: style), as: UTF8.self))
}

/// One text cell given as bytes, valid or not, in a format; without the header.
func writtenCell(_ format: OutputFormat, _ bytes: [UInt8]) throws -> [UInt8] {
  let collected = Collected()
  let writer = format.makeWriter(to: collected.makeSink())
  try writer.begin(columns: [ResultColumn("a")])
  try bytes.withUnsafeBytes { try writer.write(row: [CellView.text($0)].span) }
  try writer.end()
  return collected.bytes
}
