import Exports
import Foundation
import Ingest
import Storage
import TestSupport
import Testing

/// What a damaged or cut gzip file said is provisional, and leaves no trace once the intact file is in.
@Suite struct DamagedGzipTests {
  private static let seed = TestRun.seed(7)

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
    let flips = TestRun.isNightly ? bits : 400
    let cuts = TestRun.isNightly ? intact.count - 1 : 80
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
      let difference = Set(try damagedFirst.dump()).symmetricDifference(expected)
      try #require(difference == [], context)
      let damagedLast = try whole.copy()
      try damagedLast.write(damage.bytes, to: "damaged/s/000000.gz")
      try damagedLast.ingest()
      try #require(try damagedLast.dump() == expected, context)
    }
    #expect(provisional > 20)
  }

  /// Reading a damaged file again says the same again.
  @Test func isTheSameWhenReadAgain() throws {
    let place = try Workplace()
    try place.write(Array(Self.intact[..<(Self.intact.count * 3 / 4)]), to: "cut/s/000000.gz")
    try place.ingest()
    // The ledger counts stops of the sound member as duplicates then.
    func facts() throws -> [String] {
      try place.dump().filter { !$0.hasPrefix("provisional") }
        + place.rows("SELECT count(*) FROM provisional")
    }
    let before = try facts()
    for _ in 0..<2 {
      let archive = try Archive(path: place.archivePath, .write)
      let summary = try Ingestor(archive, now: Workplace.now, rereads: true)
        .ingest(ExportFinder.find([place.bucket]).files)
      #expect(summary.counts.stored > 0 && summary.provisional > 0)
      #expect(try facts() == before)
      try place.expectSound()
    }
  }

  /// What was lost after a damaged member is not made good for by a file that ends there.
  @Test func aFileThatEndsEarlierDoesNotMakeGood() throws {
    let records = stops(8, seed: 41)
    let first = gzip(records[..<4].map(\.line).joined())
    // Another export that begins in the same way, recompressed.
    let longer = gzip((records[..<4] + stops(1, seed: 44)).map(\.line).joined())
    var damaged = first + gzip(records[4...].map(\.line).joined())
    damaged[first.count - 8] ^= 1
    for order in [["damaged", "first", "longer"], ["longer", "first", "damaged"]] {
      let place = try Workplace()
      try place.write(damaged, to: "damaged/s/000000.gz")
      try place.write(first, to: "first/s/000000.gz")
      try place.write(longer, to: "longer/s/000000.gz")
      for folder in order { try place.ingest([folder]) }
      #expect(
        try place.rows("SELECT count(*) FROM exports WHERE damage > 0 AND resolved_by IS NULL") == [
          "1"
        ])
      #expect(try place.rows("SELECT count(*) FROM tasks") == ["5"])
      try place.expectSound()
    }
  }

  /// The same content, compressed in another way or not at all, makes good for a cut file.
  @Test(arguments: [true, false])
  func otherCompressionMakesGoodForACut(_ isCutFirst: Bool) throws {
    let records = stops(60, seed: 42)
    let text = records.map(\.line).joined()
    let whole = gzip(text)
    let place = try Workplace()
    try place.write(Array(whole[..<(whole.count / 2)]), to: "cut/s/000000.gz")
    try place.write(Array(text.utf8), to: "plain/export.log")
    for folder in isCutFirst ? ["cut", "plain"] : ["plain", "cut"] { try place.ingest([folder]) }
    #expect(
      try place.rows("SELECT count(*) FROM exports WHERE damage > 0 AND resolved_by IS NULL") == [
        "0"
      ])
    #expect(
      try place.rows("SELECT (SELECT count(*) FROM tasks), (SELECT count(*) FROM provisional)") == [
        "60 | 0"
      ])
    try place.expectSound()
  }

  /// A damaged file says nothing about another damaged one.
  @Test func damagedFilesDoNotMakeGoodForEachOther() throws {
    let whole = gzip(stops(40, seed: 43).map(\.line).joined())
    var flipped = whole
    flipped[whole.count / 2] ^= 4
    for order in [["a", "b"], ["b", "a"]] {
      let place = try Workplace()
      try place.write(Array(whole[..<(whole.count * 2 / 3)]), to: "a/s/000000.gz")
      try place.write(flipped, to: "b/s/000000.gz")
      for folder in order { try place.ingest([folder]) }
      #expect(
        try place.rows("SELECT count(*) FROM exports WHERE damage > 0 AND resolved_by IS NULL") == [
          "2"
        ])
      try place.expectSound()
    }
  }
}
