import Glibc

/// Strings between delimiters: `split`.
enum SplitText {
  /// The pieces of a text; without a delimiter the whole text is the only one.
  static func pieces(
    of text: UnsafeRawBufferPointer, between delimiter: UnsafeRawBufferPointer
  ) -> [UnsafeRawBufferPointer] {
    guard let mark = delimiter.baseAddress, !delimiter.isEmpty, let base = text.baseAddress else {
      return [text]
    }
    var pieces: [UnsafeRawBufferPointer] = []
    var start = 0
    var position = 0
    while position + delimiter.count <= text.count {
      if memcmp(base + position, mark, delimiter.count) == 0 {
        pieces.append(UnsafeRawBufferPointer(rebasing: text[start..<position]))
        position += delimiter.count
        start = position
      } else {
        position += 1
      }
    }
    pieces.append(UnsafeRawBufferPointer(rebasing: text[start...]))
    return pieces
  }
}
