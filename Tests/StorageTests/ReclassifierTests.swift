import Foundation
import SQLite
import Storage
import TestSupport
import Testing

/// Reclassifying the stops of an archive gives what their ingest would give now.
struct ReclassifierTests {
  private struct Stop: Error {}

  private func archive(_ count: Int = 60) throws -> TemporaryArchive {
    let temporary = TemporaryArchive()
    try write(
      PrunerTests.records(count, seed: 21), to: try Archive(path: temporary.path, .write))
    return temporary
  }

  /// The contents of an archive, without unused strings and verdicts.
  private func dump(_ archive: borrowing Archive) throws -> [String] {
    #expect(try archive.connection.damages().isEmpty)
    _ = try Pruner(archive).prune(before: .min)
    return try CanonicalDump.lines(of: archive.connection)
      + CanonicalDump.textTables(of: archive.connection)
  }

  private func dump(_ temporary: TemporaryArchive) throws -> [String] {
    try dump(try Archive(path: temporary.path, .write))
  }

  @Test func verdictsThatStayAreTakenOver() throws {
    let temporary = try archive()
    let archive = try Archive(path: temporary.path, .write)
    let expected = try dump(archive)
    let verdicts = try archive.connection.integer("SELECT count(*) FROM verdicts")
    try OtherRules.age(archive.connection)
    #expect(try archive.statistics().classifiedByOlderRules == archive.statistics().tasks)
    let before = archive.connection.totalChanges
    let summary = try Reclassifier(archive).reclassify()
    #expect(try summary.evaluated == archive.statistics().tasks)
    #expect(summary.changed == 0 && summary.changes.isEmpty)
    // The verdicts' rows were written, and no other.
    #expect(archive.connection.totalChanges - before == Int(verdicts ?? 0))
    #expect(try archive.statistics().classifiedByOlderRules == 0)
    #expect(try dump(archive) == expected)
    let again = archive.connection.totalChanges
    #expect(try Reclassifier(archive).reclassify() == summary)
    #expect(archive.connection.totalChanges == again)
  }

  @Test func otherVerdictsAreReplaced() throws {
    let seed = TestRun.seed(31)
    var random = SeededGenerator(seed: seed)
    let temporary = try archive()
    let archive = try Archive(path: temporary.path, .write)
    let expected = try dump(archive)
    for round in 0..<(TestRun.isNightly ? 100 : 5) {
      let place: Comment = "seed \(seed), round \(round)"
      try OtherRules.scramble(archive.connection, &random)
      let former = try archive.connection.integer(
        "SELECT count(*) FROM stopped_tasks WHERE category GLOB 'former*'")
      #expect(try archive.connection.damages().isEmpty, place)
      let reader = try Archive(path: temporary.path, .read)
      let plan = try Reclassifier(reader).plan()
      let summary = try Reclassifier(archive).reclassify()
      #expect(summary == plan, place)
      #expect(summary.evaluated > 50 && summary.changed == Int(former ?? 0), place)
      #expect(summary.changes.allSatisfy { $0.change.from.hasPrefix("former_") }, place)
      #expect(summary.changes.reduce(0) { $0 + $1.stops } == summary.changed, place)
      #expect(!summary.leftOlderVerdicts)
      #expect(try dump(archive) == expected, place)
    }
  }

