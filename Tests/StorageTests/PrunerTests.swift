import Events
import Foundation
import SQLite
import Storage
import TestSupport
import Testing

struct PrunerTests {
  /// Some days of events: tasks, superseded versions of them, nonconforming values, and strings that only some use.
  static func records(_ count: Int, seed: UInt64) -> [Record] {
    var generator = EventGenerator(seed: seed)
    var mutator = EventMutator(seed: seed &+ 1)
    var records: [Record] = []
    for number in 0..<count {
      let task = generator.task()
      for version in 0..<(generator.random.isOne(in: 5) ? 3 : 1) {
        let time = Int64(generator.random.below(30)) * 86_400_000
        var event = generator.event(of: task, version: version, updatedAt: 1_800_000_000_000 + time)
        if number % 3 == 0 { event = mutator.mutated(event, changes: 1) }
        records.append(
          Record(message: event.text(), loggedAt: time, stream: "stream-\(number % 4)"))
      }
    }
    return records
  }

  /// Events of as many tasks.
  static func plainRecords(_ count: Int, seed: UInt64) -> [Record] {
    var generator = EventGenerator(seed: seed)
    return (0..<count).map { number in
      let event = generator.event()
      return Record(
        message: event.text(), loggedAt: Int64(generator.random.below(30)) * 86_400_000,
        stream: "stream-\(number % 9)")
    }
  }

  /// What `prune` deletes is what `plan` has said, and all else is as it was.
  @Test func planIsWhatPruneDeletes() throws {
    let seed = TestRun.seed(3)
    var random = SeededGenerator(seed: seed)
    for round in 0..<(TestRun.isNightly ? 60 : 5) {
      let place: Comment = "seed \(seed), round \(round)"
      let temporary = TemporaryArchive()
      let archive = try Archive(path: temporary.path, .write)
      try write(Self.records(60, seed: random.next()), to: archive)
      for _ in 0..<3 {
        let cutoff = Int64(random.below(33) - 1) * 86_400_000 + Int64(random.below(2))
        let kept = try rowsKept(archive, from: cutoff)
        let plan = try Pruner(archive).plan(before: cutoff)
        try expectCounts(of: plan, in: archive, place)
        let summary = try Pruner(archive).prune(before: cutoff)
        #expect(summary.deleted == plan, place)
        #expect(!summary.leftUnusedTexts)
        #expect(try rowsKept(archive, from: .min) == kept, place)
        #expect(try unusedTexts(archive).isEmpty, place)
        #expect(try archive.connection.damages().isEmpty, place)
        #expect(try Pruner(archive).plan(before: cutoff).isEmpty, place)
        #expect(try messages(of: archive).count == kept.count { $0.hasPrefix("tasks:") })
      }
    }
  }

  /// The dump of what was logged from a time on: of a copy from which plain SQL has deleted all else.
  private func rowsKept(_ archive: borrowing Archive, from cutoff: Int64) throws -> [String] {
    let copy = archive.path + "-\(UUID().uuidString)"
    try archive.connection.execute("VACUUM INTO '\(copy)'")
    let connection = try Connection(path: copy, mode: .readWrite, foreignKeys: false)
    for table in ["containers", "attachments", "nonconforming_values"] {
      try connection.execute(
        """
        DELETE FROM \(table) WHERE task IN (SELECT id FROM tasks WHERE logged_at < \(cutoff))
        """)
    }
    try connection.execute("DELETE FROM tasks WHERE logged_at < \(cutoff)")
    try connection.execute("DELETE FROM superseded WHERE logged_at < \(cutoff)")
    try connection.execute(
      "DELETE FROM daily_stops; INSERT INTO daily_stops \(DailyTotalsCheck.counted)")
    return try CanonicalDump.lines(of: connection)
  }

