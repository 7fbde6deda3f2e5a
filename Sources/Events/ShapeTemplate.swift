/// A parsed shape: what to print, in order.
package final class ShapeTemplate: Sendable {
  package enum Piece: Sendable {
    case literal(Range<Int>)
    case column(Int)
    case taskARN
    case verbatim
    case allAttachments, allContainers
    case nextAttachment, nextContainer
  }

  package let pieces: [Piece]
  /// The shape's text, which contains the ranges of the literals.
  package let text: [UInt8]

  /// Bytes of memory.
  package var heldBytes: Int { text.count + pieces.count * MemoryLayout<Piece>.stride }

  /// Parses a shape of a table.
  ///
  /// - Throws: `ShapeError` if the table does not know the name of a hole: the archive is damaged, or newer.
  package init<Column: EventColumn>(
    _ text: UnsafeRawBufferPointer, columns: Column.Type
  ) throws(ShapeError) {
    self.text = Array(text)
    let holes = ColumnHoles.of(columns)
    var pieces: [Piece] = []
    var position = 0
    while position < text.count {
      guard text[position] == Hole.begin else {
        let start = position
        while position < text.count, text[position] != Hole.begin { position += 1 }
        pieces.append(.literal(start..<position))
        continue
      }
      let start = position + 1
      while position < text.count, text[position] != Hole.end { position += 1 }
      let name = String(decoding: text[start..<position], as: UTF8.self)
      guard let piece = Self.piece(name, of: holes) else { throw ShapeError(hole: name) }
      pieces.append(piece)
      position += 1
    }
    self.pieces = pieces
  }

  private static func piece(_ name: String, of holes: ColumnHoles) -> Piece? {
    switch name {
    case "task_arn": .taskARN
    case "verbatim": .verbatim
    case "attachments": .allAttachments
    case "containers": .allContainers
    case "attachment": .nextAttachment
    case "container": .nextContainer
    default: holes.columns[name].map { .column($0) }
    }
  }
}

/// A shape holds a hole that no column fills.
package struct ShapeError: Error, Equatable {
  package let hole: String
}
