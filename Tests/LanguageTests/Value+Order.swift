extension Value {
  /// `=`: nil where a side is missing.
  static func areEqual(_ left: Value, _ right: Value) -> Bool? {
    guard left.isPresent, right.isPresent else { return nil }
    switch (left, right) {
    case (.text(let left), .text(let right)): return left == right
    case (.boolean(let value), .text(let text)), (.text(let text), .boolean(let value)):
      if let word = word(text) { return word == value }
    // Nothing equals a map or list.
    case (.structure, _), (_, .structure): return false
    default: break
    }
    return numericOrder(left, right).map { $0 == 0 } ?? (left.bytes == right.bytes)
  }

  /// `<` and the like: below 0, 0 or above 0, nil where a side is missing.
  static func order(_ left: Value, _ right: Value) -> Int? {
    guard let first = left.bytes, let second = right.bytes else { return nil }
    return numericOrder(left, right) ?? byteOrder(first, second)
  }

  private static func numericOrder(_ left: Value, _ right: Value) -> Int? {
    if case .whole(let left) = left.number, case .whole(let right) = right.number {
      return left < right ? -1 : left == right ? 0 : 1
    }
    guard let left = left.double, let right = right.double else { return nil }
    return left < right ? -1 : left == right ? 0 : 1
  }

  static func byteOrder(_ left: [UInt8], _ right: [UInt8]) -> Int {
    if left == right { return 0 }
    return left.lexicographicallyPrecedes(right) ? -1 : 1
  }
}

// MARK: - Sorting

extension Value {
  /// The order of `sort`: missing, strings, numbers.
  static func sortOrder(_ left: Value, _ right: Value) -> Int {
    switch (left.sortText, right.sortText) {
    case (nil, nil): return 0
    case (nil, _): return -1
    case (_, nil): return 1
    case (let left?, let right?): return naturalOrder(left, right)
    }
  }

  /// The text that decides; of a time the milliseconds.
  private var sortText: [UInt8]? {
    if case .time = self { return number.bytes }
    return bytes
  }

  private static func naturalOrder(_ left: [UInt8], _ right: [UInt8]) -> Int {
    switch (plainNumber(in: left).double, plainNumber(in: right).double) {
    case (nil, nil): return chunkOrder(chunks(left), chunks(right))
    case (nil, _): return -1
    case (_, nil): return 1
    case (let first?, let second?):
      return first < second ? -1 : first > second ? 1 : byteOrder(left, right)
    }
  }

  /// The runs of digits and of other characters.
  private static func chunks(_ text: [UInt8]) -> [[UInt8]] {
    var chunks: [[UInt8]] = []
    for byte in text {
      if let last = chunks.last?.last, isDigit(last) == isDigit(byte) {
        chunks[chunks.count - 1].append(byte)
      } else {
        chunks.append([byte])
      }
    }
    return chunks
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private static func chunkOrder(_ left: [[UInt8]], _ right: [[UInt8]]) -> Int {
    for (left, right) in zip(left, right) where left != right {
      if isDigit(left[0]), isDigit(right[0]), left.count != right.count {
        return left.count < right.count ? -1 : 1
      }
      return byteOrder(left, right)
    }
    return left.count < right.count ? -1 : left.count == right.count ? 0 : 1
  }
}
