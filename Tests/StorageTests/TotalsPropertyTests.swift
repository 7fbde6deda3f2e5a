import SQLite
import Storage
import TestSupport
import Testing

/// Whatever is done to an archive in whatever order, its daily totals are those of its rows.
///
/// `damages` compares the two after each step.
struct TotalsPropertyTests {
  /// An archive with several writers, to which things happen.
  private final class Walk {
    let temporary = TemporaryArchive()
    let archives: [Handle]
    let records: [Record]
    var random: SeededGenerator

    /// An open archive; a class, since arrays hold no noncopyable values.
    final class Handle {
      let archive: Archive
      let writer: RecordWriter

      init(_ path: String) throws {
        archive = try Archive(path: path, .write)
        writer = try RecordWriter(archive)
      }
    }

    init(seed: UInt64) throws {
      random = SeededGenerator(seed: seed)
      records = PrunerTests.records(50, seed: random.next())
      archives = [try Handle(temporary.path), try Handle(temporary.path)]
    }

    /// Does something and says what.
    func step() throws -> String {
      let handle = random.pick(archives)
      switch random.below(12) {
      case 0:
        let cutoff = Int64(random.below(31)) * 86_400_000
        let summary = try Pruner(handle.archive).prune(before: cutoff)
        return "prune of \(summary.deleted.tasks)"
      case 1:
        try OtherRules.scramble(handle.archive.connection, &random)
        return "other rules"
      case 2:
        return "reclassify of \(try Reclassifier(handle.archive).reclassify().changed)"
      case 3:
        try handle.writer.write(some(), keeping: false)
        return "rollback"
      default:
        let before = handle.writer.counts
        // Any of the records, so that many come again, in other versions or as they were.
        try handle.writer.write(some())
        return "ingest of \(handle.writer.counts.stored - before.stored)"
      }
    }

    private func some() -> [Record] { (0..<random.below(30)).map { _ in random.pick(records) } }
  }

  @Test func totalsAreThoseOfTheRows() throws {
    let seed = TestRun.seed(41)
    var random = SeededGenerator(seed: seed)
    for round in 0..<(TestRun.isNightly ? 200 : 8) {
      let walk = try Walk(seed: random.next())
      var done: [String] = []
      for _ in 0..<25 {
        done.append(try walk.step())
        let damages = try walk.archives[0].archive.connection.damages()
        #expect(damages.isEmpty, "seed \(seed), round \(round): \(done)")
        guard damages.isEmpty else { return }
      }
      let counted = try walk.archives[0].archive.connection.integer(
        "SELECT sum(stops) FROM daily_stops")
      let rows = try walk.archives[1].archive.connection.integer("SELECT count(*) FROM tasks")
      #expect(counted ?? 0 == rows)
    }
  }

  /// Days begin at midnight UTC, before 1970 too.
  @Test(arguments: [
    (-86_400_001, -2), (-86_400_000, -1), (-1, -1), (0, 0), (86_399_999, 0), (86_400_000, 1),
  ])
  func daysBeginAtMidnight(loggedAt: Int64, day: Int64) throws {
    let temporary = TemporaryArchive()
    let archive = try Archive(path: temporary.path, .write)
    try write([Record(message: PlainEvent.fargate.text(), loggedAt: loggedAt)], to: archive)
    #expect(
      try archive.connection.rows("SELECT day, stops FROM daily_stops")
        == [[.integer(day), .integer(1)]])
    #expect(try archive.connection.damages().isEmpty)
  }

  /// Where a task stopped counts only if the platform or its capacity is responsible.
  @Test func placesCountWhereTheyMatter() throws {
    let temporary = TemporaryArchive()
    let archive = try Archive(path: temporary.path, .write)
    try write(
      ["UserInitiated", "SpotInterruption"].map { code in
        var event = PlainEvent.fargate.replacingEverywhere(
          PlainEvent.taskID, with: code == "UserInitiated" ? "1" : "2")
        var detail = event["detail"] ?? .object([])
        detail["stopCode"] = .text(code)
        detail["stoppedReason"] = .text("Your Spot Task was interrupted.")
        detail["containers"] = nil
        event["detail"] = detail
        return Record(message: event.text(), loggedAt: 1)
      }, to: archive)
    let places = try archive.connection.rows(
      """
      SELECT responsible IN ('platform', 'capacity'),
        (SELECT word FROM words WHERE id = availability_zone_id)
      FROM daily_stops JOIN verdicts AS v ON v.id = verdict_id ORDER BY 1
      """)
    #expect(places == [[.integer(0), .null], [.integer(1), .text("eu-north-1b")]])
  }
}