  @Test func changesNameCategoriesAndRules() throws {
    let temporary = TemporaryArchive()
    let archive = try Archive(path: temporary.path, .write)
    try write([Record(message: PlainEvent.fargate.text(), loggedAt: 5)], to: archive)
    let now = try #require(
      archive.connection.rows("SELECT category, rule FROM stopped_tasks").first)
    try archive.connection.execute("UPDATE verdicts SET category = 'former'")
    let change = try #require(try Reclassifier(archive).reclassify().changes.first)
    #expect(change.stops == 1 && change.change.from == "former")
    #expect(now == [.text(change.change.to), .text(change.change.rule)])
  }

  /// Verdicts by new rules at an ingest and earlier ones by older rules are merged.
  @Test func ingestsOfOtherRulesBecomeOne() throws {
    let records = PrunerTests.records(60, seed: 21)
    let expected = try dump(try archive())
    let temporary = TemporaryArchive()
    let archive = try Archive(path: temporary.path, .write)
    let writer = try RecordWriter(archive)
    try writer.write(Array(records.prefix(50)))
    try OtherRules.age(archive.connection)
    let other = try Archive(path: temporary.path, .write)
    try write(Array(records.dropFirst(50)), to: other)
    let found = try other.statistics()
    #expect(found.rules.count == 2 && found.rules.first?.name != "older")
    #expect(found.rules.reduce(0) { $0 + $1.count } == found.tasks)
    #expect(found.classifiedByOlderRules == found.rules.last?.count)
    let summary = try Reclassifier(other).reclassify()
    #expect(summary.changed == 0)
    #expect(try other.statistics().rules.count == 1)
    #expect(try dump(other) == expected)
  }

  /// Other processes write between the transactions: an ingest, a prune.
  @Test func othersGoOn() throws {
    let seed = TestRun.seed(32)
    var random = SeededGenerator(seed: seed)
    let expected = try dump(try archive(1_100))
    let temporary = TemporaryArchive()
    let archive = try Archive(path: temporary.path, .write)
    let records = PrunerTests.records(1_100, seed: 21)
    try write(Array(records.prefix(1_000)), to: archive)
    try OtherRules.scramble(archive.connection, &random)
    let other = try Archive(path: temporary.path, .write)
    other.connection.setBusyTimeout(milliseconds: 0)
    let writer = try RecordWriter(other)
    var rest = records.dropFirst(1_000)
    var steps = 0
    let summary = try Reclassifier(archive).reclassify { progress in
      #expect(progress.done <= progress.total + 300)
      steps += 1
      try writer.write(Array(rest.prefix(40)))
      rest = rest.dropFirst(40)
      _ = try Pruner(other).prune(before: .min)
      #expect(try other.connection.damages().isEmpty)
    }
    #expect(steps > 0)
    try writer.write(Array(rest))
    #expect(!summary.leftOlderVerdicts)
    #expect(try dump(other) == expected, "seed \(seed)")
  }

  /// Stopped between any two transactions, it is completed by the next one.
  @Test func interruptedIsCompleted() throws {
    var random = SeededGenerator(seed: 33)
    let temporary = try archive(1_100)
    let archive = try Archive(path: temporary.path, .write)
    let expected = try dump(archive)
    for step in 1...3 {
      try OtherRules.scramble(archive.connection, &random)
      var left = step
      // How many steps there are depends on the machine.
      do {
        _ = try Reclassifier(archive).reclassify { _ in
          left -= 1
          if left == 0 { throw Stop() }
        }
      } catch is Stop {}
      #expect(try archive.connection.damages().isEmpty)
      _ = try Reclassifier(archive).reclassify()
      #expect(try dump(archive) == expected, "stopped at step \(step)")
    }
  }

  /// Killed anywhere, within transactions too, it leaves a whole archive, and is completed by the next one.
  @Test func killedIsCompleted() async throws {
    let whole = try archive()
    let expected = try dump(whole)
    for moment in [1, 40, 200, 800, 1_100, 6_000] {
      let temporary = try archive()
      let path = temporary.path
      do {
        var random = SeededGenerator(seed: 34)
        try OtherRules.scramble(try Archive(path: path, .write).connection, &random)
      }
      await #expect(processExitsWith: .signal(SIGKILL)) {
        [path = path as String, moment = moment as Int] in
        let archive = try Archive(path: path, .write)
        var left = moment
        archive.connection.setProgressHandler(everyOperations: 5) {
          left -= 1
          if left == 0 { kill(getpid(), SIGKILL) }
          return true
        }
        while true { _ = try Reclassifier(archive).reclassify() }
      }
      let archive = try Archive(path: path, .write)
      #expect(try archive.connection.damages().isEmpty)
      _ = try Reclassifier(archive).reclassify()
      #expect(try dump(archive) == expected, "killed at moment \(moment)")
    }
  }
}
