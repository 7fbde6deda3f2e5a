import Foundation
import SQLite
import Storage
import TestSupport
import Testing
import Time

/// A prune among other processes: killed, interrupted, beside readers and writers.
struct PrunerProcessTests {
  private struct Stop: Error {}

  private static let cutoff: Int64 = 20 * 86_400_000

  private func archive(_ count: Int) throws -> TemporaryArchive {
    let temporary = TemporaryArchive()
    let archive = try Archive(path: temporary.path, .write)
    try write(PrunerTests.records(count, seed: 5), to: archive)
    return temporary
  }

  private func dump(_ temporary: TemporaryArchive) throws -> [String] {
    let archive = try Archive(path: temporary.path, .read)
    #expect(try archive.connection.damages().isEmpty)
    return try CanonicalDump.lines(of: archive.connection)
      + CanonicalDump.textTables(of: archive.connection)
  }

  /// Stopped between any two transactions, a prune is completed by the next.
  @Test func interruptedPruneIsCompleted() throws {
    let whole = try archive(60)
    var steps = 0
    do {
      let archive = try Archive(path: whole.path, .write)
      _ = try Pruner(archive).prune(before: Self.cutoff) { _ in steps += 1 }
    }
    let expected = try dump(whole)
    #expect(steps > 5)
    for step in 1...steps {
      let temporary = try archive(60)
      let archive = try Archive(path: temporary.path, .write)
      var left = step
      #expect(throws: Stop.self) {
        try Pruner(archive).prune(before: Self.cutoff) { _ in
          left -= 1
          if left == 0 { throw Stop() }
        }
      }
      #expect(try archive.connection.damages().isEmpty)
      let isInTransaction = archive.connection.isInTransaction
      #expect(!isInTransaction)
      _ = try Pruner(archive).prune(before: Self.cutoff)
      #expect(try dump(temporary) == expected, "stopped at step \(step)")
    }
  }

  /// Killed anywhere, within transactions too, it leaves a whole archive, and is completed by the next.
  @Test func killedPruneIsCompleted() async throws {
    let whole = try archive(60)
    var moments = 0
    do {
      let archive = try Archive(path: whole.path, .write)
      archive.connection.setProgressHandler(everyOperations: 20) {
        moments += 1
        return true
      }
      _ = try Pruner(archive).prune(before: Self.cutoff)
    }
    let expected = try dump(whole)
    #expect(moments > 500)
    for share in [1, 20, 45, 60, 75, 95] {
      let temporary = try archive(60)
      let path = temporary.path
      let moment = moments * share / 100
      await #expect(processExitsWith: .signal(SIGKILL)) {
        [path = path as String, moment = moment as Int] in
        let archive = try Archive(path: path, .write)
        var left = moment
        archive.connection.setProgressHandler(everyOperations: 20) {
          left -= 1
          if left == 0 { kill(getpid(), SIGKILL) }
          return true
        }
        _ = try Pruner(archive).prune(before: PrunerProcessTests.cutoff)
      }
      let archive = try Archive(path: path, .write)
      #expect(try archive.connection.damages().isEmpty)
      _ = try Pruner(archive).prune(before: Self.cutoff)
      #expect(try dump(temporary) == expected, "killed at moment \(moment)")
    }
  }

  /// Between the batches others write without waiting; a reader keeps what it saw.
  @Test func othersGoOn() throws {
    let temporary = try archive(60)
    let archive = try Archive(path: temporary.path, .write)
    let reader = try Archive(path: temporary.path, .read)
    let writer = try Archive(path: temporary.path, .write)
    writer.connection.setBusyTimeout(milliseconds: 0)
    let before = try reader.connection.integer("SELECT count(*) FROM tasks")
    let view = try Transaction(reader.connection, .deferred)
    #expect(try reader.connection.integer("SELECT count(*) FROM tasks") == before)
    var phases: [PruneProgress.Phase] = []
    let summary = try Pruner(archive).prune(before: Self.cutoff) { progress in
      phases.append(progress.phase)
      #expect(progress.done <= progress.total)
      // Changes that affect no strings: the prune need not collect the references again.
      if progress.phase != .texts { try writer.setRetentionPolicy(RetentionPolicy(days: 30)) }
      #expect(try reader.connection.integer("SELECT count(*) FROM tasks") == before)
    }
    #expect(summary.deleted.tasks > 10)
    #expect(Set(phases) == [.tasks, .superseded, .texts, .space])
    try view.commit()
    #expect(try reader.connection.integer("SELECT count(*) FROM tasks") != before)
  }

  /// A text that another process begins to use while its references are gathered is not deleted.
  @Test(arguments: [1, 2, 100])
  func textsInUseAgainStay(writes: Int) throws {
    let temporary = TemporaryArchive()
    let archive = try Archive(path: temporary.path, .write)
    let other = try Archive(path: temporary.path, .write)
    let records = PrunerTests.plainRecords(40, seed: 6)
    try write(records.map { Record(message: $0.message, loggedAt: 1_000) }, to: archive)
    var left = writes
    var next = 0
    let summary = try Pruner(archive).prune(before: 2_000) { progress in
      guard progress.phase == .texts, left > 0 else { return }
      left -= 1
      try write([Record(message: records[next].message, loggedAt: 3_000)], to: other)
      next += 1
    }
    #expect(summary.deleted.tasks == 40)
    #expect(summary.leftUnusedTexts == (writes > 3))
    #expect(try archive.connection.damages().isEmpty)
    #expect(
      Set(try messages(of: archive)) == Set(records.prefix(next).map(\.message)))
    let again = try Pruner(archive).prune(before: 2_000)
    #expect(again.deleted.tasks == 0)
    #expect(again.deleted.unusedTexts.isEmpty == (writes <= 3))
    #expect(try Pruner(archive).plan(before: 2_000).isEmpty)
  }

  @Test func spaceIsGivenBack() throws {
    let temporary = try archive(400)
    let archive = try Archive(path: temporary.path, .write)
    try archive.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    let before = try #require(temporary.bytes()).count
    let summary = try Pruner(archive).prune(before: .max)
    let after = try #require(temporary.bytes()).count
    #expect(try archive.connection.pragma("freelist_count") == 0)
    #expect(temporary.bytes("-wal")?.count == 0)
    #expect(summary.bytesReturned == Int64(before - after))
    #expect(before > 600_000)
    #expect(after < 300_000)
  }

  /// An archive that was rebuilt without incremental vacuum is pruned all the same.
  @Test func rebuiltArchiveIsPruned() throws {
    let temporary = try archive(50)
    let archive = try Archive(path: temporary.path, .write)
    try archive.connection.execute(
      "PRAGMA journal_mode = DELETE; PRAGMA auto_vacuum = NONE; VACUUM")
    #expect(try archive.connection.pragma("auto_vacuum") == 0)
    let summary = try Pruner(archive).prune(before: .max)
    #expect(summary.deleted.tasks > 0)
    #expect(summary.bytesReturned == 0)
    #expect(try archive.connection.damages().isEmpty)
  }

  /// Many more than one batch holds.
  @Test func manyTasksGoInSeveralBatches() throws {
    let temporary = TemporaryArchive()
    let archive = try Archive(path: temporary.path, .write)
    let pieces = PlainEvent.fargate.text().split(separator: PlainEvent.taskID)
    var random = SeededGenerator(seed: 8)
    let records = (0..<6_000).map { number in
      Record(message: pieces.joined(separator: random.hex(32)), loggedAt: Int64(number))
    }
    try write(records.shuffled(using: &random), to: archive)
    let summary = try Pruner(archive).prune(before: 5_500)
    #expect(summary.deleted.tasks == 5_500)
    #expect(summary.deleted.containers == 11_000)
    #expect(summary.deleted.loggedAt == 0...5_499)
    #expect(summary.batches >= 2)
    #expect(try archive.connection.integer("SELECT min(logged_at) FROM tasks") == 5_500)
    #expect(try archive.connection.integer("SELECT count(*) FROM containers") == 1_000)
    #expect(try archive.connection.damages().isEmpty)
  }
}