  private func expectCounts(
    of plan: PrunePlan, in archive: borrowing Archive, _ place: Comment
  ) throws {
    let cutoff = plan.cutoff
    let connection = archive.connection
    let expired = "IN (SELECT id FROM tasks WHERE logged_at < \(cutoff))"
    func count(_ rows: String) throws -> Int {
      Int(try connection.integer("SELECT count(*) FROM \(rows)") ?? -1)
    }
    #expect(try plan.tasks == count("tasks WHERE logged_at < \(cutoff)"), place)
    #expect(try plan.containers == count("containers WHERE task \(expired)"), place)
    #expect(try plan.attachments == count("attachments WHERE task \(expired)"), place)
    #expect(
      try plan.nonconformingValues == count("nonconforming_values WHERE task \(expired)"), place)
    #expect(try plan.superseded == count("superseded WHERE logged_at < \(cutoff)"), place)
    let times = """
      (SELECT logged_at FROM tasks UNION ALL SELECT logged_at FROM superseded)
      WHERE logged_at < \(cutoff)
      """
    #expect(
      try plan.loggedAt?.lowerBound == connection.integer("SELECT min(logged_at) FROM \(times)"),
      place)
    #expect(
      try plan.loggedAt?.upperBound == connection.integer("SELECT max(logged_at) FROM \(times)"),
      place)
  }

  /// Strings that no column refers to, by SQL that is written out here.
  private func unusedTexts(_ archive: borrowing Archive) throws -> [[Value]] {
    let users = [
      "shapes": ["tasks.shape_id", "containers.shape_id", "attachments.shape_id"],
      "reasons": ["tasks.reason_id", "containers.reason_id", "attachments.reason_id"],
      "reason_patterns": ["tasks.pattern_id"], "clusters": ["tasks.cluster_id"],
      "task_definitions": ["tasks.task_definition_id"],
      "task_groups": ["tasks.group_id"], "starters": ["tasks.starter_id"],
      "container_names": ["containers.name_id"], "images": ["containers.image_id"],
      "image_digests": ["containers.image_digest_id"], "subnets": ["attachments.subnet_id"],
      "log_streams": ["tasks.log_stream_id", "superseded.log_stream_id"],
      "arn_prefixes": [
        "tasks.task_prefix_id", "tasks.container_instance_prefix_id", "superseded.task_prefix_id",
      ],
      "fragments": [
        "tasks.attributes_id", "tasks.overrides_id", "tasks.fargate_ephemeral_storage_id",
        "tasks.inference_accelerators_id", "tasks.tags_id",
      ],
      "words": [
        "tasks.account_id", "tasks.region_id", "tasks.replay_name_id",
        "tasks.stop_code_id", "tasks.desired_status_id", "tasks.connectivity_id",
        "tasks.launch_type_id", "tasks.capacity_provider_id", "tasks.availability_zone_id",
        "tasks.platform_version_id", "tasks.platform_family_id", "tasks.health_status_id",
        "containers.last_status_id", "containers.health_status_id", "attachments.type_id",
        "attachments.status_id", "export_hours.account_id", "export_hours.region_id",
      ],
    ]
    var unused: [[Value]] = []
    for (table, columns) in users {
      let used = columns.map { column -> String in
        let parts = column.split(separator: ".")
        return "SELECT \(parts[1]) FROM \(parts[0]) WHERE \(parts[1]) IS NOT NULL"
      }.joined(separator: " UNION ")
      unused += try archive.connection.rows("SELECT * FROM \(table) WHERE id NOT IN (\(used))")
    }
    return unused
  }

  /// An archive that never had the expired events is the same as one from which they were pruned.
  @Test func prunedIsAsIfNeverRead() throws {
    let records = Self.plainRecords(120, seed: 12)
    let cutoff: Int64 = 15 * 86_400_000
    let temporary = TemporaryArchive()
    let other = TemporaryArchive()
    let archive = try Archive(path: temporary.path, .write)
    let never = try Archive(path: other.path, .write)
    try write(records, to: archive)
    try write(records.filter { ($0.loggedAt ?? 0) >= cutoff }, to: never)
    let summary = try Pruner(archive).prune(before: cutoff)
    #expect(summary.deleted.tasks > 20 && !summary.deleted.unusedTexts.isEmpty)
    #expect(
      try CanonicalDump.lines(of: archive.connection) == CanonicalDump.lines(of: never.connection))
    #expect(
      try CanonicalDump.textTables(of: archive.connection)
        == CanonicalDump.textTables(of: never.connection))
  }

  @Test func planNamesReasonsAndShapes() throws {
    let temporary = TemporaryArchive()
    do {
      let archive = try Archive(path: temporary.path, .write)
      var old = PlainEvent.old
      old["unknown"] = .literal("true")
      try write(
        [
          Record(message: PlainEvent.fargate.text(), loggedAt: 2_000),
          Record(message: old.text(), loggedAt: 1_000),
        ], to: archive)
    }
    // An archive that can only be read is enough for a plan.
    let archive = try Archive(path: temporary.path, .read)
    let plan = try Pruner(archive).plan(before: 2_000)
    #expect(plan.tasks == 1 && plan.containers == 1 && plan.attachments == 0)
    #expect(plan.loggedAt == 1_000...1_000)
    let reasons = try #require(plan.unusedTexts.first { $0.textTable == .reasons })
    #expect(reasons.names == ["Task failed to start"])
    let shapes = try #require(plan.unusedTexts.first { $0.textTable == .shapes })
    #expect(shapes.names.count == 2)
    #expect(shapes.names.contains { $0.hasPrefix(#"{"containerArn":"‹container_id›""#) })
    #expect(shapes.names.contains { $0.hasSuffix(#""version":‹version›},"unknown":true}"#) })
    #expect(plan.rows.first { $0.table == "clusters" }?.count == 1)
    #expect(plan.rows.first { $0.table == "tasks" }?.count == 1)
    let all = try Pruner(archive).plan(before: .max)
    #expect(all.tasks == 2 && all.loggedAt == 1_000...2_000)
    #expect(try Pruner(archive).plan(before: .min).isEmpty)
    #expect(try archive.connection.integer("SELECT count(*) FROM tasks") == 2)
  }

  @Test func ledgerAndRejectsStay() throws {
    let temporary = TemporaryArchive()
    let archive = try Archive(path: temporary.path, .write)
    let ledger = try IngestLedger(archive)
    let source = IngestLedger.Source(path: "a/000000.gz", size: 10, modifiedAt: 3, changedAt: 4)
    let export = try ledger.begin(source, digest: [1, 2, 3], now: 1)
    try ledger.reject(
      UnsafeRawBufferPointer(start: nil, count: 0),
      IngestLedger.RejectOrigin(
        export: export, line: 1, byteOffset: 0, loggedAt: nil),
      reason: "empty")
    try write(Self.plainRecords(5, seed: 1), to: archive)
    let summary = try Pruner(archive).prune(before: .max)
    #expect(summary.deleted.tasks == 5)
    #expect(try ledger.entry(unchanged: source)?.export == export)
    #expect(try ledger.entry(digest: [1, 2, 3])?.export == export)
    #expect(try archive.prunedBefore() == .max)
    #expect(try archive.connection.integer("SELECT count(*) FROM rejects") == 1)
    #expect(try CanonicalDump.lines(of: archive.connection).isEmpty)
    #expect(try CanonicalDump.textTables(of: archive.connection).isEmpty)
  }
}
