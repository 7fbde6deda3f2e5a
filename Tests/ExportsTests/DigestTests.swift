import TestSupport
import Testing

@testable import Exports

@Suite("Digests")
struct DigestTests {
  private func digest(_ bytes: [UInt8]) -> ContentDigest {
    bytes.withUnsafeBytes { ContentDigest(of: $0) }
  }

  @Test func knownValues() {
    #expect(digest([]).hex == "99aa06d3014798d86001c324468d497f")
    #expect(digest(Array("abc".utf8)).hex == "06b05ab6733a618578af5f94892f3950")
  }

  @Test func bytesAndBack() throws {
    let one = digest(Array("one".utf8))
    #expect(one.bytes.count == 16)
    #expect(ContentDigest(bytes: one.bytes) == one)
    #expect(ContentDigest(bytes: Array(one.bytes.dropLast())) == nil)
    #expect(one != digest(Array("two".utf8)))
  }

  @Test(arguments: [0, 1, 16, 240, 241, 1_024, 100_000])
  func inPiecesAsAWhole(_ count: Int) {
    var generator = SeededGenerator(seed: UInt64(count))
    let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
    for _ in 0..<10 {
      let digester = ContentDigester()
      var rest = bytes[...]
      while !rest.isEmpty {
        let piece = rest.prefix(Int.random(in: 1...max(1, count / 3), using: &generator))
        piece.withUnsafeBytes { digester.update($0) }
        rest = rest.dropFirst(piece.count)
      }
      #expect(digester.identity().digest == digest(bytes))
    }
  }
}
