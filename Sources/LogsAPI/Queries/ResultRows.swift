import Dispatch
import JSON
package import Rows

/// The rows of a query, in memory or in a file, as typed cells.
package final class ResultRows: RowWriter, @unchecked Sendable {
  /// Where each row ends.
  private var ends: [Int] = []
  private let spool = SpooledBytes()
  private let row = ByteBuffer(capacity: 4096)
  package private(set) var columns: [ResultColumn] = []

  package init() {}

  package var count: Int { ends.count }

  /// Bytes in memory, about.
  var heldBytes: Int { spool.heldBytes + ends.capacity * MemoryLayout<Int>.stride }

  /// Bytes in memory and in a file.
  var bytes: Int { spool.count }

  package func begin(columns: [ResultColumn]) throws {
    self.columns = columns
  }

  package func write(row cells: Row) throws {
    row.removeAll()
    for index in cells.indices { StoredCell.append(cells[index], to: row) }
    guard spool.count + row.count <= QueryJobs.keptBytesMax else {
      throw APIError.fault("its rows are more than \(QueryJobs.keptBytesMax >> 20) MiB")
    }
    try spool.append(row.bytes)
    ends.append(spool.count)
  }

  package func end() throws {
    try spool.finish()
  }

  /// Lends some rows, one after the other.
  ///
  /// - Throws: `SystemError`, or what the body throws.
  package func forEach(in range: Range<Int>, _ body: (Row) throws -> Void) throws {
    guard !range.isEmpty else { return }
    let start = range.lowerBound == 0 ? 0 : ends[range.lowerBound - 1]
    let bytes = try spool.bytes(in: start..<ends[range.upperBound - 1])
    var cells = Array(repeating: CellView.null, count: columns.count)
    try bytes.withUnsafeBytes { bytes in
      var rest = bytes[...]
      for _ in range {
        for index in cells.indices { cells[index] = StoredCell.next(&rest) }
        try body(cells.span)
      }
    }
  }

  /// Where large pages are printed, one after the other: meanwhile other calls are answered.
  private static let printing = DispatchQueue(label: "ecs-stops.results")
  private static let fewRows = 500

  /// Some rows as GetQueryResults gives them.
  ///
  /// - Throws: `SystemError`.
  func page(_ range: Range<Int>) async throws -> [UInt8] {
    guard range.count > Self.fewRows else { return try json(of: range) }
    return try await withCheckedThrowingContinuation { continuation in
      Self.printing.async { continuation.resume(with: Result { try self.json(of: range) }) }
    }
  }

  /// A JSON array: lists of field and value, each a string, without missing values.
  private func json(of range: Range<Int>) throws -> [UInt8] {
    let prefixes = columns.map { column in
      Array((#"{"field":"# + JSONValue.text(column.name).text + #","value":"#).utf8)
    }
    let json = ByteBuffer(capacity: 64 << 10)
    json.append(UInt8(ascii: "["))
    var isFirst = true
    try forEach(in: range) { row in
      if !isFirst { json.append(UInt8(ascii: ",")) }
      isFirst = false
      Self.append(row, prefixes, to: json)
    }
    json.append(UInt8(ascii: "]"))
    // The bytes are the buffer's, and go with it.
    return withExtendedLifetime(json) { Array(json.bytes) }
  }

  private static func append(_ row: Row, _ prefixes: [[UInt8]], to json: ByteBuffer) {
    json.append(UInt8(ascii: "["))
    let start = json.count
    for index in row.indices {
      if case .null = row[index] { continue }
      if json.count > start { json.append(UInt8(ascii: ",")) }
      prefixes[index].withUnsafeBytes { json.append($0) }
      append(row[index], to: json)
      json.append(UInt8(ascii: "}"))
    }
    json.append(UInt8(ascii: "]"))
  }

  /// A value in quotes, whatever its type.
  private static func append(_ cell: CellView, to json: ByteBuffer) {
    if case .text(let text) = cell { return json.append(json: text) }
    json.append(UInt8(ascii: "\""))
    switch cell {
    case .integer(let number): json.append(integer: number)
    case .real(let number): json.append(real: number)
    case .blob(let blob): json.append(hexadecimal: blob)
    case .text, .null: break
    }
    json.append(UInt8(ascii: "\""))
  }
}

/// A cell as bytes: one that tells its type, and the value after it.
private enum StoredCell: UInt8 {
  case null, integer, real, text, blob

  static func append(_ cell: CellView, to bytes: ByteBuffer) {
    switch cell {
    case .null: bytes.append(Self.null.rawValue)
    case .integer(let number): append(.integer, number, to: bytes)
    case .real(let number): append(.real, number, to: bytes)
    case .text(let text):
      append(.text, text.count, to: bytes)
      bytes.append(text)
    case .blob(let blob):
      append(.blob, blob.count, to: bytes)
      bytes.append(blob)
    }
  }

  private static func append(
    _ type: StoredCell, _ value: some BitwiseCopyable, to bytes: ByteBuffer
  ) {
    bytes.append(type.rawValue)
    withUnsafeBytes(of: value) { bytes.append($0) }
  }

  /// Takes the first cell of some bytes off them.
  static func next(_ rest: inout Slice<UnsafeRawBufferPointer>) -> CellView {
    switch rest.popFirst().flatMap(StoredCell.init) {
    case .integer: return .integer(value(&rest))
    case .real: return .real(value(&rest))
    case .text: return .text(part(&rest))
    case .blob: return .blob(part(&rest))
    case .null, nil: return .null
    }
  }

  private static func value<Value: BitwiseCopyable>(
    _ rest: inout Slice<UnsafeRawBufferPointer>
  ) -> Value {
    let bytes = UnsafeRawBufferPointer(rebasing: rest)
    rest = rest.dropFirst(MemoryLayout<Value>.size)
    return bytes.loadUnaligned(as: Value.self)
  }

  private static func part(
    _ rest: inout Slice<UnsafeRawBufferPointer>
  ) -> UnsafeRawBufferPointer {
    let count: Int = value(&rest)
    defer { rest = rest.dropFirst(count) }
    return UnsafeRawBufferPointer(rebasing: rest.prefix(count))
  }
}
