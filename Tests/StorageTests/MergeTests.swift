import SQLite
import Storage
import TestSupport
import Testing

/// Of several events of one task one stays, whatever the order in which they come.
struct MergeTests {
  /// A record, with what the rule goes by.
  private struct Candidate: Hashable {
    var task: String
    /// Events have one if EventBridge delivered them.
    var hasID: Bool
    var version: Int64
    var updatedAt: Int64
    var record: Record

    var rank: (Int64, Int64, Int64) { (hasID ? 1 : 0, version, updatedAt) }

    var summary: String {
      "\(task.suffix(6)) \(version) \(updatedAt) \(record.loggedAt ?? 0) \(record.stream ?? "-") \(record.message.hashValue)"
    }

    /// Of two with the same rank the one that stays.
    static func isFirst(_ left: Candidate, _ right: Candidate) -> Bool {
      let (a, b) = (left.record, right.record)
      if a.loggedAt != b.loggedAt { return (a.loggedAt ?? 0) < (b.loggedAt ?? 0) }
      if a.message != b.message {
        return a.message.utf8.lexicographicallyPrecedes(b.message.utf8)
      }
      guard let stream = a.stream, let other = b.stream else {
        return a.stream != nil && b.stream == nil
      }
      return stream.utf8.lexicographicallyPrecedes(other.utf8)
    }
  }

  /// Spellings of instants: the same moment with more digits, another that only sorts otherwise as text.
  private static let updates: [(text: String?, milliseconds: Int64)] = [
    ("2026-01-31T09:30:00.7Z", 1_769_851_800_700), ("2026-01-31T09:30:00.70Z", 1_769_851_800_700),
    ("2026-01-31T10:30:00.7000004+01:00", 1_769_851_800_700),
    ("2026-01-31T09:30:00.71Z", 1_769_851_800_710), ("2026-01-31T09:30:00Z", 1_769_851_800_000),
    (nil, .min), ("yesterday", .min),
  ]

  private func candidates(_ random: inout SeededGenerator) -> [Candidate] {
    let tasks = [PlainEvent.taskARN, PlainEvent.oldTaskARN, "no-arn-at-all"]
    return (0..<random.below(24) + 1).map { _ in
      let task = random.pick(tasks)
      let update = random.pick(Self.updates)
      let version = random.pick([nil, 3, 4, 4, 5])
      var event = random.isOne(in: 3) ? PlainEvent.old : PlainEvent.fargate
      guard var detail = event["detail"] else { preconditionFailure("the event has a detail") }
      detail["taskArn"] = .text(task)
      detail["updatedAt"] = update.text.map { .text($0) }
      detail["version"] = version.map { .number($0) }
      detail["stoppedReason"] = .text(random.pick(["Task failed", "Task ended", "é"]))
      event["detail"] = detail
      let hasID = !random.isOne(in: 4)
      if !hasID { event["id"] = nil }
      return Candidate(
        task: task, hasID: hasID, version: version.map(Int64.init) ?? -1,
        updatedAt: update.milliseconds,
        record: Record(
          message: event.text(), loggedAt: random.pick([5_000, 6_000]),
          stream: random.pick([nil, "", "a", "b"])))
    }
  }

  /// The rule, said once more: of each task, what stays and what is kept of the others.
  private func model(
    _ candidates: [Candidate]
  ) -> (kept: Set<Candidate>, superseded: Set<Candidate>) {
    var kept: Set<Candidate> = []
    var superseded: Set<Candidate> = []
    for (_, events) in Dictionary(grouping: candidates, by: \.task) {
      let highest = events.map(\.rank).max { $0 < $1 }
      let row = events.filter { $0.rank == (highest ?? (0, 0, 0)) }
        .min(by: Candidate.isFirst)
      if let row { kept.insert(row) }
      // Of those that lost, one for each thing that was said.
      let values = Dictionary(grouping: events) { candidate in
        "\(candidate.version) \(candidate.updatedAt) \(candidate.record.message)"
      }
      for equals in values.values {
        guard let first = equals.min(by: Candidate.isFirst) else { continue }
        let saysWhatTheRowSays =
          first.rank == (row?.rank ?? (0, 0, 0)) && first.record.message == row?.record.message
        if !saysWhatTheRowSays { superseded.insert(first) }
      }
    }
    return (kept, superseded)
  }

