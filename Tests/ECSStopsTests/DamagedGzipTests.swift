import ECSStops
import Exports
import Foundation
import Storage
import TestSupport
import Testing

/// What a damaged or cut gzip file said is provisional, and leaves no trace once the intact file is in.
@Suite struct DamagedGzipTests {
  private static let isNightly = ProcessInfo.processInfo.environment["NIGHTLY"] != nil
  private static let seed = UInt64(ProcessInfo.processInfo.environment["SEED"] ?? "") ?? 20_261_129

  /// Two members with stops of several tasks, some of them told twice; CloudWatch Logs makes such files.
  private static let intact: [UInt8] = {
    var records = stops(5, seed: seed)
    records.append(Record(loggedAt: records[1].loggedAt + 5, message: records[1].message))
    let first = records[..<2].map(\.line).joined()
    let second = records[2...].map(\.line).joined()
    return gzip(first) + gzip(second)
  }()

  /// An archive to begin with: empty, or with the intact file in it.
  private final class Beginning {
    let place: Workplace
    let archive: URL

    init(withIntact: Bool) throws {
      place = try Workplace()
      try place.write(intact, to: "intact/s/000000.gz")
      try place.ingest(withIntact ? nil : [])
      archive = URL(filePath: place.archivePath)
    }

    /// A folder with a copy of the archive.
    func copy() throws -> Workplace {
      let copy = try Workplace()
      try FileManager.default.copyItem(at: archive, to: URL(filePath: copy.archivePath))
      return copy
    }
  }

  private struct Damage: CustomStringConvertible {
    let bytes: [UInt8]
    let description: String
  }

  /// Every cut and every flipped bit at night, else as many as give each place its chance.
  private static func damages(part: Int, of parts: Int) -> [Damage] {
    let bits = intact.count * 8
    let flips = isNightly ? bits : 2_000
    let cuts = isNightly ? intact.count - 1 : 400
    return
      (0..<flips).filter { $0 % parts == part }.map { index in
        let bit = index * bits / flips
        var bytes = intact
        bytes[bit / 8] ^= 1 << UInt8(bit % 8)
        return Damage(bytes: bytes, description: "bit \(bit) flipped")
      }
      + (0..<cuts).filter { $0 % parts == part }.map { index in
        let count = 1 + index * (intact.count - 1) / cuts
        return Damage(bytes: Array(intact[..<count]), description: "cut to \(count) bytes")
      }
  }

  @Test(arguments: 0..<8)
  func theIntactFileMakesGoodForIt(_ part: Int) throws {
    let empty = try Beginning(withIntact: false)
    let whole = try Beginning(withIntact: true)
    let expected = try whole.place.dump()
    #expect(expected.count > 10)
    var provisional = 0
    for damage in Self.damages(part: part, of: 8) {
      let context: Comment = "\(damage), seed \(Self.seed)"
      let damagedFirst = try empty.copy()
      try damagedFirst.write(damage.bytes, to: "damaged/s/000000.gz")
      provisional += try damagedFirst.ingest().provisional
      try damagedFirst.write(Self.intact, to: "intact/s/000000.gz")
      try damagedFirst.ingest(["intact"])
      try #require(try damagedFirst.dump() == expected, context)
      let damagedLast = try whole.copy()
      try damagedLast.write(damage.bytes, to: "damaged/s/000000.gz")
      try damagedLast.ingest()
      try #require(try damagedLast.dump() == expected, context)
    }
    #expect(provisional > 100)
  }
}
