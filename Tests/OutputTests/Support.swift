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

/// A small generator that can be seeded.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
