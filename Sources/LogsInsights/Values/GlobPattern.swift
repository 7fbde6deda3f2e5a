import Glibc

/// A pattern of `parse`: a text that is found as it is, with wildcards for the parts between.
///
/// It is found anywhere in a text. The literal pieces are looked for from left to right; each
/// wildcard takes the shortest text up to the next piece, one at the end the rest of the text, one
/// at the start what stands before the first piece. `\*` is a star.
package struct GlobPattern: Sendable {
  /// The literal pieces: one more than there are wildcards, the first and last perhaps empty.
  private let pieces: [[UInt8]]

  package init(_ text: String) {
    var pieces: [[UInt8]] = [[]]
    var isEscaped = false
    for byte in text.utf8 {
      if byte == UInt8(ascii: "*"), isEscaped {
        pieces[pieces.count - 1][pieces[pieces.count - 1].count - 1] = byte
      } else if byte == UInt8(ascii: "*") {
        pieces.append([])
      } else {
        pieces[pieces.count - 1].append(byte)
      }
      isEscaped = byte == UInt8(ascii: "\\")
    }
    self.pieces = pieces
  }

  package var wildcardCount: Int { pieces.count - 1 }

  /// What the wildcards stand for in a text, as ranges of its bytes; nil if it does not match.
  package func match(_ text: UnsafeRawBufferPointer) -> [Range<Int>]? {
    guard let first = text.firstRange(of: pieces[0], from: 0) else { return nil }
    var parts: [Range<Int>] = []
    parts.reserveCapacity(wildcardCount)
    var start = pieces[0].isEmpty ? 0 : first.upperBound
    for (number, piece) in pieces.enumerated().dropFirst() {
      if piece.isEmpty, number == wildcardCount {
        parts.append(start..<text.count)
      } else {
        guard let place = text.firstRange(of: piece, from: start) else { return nil }
        parts.append(start..<place.lowerBound)
        start = place.upperBound
      }
    }
    return parts
  }
}

extension UnsafeRawBufferPointer {
  /// Where a piece of text first stands at or after an offset.
  fileprivate func firstRange(of piece: [UInt8], from start: Int) -> Range<Int>? {
    guard let base = baseAddress, let first = piece.first else {
      return piece.isEmpty ? start..<start : nil
    }
    var offset = start
    while count - offset >= piece.count {
      let room = count - offset - piece.count + 1
      guard let found = memchr(base + offset, Int32(first), room) else { return nil }
      offset = UnsafeRawPointer(found) - base
      if memcmp(base + offset, piece, piece.count) == 0 { return offset..<offset + piece.count }
      offset += 1
    }
    return nil
  }
}
