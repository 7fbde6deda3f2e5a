import JSON
import Testing

@Suite struct ByteBufferTests {
  @Test func aBufferGrows() {
    let buffer = ByteBuffer(capacity: 1)
    var expected: [UInt8] = []
    for number in 0..<300 {
      buffer.append(UInt8(number & 255))
      buffer.append(UInt8(7), times: number)
      expected += [UInt8(number & 255)] + Array(repeating: 7, count: number)
    }
    #expect(Array(buffer.bytes) == expected)
    buffer.removeAll()
    #expect(buffer.bytes.isEmpty)
  }

  @Test func partsAreCopiedWhileTheBufferMoves() {
    let buffer = ByteBuffer(capacity: 1)
    buffer.append("0123456789")
    var expected = Array("0123456789".utf8)
    for _ in 0..<10 {
      let slice = ByteSlice(from: 3, to: buffer.count)
      expected += expected[3...]
      buffer.append(copying: slice)
    }
    #expect(Array(buffer.bytes) == expected)
    #expect(Array(buffer[ByteSlice(from: 3, to: 6)]) == Array("345".utf8))
  }

  @Test func whatIsWrittenInPlaceCounts() {
    let buffer = ByteBuffer(capacity: 1)
    for number in [0, -1, 42, Int64.max, .min] {
      buffer.append(integer: number)
      buffer.append(UInt8(ascii: " "))
    }
    #expect(
      String(decoding: buffer.bytes, as: UTF8.self)
        == "0 -1 42 9223372036854775807 -9223372036854775808 ")
  }
}
