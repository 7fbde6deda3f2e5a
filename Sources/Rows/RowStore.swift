/// Rows in memory, packed so that a cell needs no allocation of its own.
package struct RowStore {
  /// A cell whose bytes are stored together with those of all other cells.
  private enum PackedCell {
    case null
    case integer(Int64)
    case real(Double)
    case text(Range<Int>)
    case blob(Range<Int>)
  }

  private let columnCount: Int
  private var cells: [PackedCell] = []
  private var bytes: [UInt8] = []
  /// The number of rows.
  package private(set) var count = 0

  /// - Parameter columnCount: the number of cells per row.
  package init(columnCount: Int) {
    self.columnCount = columnCount
  }

  /// The number of bytes allocated.
  package var heldBytes: Int { cells.capacity * MemoryLayout<PackedCell>.stride + bytes.capacity }

  /// Adds a copy of a row.
  package mutating func append(_ row: Row) {
    precondition(row.count == columnCount, "a row has one cell for each column")
    for index in row.indices {
      switch row[index] {
      case .null: cells.append(.null)
      case .integer(let number): cells.append(.integer(number))
      case .real(let number): cells.append(.real(number))
      case .text(let text): cells.append(.text(keep(text)))
      case .blob(let blob): cells.append(.blob(keep(blob)))
      }
    }
    count += 1
  }

  /// Adds a row of cells.
  package mutating func append(_ row: [Cell]) {
    precondition(row.count == columnCount, "a row has one cell for each column")
    for cell in row {
      switch cell {
      case .null: cells.append(.null)
      case .integer(let number): cells.append(.integer(number))
      case .real(let number): cells.append(.real(number))
      case .text(let text): cells.append(.text(keep(text.utf8)))
      case .blob(let blob): cells.append(.blob(keep(blob)))
      }
    }
    count += 1
  }

  private mutating func keep(_ content: some Collection<UInt8>) -> Range<Int> {
    let start = bytes.count
    bytes.append(contentsOf: content)
    return start..<bytes.count
  }

  /// Removes the rows and keeps the memory.
  package mutating func removeAll() {
    cells.removeAll(keepingCapacity: true)
    bytes.removeAll(keepingCapacity: true)
    count = 0
  }

  /// Calls a body with a cell.
  package func withCell<Result>(
    row: Int, column: Int, _ body: (CellView) throws -> Result
  ) rethrows -> Result {
    try bytes.withUnsafeBytes { memory in
      try body(Self.view(cells[row * columnCount + column], memory))
    }
  }

  /// Calls a body with a row.
  package func withRow<Result>(at index: Int, _ body: (Row) throws -> Result) rethrows -> Result {
    try bytes.withUnsafeBytes { memory in
      let views = cells[index * columnCount..<(index + 1) * columnCount].map {
        Self.view($0, memory)
      }
      return try body(views.span)
    }
  }

  private static func view(_ cell: PackedCell, _ bytes: UnsafeRawBufferPointer) -> CellView {
    switch cell {
    case .null: .null
    case .integer(let number): .integer(number)
    case .real(let number): .real(number)
    case .text(let range): .text(UnsafeRawBufferPointer(rebasing: bytes[range]))
    case .blob(let range): .blob(UnsafeRawBufferPointer(rebasing: bytes[range]))
    }
  }
}
