import Exports
import Foundation
import Ingest
import Storage
import TestSupport
import Testing
import Time

/// What an ingest does with the files of a bucket.
@Suite struct IngestTests {
  @Test func aSecondRunReadsNothing() throws {
    let place = try Workplace()
    try place.export(stops(20, seed: 1), to: "a/one/000000.gz")
    try place.export(stops(10, seed: 2), to: "a/two/000000.gz")
    try place.write(Array("Permission Check Successful".utf8), to: "aws-logs-write-test")
    let first = try place.ingest()
    #expect(first.counts.read == 30 && first.counts.stored == 30 && first.filesRead == 2)
    let before = try place.dump()
    let second = try place.ingest()
    #expect(second.filesKnown == 2 && second.filesRead == 0)
    #expect(second.counts == IngestCounts() && second.bytesRead == 0)
    #expect(try place.dump() == before)
    try place.expectSound()
  }

  @Test(arguments: [10, 70_000, 1_500_000], ["\n", " "])
  func blanksBeforeTheFirstRecordHideNothing(_ count: Int, _ blank: String) throws {
    let place = try Workplace()
    let text = String(repeating: blank, count: count) + stops(1, seed: 30)[0].message
    try place.write(Array(text.utf8), to: "late.ndjson")
    #expect(try place.ingest().counts.stored == 1)
  }

  @Test func theSameContentUnderAnotherNameIsKnown() throws {
    let place = try Workplace()
    try place.export(stops(5, seed: 3), to: "a/one/000000.gz")
    try place.ingest()
    try place.export(stops(5, seed: 3), to: "b/other/000007.gz")
    let second = try place.ingest()
    #expect(second.filesKnown == 2 && second.filesRead == 0 && second.counts.read == 0)
    #expect(try place.rows("SELECT count(*) FROM exports") == ["1"])
  }

  @Test func ofAGrowingFolderOnlyTheNewFilesAreRead() throws {
    let place = try Workplace()
    let records = stops(60, seed: 4)
    for night in 0..<6 {
      try place.export(
        Array(records[night * 10..<night * 10 + 10]), to: "night-\(night)/s/000000.gz")
      let summary = try place.ingest()
      #expect(summary.filesRead == 1 && summary.filesKnown == night)
      #expect(summary.counts.stored == 10 && summary.counts.duplicates == 0)
    }
    #expect(try place.rows("SELECT count(*) FROM tasks") == ["60"])
  }

  @Test func whatTwoNightsHaveInCommonIsADuplicate() throws {
    let place = try Workplace()
    let records = stops(50, seed: 5)
    try place.export(Array(records[..<30]), to: "one/s/000000.gz")
    try place.export(Array(records[20...]), to: "two/s/000000.gz")
    let summary = try place.ingest()
    #expect(summary.counts.stored == 50 && summary.counts.duplicates == 10)
    let whole = try Workplace()
    try whole.export(records, to: "s/000000.gz")
    try whole.ingest()
    #expect(try place.dump() == whole.dump())
    try place.expectSound()
  }

  @Test func aTruncatedFileGivesWhatCameBeforeTheBreak() throws {
    let place = try Workplace()
    let whole = gzip(stops(200, seed: 6).map(\.line).joined())
    try place.write(Array(whole[..<(whole.count / 2)]), to: "a/s/000000.gz")
    try place.export(stops(7, seed: 7), to: "b/s/000000.gz")
    let summary = try place.ingest()
    #expect(summary.failures.isEmpty)
    #expect(summary.warnings.map(\.file) == [place.bucket + "/a/s/000000.gz"])
    #expect(summary.warnings.first?.losesRecords == true)
    #expect(summary.counts.stored > 40 && summary.counts.stored < 180)
    let ledger = try place.rows("SELECT warning IS NULL, stored + rejected = read FROM exports")
    #expect(ledger == ["0 | 1", "1 | 1"])
    try place.expectSound()
    // The whole file is another one, of which the first half is there.
    try place.write(whole, to: "a/s/000000.gz")
    let later = try place.ingest()
    #expect(later.filesRead == 1)
    #expect(try place.rows("SELECT count(*) FROM tasks") == ["207"])
  }

