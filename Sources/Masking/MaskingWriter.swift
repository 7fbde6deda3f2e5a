package import Rows

/// Hands rows on with the secrets in their text masked.
///
/// What is counted, compared, sorted and grouped happens before: it sees the values as they are.
package final class MaskingWriter: RowWriter {
  private let masker: Masker
  private let writer: any RowWriter
  private var secrecy: [ResultColumn.Secrecy] = []

  package init(_ masker: Masker, to writer: any RowWriter) {
    self.masker = masker
    self.writer = writer
  }

  package func begin(columns: [ResultColumn]) throws {
    secrecy = columns.map(\.secrecy)
    try writer.begin(columns: columns)
  }

  package func write(row: Row) throws {
    var shown: [Cell]?
    for index in row.indices {
      guard let text = try masker.masked(row[index], secrecy[index]) else { continue }
      if shown == nil { shown = row.indices.map { Cell(row[$0]) } }
      shown?[index] = text
    }
    guard let shown else { return try writer.write(row: row) }
    // Few rows have secrets, so these may cost memory of their own.
    var store = RowStore(columnCount: row.count)
    store.append(shown)
    try store.withRow(at: 0) { try writer.write(row: $0) }
  }

  package func end() throws { try writer.end() }
}

extension Masker {
  /// A cell as it is shown; nil if that is as it is.
  fileprivate func masked(_ cell: CellView, _ secrecy: ResultColumn.Secrecy) throws -> Cell? {
    switch cell {
    case .null: nil
    case .text(let text):
      try masked(text, secrecy).map { .text(String(decoding: $0, as: UTF8.self)) }
    case .blob(let bytes):
      try masked(bytes, secrecy).map { .blob(Array($0)) }
    case .integer, .real:
      secrecy == .whole ? .text(maskedValue()) : nil
    }
  }

  /// Cells of rows in memory, as they are shown.
  package func mask(_ rows: inout [[Cell]], of columns: [ResultColumn]) throws {
    for row in rows.indices {
      for (index, column) in columns.enumerated() {
        if let shown = try masked(rows[row][index], column.secrecy) { rows[row][index] = shown }
      }
    }
  }

  /// The same of a cell in memory.
  private func masked(_ cell: Cell, _ secrecy: ResultColumn.Secrecy) throws -> Cell? {
    switch cell {
    case .null: nil
    case .text(let text): .text(try masked(text, secrecy))
    case .blob(let bytes):
      try bytes.withUnsafeBytes { try masked($0, secrecy).map { .blob(Array($0)) } }
    case .integer, .real: secrecy == .whole ? .text(maskedValue()) : nil
    }
  }

  /// Counts a value that is no text and stands for it.
  private func maskedValue() -> String {
    count += 1
    return SecretRule.mask.description
  }
}
