import Glibc

/// Strings are compared byte for byte: `String` considers canonically equivalent spellings equal.
extension UnsafeRawBufferPointer {
  func equals(_ text: [UInt8]) -> Bool { count == text.count && starts(with: text, at: 0) }

  func hasPrefix(_ text: [UInt8]) -> Bool { starts(with: text, at: 0) }

  func hasSuffix(_ text: [UInt8]) -> Bool { starts(with: text, at: count - text.count) }

  /// Whether the text occurs at a position, which may be outside the value.
  func starts(with text: [UInt8], at position: Int) -> Bool {
    guard position >= 0, text.count <= count - position else { return false }
    guard !text.isEmpty, let start = baseAddress else { return text.isEmpty }
    return memcmp(start + position, text, text.count) == 0
  }

  /// The first position of the text, searching from a position on.
  func firstPosition(of text: [UInt8], from position: Int) -> Int? {
    guard let first = text.first, let start = baseAddress else {
      return text.isEmpty ? position : nil
    }
    var position = position
    while position + text.count <= count,
      let found = memchr(start + position, Int32(first), count - position - text.count + 1)
    {
      position = UnsafeRawPointer(found) - start
      if starts(with: text, at: position) { return position }
      position += 1
    }
    return nil
  }
}
