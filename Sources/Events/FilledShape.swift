/// The pieces of a verbatim list with what stands before each in its shape, such as `"environment": `, which tells what
/// it is.
package struct FilledShape {
  package private(set) var text: [UInt8] = []
  /// Where the pieces stand in the text, in their order.
  package private(set) var pieces: [Range<Int>] = []

  /// How much of a shape is kept before a piece: names of members are shorter.
  private static let contextBytes = 96

  package init(_ shape: UnsafeRawBufferPointer, verbatim: UnsafeRawBufferPointer) {
    var rest = verbatim[...]
    let hole = Array("\(Hole.verbatim)".utf8)
    var index = 0
    var isLast = false
    while !isLast {
      let end = rest.firstIndex(of: Hole.separator)
      while index < shape.count, !shape[index...].starts(with: hole) {
        index = shape[(index + 1)...].firstIndex(of: Hole.begin) ?? shape.count
      }
      let context = shape[max(0, index - Self.contextBytes)..<index]
      // Another hole stands for a value of its own.
      text.append(
        contentsOf: context[
          (context.lastIndex(of: Hole.end).map { $0 + 1 } ?? context.startIndex)...])
      let start = text.count
      text.append(contentsOf: rest[..<(end ?? rest.endIndex)])
      pieces.append(start..<text.count)
      text.append(Hole.separator)
      index = min(index + hole.count, shape.count)
      isLast = end == nil
      rest = rest[(end.map { $0 + 1 } ?? rest.endIndex)...]
    }
  }
}
