import JSON
import Rows
import TerminalText

/// Rows as they will be shown: printable strings in one buffer.
struct HeldRows {
  /// A cell, as a range of the buffer.
  struct Cell {
    let range: Range<Int>
    /// In cells of the terminal.
    let width: Int
    let isNumber: Bool
  }

  /// Whether line breaks in strings stay.
  var keepsLineFeeds = false

  private let texts = ByteBuffer(capacity: 4_096)
  private(set) var cells: [Cell] = []

  var byteCount: Int { texts.count }

  /// Appends a cell, escaped.
  mutating func append(_ cell: CellView) {
    let start = texts.count
    texts.append(cell) { appendText($0) }
    let range = start..<texts.count
    switch cell {
    case .text:
      cells.append(Cell(range: range, width: DisplayWidth.of(bytes(range)), isNumber: false))
    case .integer, .real: cells.append(Cell(range: range, width: range.count, isNumber: true))
    case .blob, .null: cells.append(Cell(range: range, width: range.count, isNumber: false))
    }
  }

  private func appendText(_ text: UnsafeRawBufferPointer) {
    guard keepsLineFeeds else { return texts.append(printable: text) }
    for (index, line) in text.split(separator: 0x0a, omittingEmptySubsequences: false).enumerated()
    {
      if index > 0 { texts.append(0x0a) }
      texts.append(printable: UnsafeRawBufferPointer(rebasing: line))
    }
  }

  /// Forgets the cells and keeps the memory.
  mutating func removeAll() {
    texts.removeAll()
    cells.removeAll(keepingCapacity: true)
  }

  /// The bytes of a cell, valid until something is appended.
  func bytes(_ range: Range<Int>) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: texts.bytes[range])
  }

  func text(_ cell: Cell) -> String { String(decoding: bytes(cell.range), as: UTF8.self) }
}
