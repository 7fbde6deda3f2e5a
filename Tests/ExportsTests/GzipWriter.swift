/// Writes gzip without the help of the library under test: fixed Huffman codes, greedy matches.
struct GzipWriter {
  private var bytes: [UInt8] = []
  private var bits: UInt64 = 0
  private var bitCount = 0

  /// One gzip member.
  static func member(_ content: [UInt8]) -> [UInt8] {
    var writer = GzipWriter()
    writer.bytes = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]
    writer.deflate(content)
    writer.append(littleEndian: crc32(content))
    writer.append(littleEndian: UInt32(truncatingIfNeeded: content.count))
    return writer.bytes
  }

  static func member(_ text: String) -> [UInt8] { member(Array(text.utf8)) }

  /// A member that inflates to some text and `count` zeros, with a wrong check sum.
  static func zeros(_ count: Int, after text: String) -> [UInt8] {
    var writer = GzipWriter()
    writer.bytes = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]
    writer.put(0b011, 3)
    for byte in text.utf8 { writer.putLiteral(byte) }
    writer.putLiteral(0)
    for _ in 0..<(count / 258) { writer.putMatch(length: 258, distance: 1) }
    writer.finishBlock()
    writer.append(littleEndian: 0)
    writer.append(littleEndian: UInt32(truncatingIfNeeded: count))
    return writer.bytes
  }

  private mutating func deflate(_ content: [UInt8]) {
    put(0b011, 3)
    var last: [UInt32: Int] = [:]
    var index = 0
    while index < content.count {
      var length = 0
      var distance = 0
      if index + 3 <= content.count {
        let key = content[index..<index + 3].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        if let previous = last[key], index - previous <= 32_768 {
          distance = index - previous
          while length < 258, index + length < content.count,
            content[previous + length] == content[index + length]
          {
            length += 1
          }
        }
        last[key] = index
      }
      if length >= 3 {
        putMatch(length: length, distance: distance)
        index += length
      } else {
        putLiteral(content[index])
        index += 1
      }
    }
    finishBlock()
  }

  private mutating func finishBlock() {
    putHuffman(0, 7)
    if bitCount > 0 { put(0, 8 - bitCount) }
  }

  private mutating func putLiteral(_ byte: UInt8) {
    byte < 144 ? putHuffman(0x30 + UInt64(byte), 8) : putHuffman(0x190 + UInt64(byte) - 144, 9)
  }

  private mutating func putMatch(length: Int, distance: Int) {
    let lengthCode = lengthBases.lastIndex { $0 <= length } ?? 0
    let symbol = UInt64(257 + lengthCode)
    symbol < 280 ? putHuffman(symbol - 256, 7) : putHuffman(0xc0 + symbol - 280, 8)
    let lengthBits = lengthCode < 8 || lengthCode == 28 ? 0 : lengthCode / 4 - 1
    put(UInt64(length - lengthBases[lengthCode]), lengthBits)
    let distanceCode = distanceBases.lastIndex { $0 <= distance } ?? 0
    putHuffman(UInt64(distanceCode), 5)
    put(UInt64(distance - distanceBases[distanceCode]), max(0, distanceCode / 2 - 1))
  }

  /// Huffman codes go highest bit first, all else lowest bit first.
  private mutating func putHuffman(_ code: UInt64, _ count: Int) {
    for shift in (0..<count).reversed() { put(code >> UInt64(shift) & 1, 1) }
  }

  private mutating func put(_ value: UInt64, _ count: Int) {
    bits |= value << UInt64(bitCount)
    bitCount += count
    while bitCount >= 8 {
      bytes.append(UInt8(truncatingIfNeeded: bits))
      bits >>= 8
      bitCount -= 8
    }
  }

  private mutating func append(littleEndian value: UInt32) {
    for shift in stride(from: UInt32(0), to: 32, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: value >> shift))
    }
  }
}

private let lengthBases: [Int] = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131,
  163, 195, 227, 258,
]
private let distanceBases: [Int] = [
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1_025, 1_537,
  2_049, 3_073, 4_097, 6_145, 8_193, 12_289, 16_385, 24_577,
]

private let crcTable: [UInt32] = (0..<256).map { index in
  (0..<8).reduce(UInt32(index)) { value, _ in
    value & 1 == 1 ? 0xedb8_8320 ^ (value >> 1) : value >> 1
  }
}

private func crc32(_ bytes: [UInt8]) -> UInt32 {
  ~bytes.reduce(~UInt32(0)) { crcTable[Int(($0 ^ UInt32($1)) & 255)] ^ ($0 >> 8) }
}
