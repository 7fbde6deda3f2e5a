/// The columns of a result to show, by name and in order.
package struct ColumnSelection: Sendable, Equatable {
  package let names: [String]

  package init(_ names: [String]) {
    self.names = names
  }

  /// The places of the columns.
  ///
  /// - Throws: `UnknownColumn` for a name that no column has.
  package func indices(in columns: [ResultColumn]) throws(UnknownColumn) -> [Int] {
    var indices: [Int] = []
    for name in names {
      let index =
        columns.firstIndex { $0.name == name }
        ?? columns.firstIndex { $0.name.lowercased() == name.lowercased() }
        ?? columns.firstIndex { ColumnTitle.isName(name, of: $0) }
      guard let index else { throw UnknownColumn(name: name, known: columns.map(\.name)) }
      indices.append(index)
    }
    return indices
  }
}

/// A name that no column of a result has.
package struct UnknownColumn: Error, Equatable {
  package let name: String
  /// The names that columns have, in their order.
  package let known: [String]
}

/// Hands on some columns of a result, in another order perhaps.
package final class ColumnSelector: RowWriter {
  private let selection: ColumnSelection
  private let writer: any RowWriter
  private var indices: [Int] = []
  private var cells: [CellView] = []

  package init(_ selection: ColumnSelection, to writer: any RowWriter) {
    self.selection = selection
    self.writer = writer
  }

  package func begin(columns: [ResultColumn]) throws {
    indices = try selection.indices(in: columns)
    cells = Array(repeating: .null, count: indices.count)
    try writer.begin(columns: indices.map { columns[$0] })
  }

  package func write(row: Row) throws {
    // Taken out of the object, so that its memory is lent and not copied.
    var picked: [CellView] = []
    swap(&picked, &cells)
    defer { swap(&picked, &cells) }
    for (place, index) in indices.enumerated() { picked[place] = row[index] }
    try writer.write(row: picked.span)
  }

  package func end() throws { try writer.end() }
}