  @Test func aFormatThatIsNotReadIsAFailureOfThatFileAlone() throws {
    let place = try Workplace()
    try place.export(stops(5, seed: 8), to: "a/s/000000.gz")
    try place.write(Array("PAR1".utf8) + [UInt8](repeating: 1, count: 90), to: "b/x.parquet")
    try place.export(stops(6, seed: 9), to: "c/s/000000.gz")
    let summary = try place.ingest()
    #expect(summary.failures.map(\.file) == [place.bucket + "/b/x.parquet"])
    #expect(summary.counts.stored == 11 && summary.filesRead == 2)
    #expect(try place.rows("SELECT count(*) FROM exports") == ["2"])
    try place.expectSound()
  }

  @Test func whatCannotBeReadIsKept() throws {
    let place = try Workplace()
    let good = stops(2, seed: 10).map(\.message)
    let noARN = #"{"detail-type":"ECS Task State Change","detail":{"lastStatus":"STOPPED"}}"#
    let lines = [good[0], #"{"detail": nonsense}"#, good[1], noARN, #"{"a":[1}"#]
    try place.write(Array(lines.joined(separator: "\n").utf8), to: "events.ndjson")
    let summary = try place.ingest()
    #expect(summary.counts.read == 5 && summary.counts.stored == 2)
    #expect(summary.counts.rejected == 3)
    let offsets = [0, 1, 2, 3, 4].map { lines[..<$0].reduce(0) { $0 + $1.utf8.count + 1 } }
    let rejects = try place.rows("SELECT line, byte_offset, record FROM rejects ORDER BY line")
    #expect(
      rejects == [
        "2 | \(offsets[1]) | \(lines[1])", "4 | \(offsets[3]) | \(lines[3])",
        "5 | \(offsets[4]) | \(lines[4])",
      ])
    #expect(try place.rows("SELECT 1 FROM rejects WHERE length(reason) < 10") == [])
    try place.expectSound()
  }

  @Test func otherEventsAreCountedByKind() throws {
    let place = try Workplace()
    let running = stops(3, seed: 11).map {
      $0.message.replacing(#""lastStatus":"STOPPED""#, with: #""lastStatus":"RUNNING""#)
    }
    let others = [
      #"{"detail-type":"ECS Service Action","detail":{}}"#, #"{"hello":1}"#, "{}",
      #"{"detail-type":"ECS Service Action"}"#,
    ]
    let text = (running + others + [stops(1, seed: 12)[0].message]).joined(separator: "\n")
    try place.write(gzip(text), to: "events.json.gz")
    let summary = try place.ingest()
    #expect(summary.counts.read == 8 && summary.counts.skipped == 7 && summary.counts.stored == 1)
    #expect(
      summary.skipped == [
        SkippedKind(detailType: "ECS Task State Change", lastStatus: "RUNNING"): 3,
        SkippedKind(detailType: "ECS Service Action", lastStatus: ""): 2,
        SkippedKind(detailType: "", lastStatus: ""): 2,
      ])
    try place.expectSound()
  }

