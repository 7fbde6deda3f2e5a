import Foundation
import SQLite
import Storage
import TestSupport
import Testing

/// `ArchiveCheck`: silent about what is intact, and each damage is found by the invariant that it breaks.
struct ArchiveCheckTests {
  private static func archive() throws -> TemporaryArchive {
    let temporary = TemporaryArchive()
    let archive = try Archive(path: temporary.path, .write)
    try write(PrunerTests.records(60, seed: 21), to: archive)
    try archive.connection.execute(
      """
      INSERT INTO exports (id, digest, path, size, modified_at, ingested_at, read, stored, duplicates, superseded,
        skipped, rejected, expired)
      VALUES (1, x'01', 'a.gz', 1, 2, 3, 4, 2, 0, 0, 1, 1, 0);
      INSERT INTO skipped VALUES (1, 'Other', '', 1);
      INSERT INTO rejects (export_id, line, byte_offset, reason, record) VALUES (1, 1, 0, 'not JSON', x'00')
      """)
    return temporary
  }

  private static func broken(_ archive: borrowing Archive, quick: Bool = false) throws
    -> [CheckResult]
  {
    try ArchiveCheck(archive, quick: quick).run().filter(\.isBroken)
  }

  @Test(arguments: [false, true]) func anIntactArchiveIsOK(quick: Bool) throws {
    let temporary = try Self.archive()
    let archive = try Archive(path: temporary.path, .read)
    var isInOrder: [String] = []
    let results = try ArchiveCheck(archive, quick: quick).run { progress in
      if isInOrder.last != progress.name { isInOrder.append(progress.name) }
    }
    #expect(results.filter(\.isBroken).map(\.examples) == [])
    #expect(isInOrder == results.map(\.name))
    let messages = try #require(results.first { $0.name == "messages" })
    let tasks = try archive.connection.integer("SELECT count(*) FROM tasks")
    #expect(Int64(messages.checked) == (quick ? 0 : tasks))
    // Every connection leaves as it came.
    let isInTransaction = archive.connection.isInTransaction
    #expect(!isInTransaction)
  }

  /// A change to the rows, the invariant that finds it, and what its example says.
  struct Damage: CustomTestStringConvertible, Sendable {
    let sql: String
    let invariant: String
    let example: String
    var testDescription: String { sql }
  }

  @Test(arguments: [
    Damage(
      sql: "UPDATE words SET word = word || 'x' WHERE id = 2", invariant: "strings",
      example: "row 2 of words"),
    Damage(
      sql: "INSERT INTO words (hash, word) SELECT hash, word FROM words WHERE id = 1",
      invariant: "strings", example: "words has one string in rows 1 and"),
    Damage(
      sql: "UPDATE shapes SET shape = replace(shape, 'exit_code', 'exit_kode')",
      invariant: "shapes",
      example: "unknown hole \"exit_kode\""),
    Damage(
      sql: "UPDATE reasons SET category = 'luck' WHERE id = 1", invariant: "reasons",
      example: "\"luck\""),
    Damage(
      sql: "DELETE FROM arn_prefixes", invariant: "references",
      example: "of tasks refers to a missing row of arn_prefixes"),
    Damage(
      sql: "UPDATE containers SET id = id + 5 WHERE id = (SELECT min(id) FROM containers)",
      invariant: "containers", example: " has "),
    Damage(
      sql: "DELETE FROM tasks WHERE id = 3", invariant: "orphans",
      example: "belongs to row 3 of tasks"),
    Damage(
      sql: "INSERT INTO nonconforming_values VALUES (99999, 'cpu', 'x')", invariant: "orphans",
      example: "nonconforming_values belongs to row 99999 of tasks"),
    Damage(
      sql: "UPDATE tasks SET updated_at = NULL", invariant: "messages",
      example: "updated_at of the task has no value"),
    Damage(
      sql: "UPDATE tasks SET event_id = x'00' WHERE typeof(event_id) = 'blob'",
      invariant: "messages", example: "event_id of the task has 1 bytes instead of 16"),
    Damage(
      sql: "UPDATE superseded SET message = message || ' {}'", invariant: "superseded",
      example: "of superseded is not the event"),
    Damage(
      sql: "UPDATE daily_stops SET stops = stops + 1", invariant: "totals",
      example: "the totals have "),
    Damage(sql: "DELETE FROM daily_stops", invariant: "totals", example: "the totals have 0"),
    Damage(
      sql: "UPDATE exports SET read = 5", invariant: "ledger",
      example: "a.gz: 5 records were read, 4 are accounted for"),
    Damage(
      sql: "UPDATE skipped SET count = 3", invariant: "ledger",
      example: "a.gz: 1 records were skipped, 3 by kind"),
    Damage(
      sql: "DELETE FROM rejects", invariant: "rejects",
      example: "1 records were rejected, 0 are kept"),
    Damage(
      sql: "INSERT INTO provisional VALUES (1, 1, 1, 0)", invariant: "provisional",
      example: "from a.gz"),
  ])
  func eachDamageIsFound(_ damage: Damage) throws {
    let temporary = try Self.archive()
    let archive = try Archive(path: temporary.path, .write)
    try archive.connection.execute(damage.sql)
    #expect(archive.connection.totalChanges > 0)
    let broken = try Self.broken(archive)
    let found = try #require(broken.first { $0.name == damage.invariant }, "\(broken.map(\.name))")
    #expect(found.examples.contains { $0.contains(damage.example) }, "\(found.examples)")
    #expect(found.examples.count <= CheckResult.examplesMax)
  }

  /// A page of noise is not the end of the check: everything else is still looked at.
  @Test func damagedPagesAreFound() throws {
    let temporary = try Self.archive()
    do {
      let archive = try Archive(path: temporary.path, .write)
      try archive.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    }
    let root: Int64
    do {
      let archive = try Archive(path: temporary.path, .read)
      root = try #require(
        try archive.connection.integer("SELECT rootpage FROM sqlite_schema WHERE name = 'tasks'"))
    }
    var bytes = try #require(temporary.bytes())
    var random = SeededGenerator(seed: 4)
    for index in Int(root - 1) * 4096..<Int(root) * 4096 {
      bytes[index] = UInt8(truncatingIfNeeded: random.next())
    }
    try bytes.write(to: URL(filePath: temporary.path))
    let archive = try Archive(path: temporary.path, .read)
    let broken = try Self.broken(archive)
    #expect(Set(["integrity", "messages"]).isSubset(of: Set(broken.map(\.name))))
    // Whatever else is found: of a malformed file nothing is worth repairing.
    #expect(Set(broken.map(\.advice)).count == 1)
    #expect(broken.first?.advice.hasPrefix("restore a backup") == true)
  }

  @Test func aQuickCheckSaysWhatItSkips() throws {
    let temporary = try Self.archive()
    let archive = try Archive(path: temporary.path, .read)
    #expect(
      try ArchiveCheck(archive, quick: true).run().filter(\.isSkipped).map(\.name) == ["messages"])
    #expect(try ArchiveCheck(archive).run().filter(\.isSkipped).isEmpty)
  }
}
