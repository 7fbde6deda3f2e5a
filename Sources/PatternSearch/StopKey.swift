/// What a pattern sees of a stop, as far as it distinguishes stops.
struct StopKey: Hashable {
  private var words: [Int64] = []

  mutating func removeAll() { words.removeAll(keepingCapacity: true) }

  mutating func append(_ value: Int64) {
    words.append(1)
    words.append(value)
  }

  mutating func append(_ value: Double) {
    words.append(4)
    words.append(Int64(bitPattern: value.bitPattern))
  }

  mutating func appendNull() { words.append(0) }

  /// Appends a string or blob.
  mutating func append(_ bytes: UnsafeRawBufferPointer) {
    words.append(2)
    words.append(Int64(bytes.count))
    var start = 0
    while start < bytes.count {
      var word: UInt64 = 0
      for byte in bytes[start..<min(start + 8, bytes.count)] { word = word << 8 | UInt64(byte) }
      words.append(Int64(bitPattern: word))
      start += 8
    }
  }

  /// Ends the values of a table's rows.
  mutating func endRows() { words.append(3) }
}
