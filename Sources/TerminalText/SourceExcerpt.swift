/// The line of a source text that a message is about, with carets under the part that is meant.
///
///     2 | WHERE stopcode = 'x'
///       |       ^^^^^^^^
package struct SourceExcerpt {
  /// A longer line is clipped to this many cells on each side of the mark, and within it.
  private static let (lineCellsMax, partCellsMax) = (200, 60)

  private let lineNumber: Int
  private let before: String
  private let marked: String
  private let after: String

  /// Takes a text and the range of bytes to mark, as far as it is on one line.
  package init(_ text: [UInt8], marking range: Range<Int>) {
    let offset = min(max(range.lowerBound, 0), text.count)
    let start = text[..<offset].lastIndex(of: 0x0a).map { $0 + 1 } ?? 0
    let end = text[offset...].firstIndex(of: 0x0a) ?? text.count
    let markEnd = max(offset, min(range.upperBound, end))
    lineNumber = text[..<start].count { $0 == 0x0a } + 1
    let parts = [start..<offset, offset..<markEnd, markEnd..<end].map { Self.printable(text[$0]) }
    guard parts.reduce(0, { $0 + DisplayWidth.of($1) }) > Self.lineCellsMax else {
      (before, marked, after) = (parts[0], parts[1], parts[2])
      return
    }
    before = Self.isLong(parts[0]) ? "…" + parts[0].suffix(Self.partCellsMax) : parts[0]
    marked = Self.isLong(parts[1]) ? parts[1].prefix(Self.partCellsMax) + "…" : parts[1]
    after = Self.isLong(parts[2]) ? parts[2].prefix(Self.partCellsMax) + "…" : parts[2]
  }

  /// The line with its number, and the line of carets below it; without a line break at the end.
  package var text: String {
    let number = String(lineNumber)
    let margin = String(repeating: " ", count: number.utf8.count)
    let indent = String(repeating: " ", count: DisplayWidth.of(before))
    let mark = String(repeating: "^", count: max(1, DisplayWidth.of(marked)))
    return "  \(number) | \(before)\(marked)\(after)\n  \(margin) | \(indent)\(mark)"
  }

  private static func isLong(_ text: String) -> Bool { DisplayWidth.of(text) > partCellsMax }

  private static func printable(_ bytes: ArraySlice<UInt8>) -> String {
    let blanks = bytes.map { $0 == 0x09 || $0 == 0x0d ? 0x20 : $0 }
    return PrintableText.line(String(decoding: blanks, as: UTF8.self))
  }
}
