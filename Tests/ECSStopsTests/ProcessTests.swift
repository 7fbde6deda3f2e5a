import Foundation
import TestSupport
import Testing

/// What only shows where the command runs as a process of its own.
@Suite(.serialized) struct ProcessTests {
  @Test func standardInputIsKnownTheSecondTime() throws {
    let place = try Workplace()
    let text = stops(12, seed: 30).map(\.message).joined(separator: "\n")
    try place.write(Array(text.utf8), to: "in")
    let first = try CommandProcess(ingest: place, ["-"], input: place.bucket + "/in")
    #expect(first.end() == 0)
    let before = try place.dump()
    #expect(before.count > 12)
    let second = try CommandProcess(ingest: place, ["-"], input: place.bucket + "/in")
    #expect(second.end() == 0)
    #expect(second.errors.contains("already in the archive"), "\(second.errors)")
    #expect(try place.dump() == before)
    #expect(try place.rows("SELECT path, stored FROM exports") == ["- | 12"])
    try place.expectSound()
  }

  @Test func aKilledIngestIsCompletedByTheNext() throws {
    let seed = TestRun.seed()
    var random = SeededGenerator(seed: seed)
    let reference = try Self.bucket(files: 6, stops: 150)
    let start = Date()
    try reference.ingest()
    let milliseconds = Int(Date().timeIntervalSince(start) * 1000)
    let expected = try reference.dump()
    for round in 0..<4 {
      let place = try Workplace()
      for _ in 0..<2 {
        let ingest = try CommandProcess(ingest: place, [reference.bucket])
        usleep(UInt32(random.below(milliseconds * 3 / 2) * 1000))
        ingest.kill()
        guard FileManager.default.fileExists(atPath: place.archivePath) else { continue }
        try Self.expectWholeFiles(place, stops: 150, "seed \(seed), round \(round)")
      }
      #expect(try CommandProcess(ingest: place, [reference.bucket]).end() == 0)
      #expect(try place.dump() == expected, "seed \(seed), round \(round)")
      try place.expectSound()
    }
  }

  @Test func twoIngestsAtOnceDoNoHarm() throws {
    let reference = try Self.bucket(files: 6, stops: 100)
    try reference.ingest()
    let expected = try reference.dump()
    let place = try Workplace()
    let both = [
      try CommandProcess(ingest: place, [reference.bucket]),
      try CommandProcess(ingest: place, [reference.bucket]),
    ]
    for ingest in both {
      let code = ingest.end()
      #expect(code == 0, "\(ingest.errors)")
    }
    try place.expectSound()
    #expect(try CommandProcess(ingest: place, [reference.bucket]).end() == 0)
    #expect(try place.dump() == expected)
    #expect(try place.rows("SELECT count(*), sum(stored) FROM exports") == ["6 | 600"])
  }

  /// A compressed stream is read again from a copy, since it cannot be from its source.
  @Test func aDamagedStreamIsProvisional() throws {
    let records = stops(6, seed: 33)
    let whole = gzip(records.map(\.line).joined())
    let reference = try Workplace()
    try reference.write(whole, to: "whole.gz")
    try reference.ingest()
    let expected = try reference.dump()
    var random = SeededGenerator(seed: 34)
    for round in 0..<6 {
      let place = try Workplace()
      var damaged = round == 0 ? Array(whole[..<(whole.count * 3 / 4)]) : whole
      if round > 0 { damaged[whole.count * 2 / 3 + random.below(whole.count / 3)] ^= 8 }
      try place.write(damaged, to: "damaged")
      try place.write(whole, to: "whole.gz")
      #expect(try CommandProcess(ingest: place, ["-"], input: place.bucket + "/damaged").end() == 3)
      let provisional = try place.rows("SELECT count(*) > 0 FROM provisional")
      #expect(provisional == ["1"], "round \(round)")
      try place.expectSound()
      #expect(
        try CommandProcess(ingest: place, ["-"], input: place.bucket + "/whole.gz").end() == 0)
      #expect(try place.dump() == expected, "round \(round)")
      try place.expectSound()
    }
  }

  private static func bucket(files: Int, stops count: Int) throws -> Workplace {
    let place = try Workplace()
    for file in 0..<files {
      try place.export(
        stops(count, seed: 100 + UInt64(file)), to: "export/stream-\(file)/000000.gz")
    }
    return place
  }

  /// Each stream has one file: it is all there, with its line in the ledger, or not at all.
  private static func expectWholeFiles(
    _ place: Workplace, stops: Int, _ context: Comment
  ) throws {
    let isReady = try? place.rows("SELECT count(*) FROM exports")
    // Killed before there was a schema.
    guard isReady != nil else { return }
    try place.expectSound()
    let streams = try place.rows(
      """
      SELECT name, count(*) FROM tasks JOIN log_streams AS s ON s.id = log_stream_id
      GROUP BY name ORDER BY name
      """)
    #expect(streams.allSatisfy { $0.hasSuffix(" | \(stops)") }, context)
    let ledger = try place.rows("SELECT count(*) FROM exports WHERE stored = \(stops)")
    #expect(ledger == ["\(streams.count)"], context)
  }
}