  @Test func anyOrderGivesTheSameArchive() throws {
    let seed = TestRun.seed(2)
    var random = SeededGenerator(seed: seed)
    for round in 0..<(TestRun.isNightly ? 400 : 12) {
      let candidates = candidates(&random)
      let expected = model(candidates)
      var first: [String]?
      for order in 0..<4 {
        let temporary = TemporaryArchive()
        try ingest(candidates.map(\.record), into: temporary, &random)
        let archive = try Archive(path: temporary.path, .write)
        let place: Comment = "seed \(seed), round \(round), order \(order)"
        #expect(try kept(archive) == Set(expected.kept.map(\.record)), place)
        let lost = try superseded(archive)
        #expect(lost.subtracting(expected.superseded).map(\.summary) == [], place)
        #expect(expected.superseded.subtracting(lost).map(\.summary) == [], place)
        #expect(try archive.connection.damages().isEmpty, place)
        let dump = try CanonicalDump.lines(of: archive.connection)
        // What nothing uses any more depends on the order, until a prune takes it away.
        _ = try Pruner(archive).prune(before: .min)
        #expect(try CanonicalDump.lines(of: archive.connection) == dump, place)
        let all = try dump + CanonicalDump.textTables(of: archive.connection)
        let difference = Set(all).symmetricDifference(first ?? all)
        #expect(difference.isEmpty, place)
        first = all
      }
    }
  }

  /// Writes the records in any order, some of them again, in any number of transactions, runs and processes.
  private func ingest(
    _ records: [Record], into temporary: TemporaryArchive, _ random: inout SeededGenerator
  ) throws {
    var records = records
    for _ in 0..<random.below(4) { records.append(random.pick(records)) }
    records.shuffle(using: &random)
    while !records.isEmpty {
      let archive = try Archive(path: temporary.path, .write)
      let other = try Archive(path: temporary.path, .write)
      let writers = [try RecordWriter(archive), try RecordWriter(other)]
      for _ in 0..<3 {
        let part = Array(records.prefix(random.below(8)))
        let isKept = !random.isOne(in: 5)
        try random.pick(writers).write(part, keeping: isKept)
        if isKept { records.removeFirst(part.count) }
        if random.isOne(in: 6) {
          let third = try Archive(path: temporary.path, .write)
          _ = try Pruner(third).prune(before: .min)
        }
      }
    }
  }

  private func kept(_ archive: borrowing Archive) throws -> Set<Record> {
    let reader = try MessageReader(archive)
    let rows = try archive.connection.rows(
      """
      SELECT tasks.id, logged_at, name FROM tasks LEFT JOIN log_streams ON log_streams.id = log_stream_id
      """)
    var found: Set<Record> = []
    for row in rows {
      guard case .integer(let id) = row[0] else { continue }
      found.insert(
        Record(
          message: try message(ofTask: id, reader), loggedAt: integer(row[1]), stream: text(row[2]))
      )
    }
    #expect(found.count == rows.count)
    return found
  }

  private func superseded(_ archive: borrowing Archive) throws -> Set<Candidate> {
    let rows = try archive.connection.rows(
      """
      SELECT prefix, task_id, version, updated_at, logged_at, name, message
      FROM superseded JOIN arn_prefixes AS p ON p.id = task_prefix_id
        LEFT JOIN log_streams AS s ON s.id = log_stream_id
      """)
    return Set(
      rows.map { row in
        let task: String
        if case .blob(let bytes) = row[1] {
          task =
            (text(row[0]) ?? "")
            + bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        } else {
          task = (text(row[0]) ?? "") + (text(row[1]) ?? "")
        }
        let hasID = text(row[6])?.contains("\"0a1b2c3d-98bd-") == true
        return Candidate(
          task: task, hasID: hasID, version: integer(row[2]) ?? 0, updatedAt: integer(row[3]) ?? 0,
          record: Record(
            message: text(row[6]) ?? "", loggedAt: integer(row[4]), stream: text(row[5])))
      })
  }

  private func integer(_ value: Value) -> Int64? {
    if case .integer(let number) = value { return number }
    return nil
  }

  private func text(_ value: Value) -> String? {
    if case .text(let text) = value { return text }
    return nil
  }

  @Test func countsTellWhatBecameOfEach() throws {
    let temporary = TemporaryArchive()
    let archive = try Archive(path: temporary.path, .write)
    func record(_ version: Int, _ loggedAt: Int64) -> Record {
      var event = PlainEvent.fargate
      var detail = event["detail"] ?? .object([])
      detail["version"] = .number(version)
      event["detail"] = detail
      return Record(message: event.text(), loggedAt: loggedAt)
    }
    let counts = try write(
      [
        record(4, 10), record(4, 10), record(5, 11), record(3, 9), record(5, 12), record(4, 13),
        Record(message: "{}", loggedAt: 1),
      ], to: archive)
    #expect(counts.read == 7)
    // One task, in three versions.
    #expect(counts.stored == 1)
    #expect(counts.duplicates == 3)
    #expect(counts.superseded == 2)
    #expect(counts.skipped == 1)
    #expect(try archive.connection.integer("SELECT count(*) FROM tasks") == 1)
    #expect(try archive.connection.integer("SELECT count(*) FROM superseded") == 2)
    #expect(try archive.connection.integer("SELECT count(*) FROM containers") == 2)
    #expect(try archive.connection.integer("SELECT logged_at FROM tasks") == 11)
  }
}
