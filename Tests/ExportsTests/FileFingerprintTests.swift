import Exports
import TestSupport
import Testing

/// A copy with one place of damage is recognized, and other files are not.
@Suite struct FileFingerprintTests {
  private func fingerprint(_ bytes: [UInt8]) -> FileFingerprint {
    let digester = ContentDigester()
    bytes.withUnsafeBytes { digester.update($0) }
    return digester.identity().fingerprint
  }

  private func bytes(_ count: Int, _ random: inout SeededGenerator) -> [UInt8] {
    (0..<count).map { _ in UInt8(truncatingIfNeeded: random.next()) }
  }

  @Test func damagedCopies() {
    var random = SeededGenerator(seed: 3)
    for count in [128, 129, 500, 1_023, 1_024, 1_025, 4_000, 70_000] {
      let whole = bytes(count, &random)
      let intact = fingerprint(whole)
      for _ in 0..<100 {
        var damaged = whole
        damaged[Int.random(in: 0..<count, using: &random)] ^=
          1 << UInt8(Int.random(in: 0..<8, using: &random))
        #expect(fingerprint(damaged).isDamagedCopy(of: intact), "\(count)")
        let cut = 64 + Int.random(in: 0..<(count - 64), using: &random)
        #expect(fingerprint(Array(whole[..<cut])).isDamagedCopy(of: intact), "\(cut) of \(count)")
        #expect(!intact.isDamagedCopy(of: fingerprint(Array(whole[..<cut]))))
      }
      #expect(!fingerprint(bytes(count, &random)).isDamagedCopy(of: intact))
      #expect(FileFingerprint(bytes: intact.bytes, byteCount: intact.byteCount) == intact)
    }
    #expect(!fingerprint([]).isDamagedCopy(of: fingerprint(bytes(500, &random))))
    #expect(FileFingerprint(bytes: [1, 2, 3], byteCount: 3) == nil)
  }

  @Test func piecesMakeNoDifference() {
    var random = SeededGenerator(seed: 4)
    let whole = bytes(5_000, &random)
    for _ in 0..<50 {
      let digester = ContentDigester()
      var rest = whole[...]
      while !rest.isEmpty {
        let piece = rest.prefix(1 + Int.random(in: 0..<700, using: &random))
        piece.withUnsafeBytes { digester.update($0) }
        rest = rest.dropFirst(piece.count)
      }
      #expect(digester.identity().fingerprint == fingerprint(whole))
    }
  }
}
