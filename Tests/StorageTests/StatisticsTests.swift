import SQLite
import Storage
import TestSupport
import Testing
import Time

struct StatisticsTests {
  private static let day: Int64 = 86_400_000

  private func event(_ account: String, _ region: String, _ random: inout SeededGenerator) -> String
  {
    PlainEvent.fargate.replacingEverywhere(PlainEvent.taskID, with: random.hex(32))
      .replacingEverywhere("000012345678", with: account)
      .replacingEverywhere("eu-north-1", with: region).text()
  }

  @Test func countsWhatIsThere() throws {
    let temporary = TemporaryArchive()
    let archive = try Archive(path: temporary.path, .write)
    var random = SeededGenerator(seed: 1)
    // Days 10, 10, 12, 20 and 21.
    let records = [
      ("111111111111", "eu-north-1", 10 * Self.day),
      ("111111111111", "eu-north-1", 11 * Self.day - 1),
      ("222222222222", "eu-north-1", 12 * Self.day), ("111111111111", "us-east-1", 20 * Self.day),
      ("111111111111", "eu-north-1", 21 * Self.day),
    ].map { Record(message: event($0.0, $0.1, &random), loggedAt: $0.2) }
    try write(records, to: archive)
    try archive.setRetentionPolicy(RetentionPolicy(days: 365))
    let found = try archive.statistics()
    #expect(found.tasks == 5)
    #expect(found.rows.first { $0.name == "containers" }?.count == 10)
    #expect(found.rows.first { $0.name == "attachments" }?.count == 5)
    #expect(found.rows.map(\.name).contains("rejects"))
    #expect(found.loggedAt == 10 * Self.day...21 * Self.day)
    #expect(found.accounts.map(\.name) == ["111111111111", "222222222222"])
    #expect(found.accounts.map(\.count) == [4, 1])
    #expect(found.regions.map(\.name) == ["eu-north-1", "us-east-1"])
    #expect(found.clusters.map(\.count) == [3, 1, 1])
    #expect(found.emptyDays == 8)
    #expect(found.gaps.map(\.firstDay) == [11, 13])
    #expect(found.gaps.map(\.lastDay) == [11, 19])
    #expect(found.gaps.map(\.days) == [1, 7])
    #expect(found.shapes == 4)
    #expect(found.messagesStoredWhole == 0)
    #expect(found.schemaVersion == Archive.schemaVersion)
    #expect(try found.retention == RetentionPolicy(days: 365))
    #expect(found.fileBytes == Int64(temporary.bytes()?.count ?? -1))
    #expect(found.logBytes == Int64(temporary.bytes("-wal")?.count ?? -1))
    #expect(found.bytesPerTask == Double(found.fileBytes + found.logBytes) / 5)
  }

  @Test func addsUpTheLedger() throws {
    let temporary = TemporaryArchive()
    let archive = try Archive(path: temporary.path, .write)
    let ledger = try IngestLedger(archive)
    for number: UInt8 in 1...3 {
      let source = IngestLedger.Source(path: "\(number).gz", size: 1, modifiedAt: 2, changedAt: 2)
      let export = try ledger.begin(source, digest: [number], now: 3)
      var contents = IngestLedger.Contents()
      contents.counts.read = 10
      contents.counts.stored = Int(number)
      contents.counts.skipped = 4
      contents.counts.rejected = 1
      contents.skipped = [
        SkippedKind(detailType: "ECS Service Action", lastStatus: ""): 1,
        SkippedKind(detailType: "ECS Task State Change", lastStatus: "RUNNING"): 3,
      ]
      contents.warning = number == 2 ? "truncated" : nil
      try ledger.end(
        export,
        IngestLedger.Content(
          digest: [number], stored: .init(digests: [], size: 1),
          inflated: .init(digests: [], size: 1)), contents)
    }
    let found = try archive.statistics()
    #expect(found.filesRead == 3)
    #expect(found.filesWithWarning == 1)
    #expect(found.records.read == 30)
    #expect(found.records.stored == 6)
    #expect(found.records.skipped == 12)
    #expect(found.records.rejected == 3)
    #expect(found.skipped.map(\.count) == [9, 3])
    #expect(
      found.skipped.map(\.kind) == [
        SkippedKind(detailType: "ECS Task State Change", lastStatus: "RUNNING"),
        SkippedKind(detailType: "ECS Service Action", lastStatus: ""),
      ])
  }

  @Test func emptyArchive() throws {
    let temporary = TemporaryArchive()
    do { _ = try Archive(path: temporary.path, .write) }
    let archive = try Archive(path: temporary.path, .read)
    let found = try archive.statistics()
    #expect(found.tasks == 0 && found.loggedAt == nil && found.bytesPerTask == nil)
    #expect(found.accounts.isEmpty && found.gaps.isEmpty && found.skipped.isEmpty)
    #expect(found.retention == nil && found.fileBytes > 0)
  }

  /// Events of years far apart, and more gaps than are listed.
  @Test func gapsAreFoundByIndex() throws {
    let temporary = TemporaryArchive()
    let archive = try Archive(path: temporary.path, .write)
    var random = SeededGenerator(seed: 2)
    var records: [Record] = []
    for number in 0..<30 {
      records.append(
        Record(message: event("1", "r", &random), loggedAt: (Int64(number) * 2 - 20) * Self.day - 1)
      )
    }
    records.append(Record(message: event("1", "r", &random), loggedAt: 3_000_000 * Self.day))
    try write(records, to: archive)
    let found = try archive.statistics()
    #expect(found.gaps.count == ArchiveStatistics.gapsMax)
    #expect(found.gaps.first?.firstDay == -20)
    #expect(found.emptyDays == 29 + 3_000_000 - 38)
  }
}