  @Test func whatThePolicyWouldDeleteIsNotStored() throws {
    let place = try Workplace()
    do {
      let archive = try Archive(path: place.archivePath, .write)
      try archive.setRetentionPolicy(RetentionPolicy(days: 14))
    }
    let days: Int64 = 86_400_000
    var records = stops(4, seed: 13)
    for (index, age) in [20 * days, 14 * days + 1, 14 * days, 0].enumerated() {
      records[index].loggedAt = Workplace.now - age
    }
    try place.export(records, to: "s/000000.gz")
    let summary = try place.ingest()
    #expect(summary.counts.expired == 2 && summary.counts.stored == 2)
    #expect(
      try place.rows("SELECT min(logged_at) FROM tasks") == ["\(Workplace.now - 14 * days)"])
    try place.expectSound()
  }

  @Test func aFileThatBreaksHalfWayLeavesNothing() throws {
    let place = try Workplace()
    let lost = stops(30, seed: 15).map(\.line).joined()
    // Inflates to more than its size can mean, long after its first records.
    let bomb = gzip(gzip(Array(lost.utf8) + [UInt8](repeating: 0x20, count: 120 << 20)))
    try place.export(stops(40, seed: 14), to: "a/s/000000.gz")
    try place.write(bomb, to: "b/s/000000.gz")
    try place.export(stops(50, seed: 16), to: "c/s/000000.gz")
    let summary = try place.ingest()
    #expect(summary.failures.map(\.file) == [place.bucket + "/b/s/000000.gz"])
    #expect(summary.counts.read == 90 && summary.counts.stored == 90 && summary.filesRead == 2)
    let whole = try Workplace()
    try whole.export(stops(40, seed: 14), to: "a/s/000000.gz")
    try whole.export(stops(50, seed: 16), to: "c/s/000000.gz")
    try whole.ingest()
    #expect(try place.dump() == whole.dump())
    #expect(try place.rows("SELECT count(*) FROM exports") == ["2"])
    try place.expectSound()
  }

  /// What the policy left out comes in when the policy, or the clock, would keep it.
  @Test func expiredStopsAreReadAgainWhenTheyAreKept() throws {
    let place = try Workplace()
    try place.export(stops(20, seed: 20), to: "s/000000.gz")
    func ingest(now: Int64) throws -> IngestSummary {
      let archive = try Archive(path: place.archivePath, .write)
      return try Ingestor(archive, now: now).ingest(ExportFinder.find([place.bucket]).files)
    }
    do {
      let archive = try Archive(path: place.archivePath, .write)
      try archive.setRetentionPolicy(RetentionPolicy(days: 14))
    }
    let day: Int64 = 86_400_000
    #expect(try ingest(now: Workplace.now).counts.expired == 20)
    #expect(try ingest(now: Workplace.now).filesKnown == 1)
    #expect(try ingest(now: Workplace.now + day).filesKnown == 1)
    let earlier = try ingest(now: Workplace.now - 8 * day)
    #expect(earlier.counts.stored == 20 && earlier.filesKnown == 0)
    #expect(try ingest(now: Workplace.now).filesKnown == 1)
    #expect(
      try place.rows("SELECT count(*), sum(stored), sum(expired) FROM exports") == ["1 | 20 | 0"])
    try place.expectSound()
  }

  @Test func aTaskWithTooManyContainersIsRejectedByName() throws {
    let place = try Workplace()
    let container = #"{"name":"c","lastStatus":"STOPPED"}"#
    func event(_ count: Int) -> String {
      let containers = Array(repeating: container, count: count).joined(separator: ",")
      return #"{"detail-type":"ECS Task State Change","time":"2026-03-20T00:00:00Z","detail":"#
        + #"{"taskArn":"arn:aws:ecs:eu-west-1:1:task/c/\#(count)","lastStatus":"STOPPED","containers":[\#(containers)]}}"#
    }
    try place.write(Array([event(1024), event(1025)].joined(separator: "\n").utf8), to: "e.ndjson")
    let summary = try place.ingest()
    #expect(summary.counts.stored == 1 && summary.counts.rejected == 1)
    #expect(summary.rejections.first?.contains("more than 1024 containers") == true)
    #expect(try place.rows("SELECT count(*) FROM containers") == ["1024"])
    try place.expectSound()
  }

  /// Two different messages of equal version and time are both kept, whatever the order.
  @Test func contradictingEventsAreKept() throws {
    let first = stops(1, seed: 21)[0]
    let texts = [137, 139, 1].map { code in
      first.message.replacing(#""version":4"#, with: #""version":4,"x":\#(code)"#)
    }
    let spelled = first.message.replacing(#""version":4"#, with: #""version" : 4.0"#)
    let records = texts.enumerated().map {
      Record(loggedAt: first.loggedAt + Int64($0.offset), message: $0.element)
    }
    let again = [
      first, Record(loggedAt: first.loggedAt + 9, message: spelled),
      Record(loggedAt: first.loggedAt + 10, message: texts[1]),
    ]
    var dumps: Set<[String]> = []
    var random = SeededGenerator(seed: 22)
    for round in 0..<12 {
      let place = try Workplace()
      for (index, record) in (records + again).shuffled(using: &random).enumerated() {
        try place.write(Array(record.message.utf8), to: "\(index).ndjson")
        try place.write(gzip(record.line), to: "\(index)/s/000000.gz")
        if round % 3 == 0 { try place.ingest(["\(index)/s/000000.gz"]) }
      }
      try place.ingest((0..<records.count + again.count).map { "\($0)/s/000000.gz" })
      dumps.insert(try place.dump())
      #expect(try place.rows("SELECT count(*) FROM superseded") == ["3"])
      #expect(try place.rows("SELECT sum(conflicting) FROM exports") == ["3"])
      try place.expectSound()
    }
    #expect(dumps.count == 1)
  }
}
