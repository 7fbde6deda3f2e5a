import JSON
import Rows

/// The rows of a query as GetQueryResults gives them: lists of field and value, each a string, without missing values.
final class ResultRows: RowWriter, @unchecked Sendable {
  /// Where each row ends.
  private var ends: [Int] = []
  private let bytes = SpooledBytes()
  private let row = ByteBuffer(capacity: 4096)
  private var prefixes: [[UInt8]] = []

  var count: Int { ends.count }

  /// Bytes in memory, about.
  var heldBytes: Int { bytes.heldBytes + ends.capacity * MemoryLayout<Int>.stride }

  func begin(columns: [ResultColumn]) throws {
    prefixes = columns.map { column in
      #"{"field":"# + JSONValue.text(column.name).text + #","value":"#
    }.map { Array($0.utf8) }
  }

  func write(row cells: Row) throws {
    row.removeAll()
    row.append(UInt8(ascii: "["))
    for index in cells.indices {
      if case .null = cells[index] { continue }
      if row.count > 1 { row.append(UInt8(ascii: ",")) }
      prefixes[index].withUnsafeBytes { row.append($0) }
      append(cells[index])
      row.append(UInt8(ascii: "}"))
    }
    row.append(UInt8(ascii: "]"))
    try bytes.append(row.bytes)
    ends.append(bytes.count)
  }

  /// A value in quotes, whatever its type.
  private func append(_ cell: CellView) {
    if case .text(let text) = cell { return row.append(json: text) }
    row.append(UInt8(ascii: "\""))
    switch cell {
    case .integer(let number): row.append(integer: number)
    case .real(let number): row.append(real: number)
    case .blob(let blob): row.append(hexadecimal: blob)
    case .text, .null: break
    }
    row.append(UInt8(ascii: "\""))
  }

  func end() throws {
    try bytes.finish()
  }

  /// Some rows, as a JSON array.
  ///
  /// - Throws: `SystemError`.
  func json(of range: Range<Int>) throws -> [UInt8] {
    var json: [UInt8] = [UInt8(ascii: "[")]
    var start = range.lowerBound == 0 ? 0 : ends[range.lowerBound - 1]
    let all = range.isEmpty ? [] : try bytes.bytes(in: start..<ends[range.upperBound - 1])
    let offset = start
    for row in range {
      if row > range.lowerBound { json.append(UInt8(ascii: ",")) }
      json += all[(start - offset)..<(ends[row] - offset)]
      start = ends[row]
    }
    json.append(UInt8(ascii: "]"))
    return json
  }
}
