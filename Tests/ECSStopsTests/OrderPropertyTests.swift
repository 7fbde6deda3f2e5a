import EventPatterns
import Ingest
import Storage
import TestSupport
import Testing

/// Any order, any split into files and runs, any repetition of the same records gives the same archive.
@Suite struct OrderPropertyTests {
  @Test func everySplitGivesTheSameArchive() throws {
    let seed = TestRun.seed()
    var random = SeededGenerator(seed: seed)
    let records = Self.workload(&random)
    let reference = try Workplace()
    try reference.export(records, to: "s/000000.gz")
    let counts = try reference.ingest().counts
    #expect(counts.duplicates > 5 && counts.superseded > 5 && counts.skipped > 5)
    let expected = try reference.dump()
    for round in 0..<8 {
      let place = try Workplace()
      var rest = records.shuffled(using: &random)
      // Some come twice, as with nights that overlap.
      rest += rest.prefix(random.below(20))
      var number = 0
      while !rest.isEmpty {
        let count = min(rest.count, 1 + random.below(60))
        try place.export(Array(rest.prefix(count)), to: "night-\(number)/s/000000.gz")
        rest.removeFirst(count)
        number += 1
        if random.isOne(in: 3) { try place.ingest() }
      }
      try place.ingest()
      #expect(try place.dump() == expected, "seed \(seed), round \(round)")
      try place.expectSound()
    }
  }

  /// What patterns kept out comes in, whatever the order; and of a known file nothing is read again for nothing.
  @Test func nothingIsLostToPatterns() throws {
    let seed = TestRun.seed(5)
    var random = SeededGenerator(seed: seed)
    let records = Self.workload(&random)
    let reference = try Workplace()
    try reference.export(records, to: "s/000000.gz")
    try reference.ingest()
    let expected = try reference.dump()
    let patterns = try [
      #"{"detail":{"version":[{"numeric":["<=",4]}]}}"#, #"{"detail":{"version":[5]}}"#,
      #"{"detail":{"containers":{"exitCode":[{"anything-but":0}]}}}"#, #"{"source":["none"]}"#,
      #"{"source":["aws.ecs"]}"#,
    ].map { try EventPattern($0.utf8) }
    for round in 0..<6 {
      let place = try Workplace()
      var (rest, number, filtered) = (records.shuffled(using: &random), 0, 0)
      while !rest.isEmpty {
        let count = min(rest.count, 1 + random.below(80))
        try place.export(Array(rest.prefix(count)), to: "night-\(number)/s/000000.gz")
        rest.removeFirst(count)
        number += 1
        let pattern = random.isOne(in: 4) ? nil : random.pick(patterns)
        filtered += try place.ingest(pattern: pattern).counts.filtered
        try place.expectSound()
        #expect(try place.ingest(pattern: pattern).filesRead == 0, "seed \(seed), round \(round)")
      }
      #expect(filtered > 0)
      try place.ingest()
      #expect(try place.dump() == expected, "seed \(seed), round \(round)")
      #expect(try place.rows("SELECT sum(filtered) FROM exports") == ["0"])
    }
  }

  /// Stops, some of them redelivered, some followed by a correction; and what is passed over.
  private static func workload(_ random: inout SeededGenerator) -> [Record] {
    var generator = EventGenerator(seed: random.next())
    var records: [Record] = []
    for index in 0..<60 {
      let task = generator.task()
      for _ in 0..<1 + random.below(3) {
        let time = Workplace.now - 86_400_000 + Int64(index * 1000 + random.below(3))
        var message = generator.event(of: task, version: 3 + random.below(3), updatedAt: time)
          .text()
        if random.isOne(in: 6) {
          message = message.replacing(
            #""lastStatus":"STOPPED""#, with: #""lastStatus":"PENDING""#)
        }
        records.append(Record(loggedAt: time, message: message))
        if random.isOne(in: 4) { records.append(Record(loggedAt: time + 5, message: message)) }
      }
    }
    return records
  }
}
