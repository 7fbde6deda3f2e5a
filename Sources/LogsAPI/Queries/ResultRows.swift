import JSON
import Rows

/// The rows of a query as GetQueryResults gives them: lists of field and value, each a string, without missing values.
final class ResultRows: RowWriter, @unchecked Sendable {
  /// Where each row ends; a comma follows, so that rows are stored as a page has them.
  private var ends: [Int] = []
  private let spool = SpooledBytes()
  private let row = ByteBuffer(capacity: 4096)
  private var prefixes: [[UInt8]] = []

  var count: Int { ends.count }

  /// Bytes in memory, about.
  var heldBytes: Int { spool.heldBytes + ends.capacity * MemoryLayout<Int>.stride }

  /// Bytes in memory and in a file.
  var bytes: Int { spool.count }

  func begin(columns: [ResultColumn]) throws {
    prefixes = columns.map { column in
      #"{"field":"# + JSONValue.text(column.name).text + #","value":"#
    }.map { Array($0.utf8) }
  }

  func write(row cells: Row) throws {
    row.removeAll()
    if !ends.isEmpty { row.append(UInt8(ascii: ",")) }
    row.append(UInt8(ascii: "["))
    let start = row.count
    for index in cells.indices {
      if case .null = cells[index] { continue }
      if row.count > start { row.append(UInt8(ascii: ",")) }
      prefixes[index].withUnsafeBytes { row.append($0) }
      append(cells[index])
      row.append(UInt8(ascii: "}"))
    }
    row.append(UInt8(ascii: "]"))
    guard spool.count + row.count <= QueryJobs.keptBytesMax else {
      throw APIError.fault("its rows are more than \(QueryJobs.keptBytesMax >> 20) MiB")
    }
    try spool.append(row.bytes)
    ends.append(spool.count)
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
    try spool.finish()
  }

  /// Some rows, as a JSON array.
  ///
  /// - Throws: `SystemError`.
  func json(of range: Range<Int>) throws -> [UInt8] {
    var json: [UInt8] = [UInt8(ascii: "[")]
    if !range.isEmpty {
      // The comma after the row before is of neither.
      let start = range.lowerBound == 0 ? 0 : ends[range.lowerBound - 1] + 1
      json += try spool.bytes(in: start..<ends[range.upperBound - 1])
    }
    json.append(UInt8(ascii: "]"))
    return json
  }
}
