import Ingest
import SQLite
import Storage
import Testing

/// Rejected records that a later version of the program can read.
@Suite struct RejectRetryTests {
  /// Replaces what could not be read by something that can, as a later version would see it.
  private static func makeReadable(_ place: Workplace, _ message: String) throws {
    let archive = try Archive(path: place.archivePath, .write)
    let update = try archive.connection.prepare(
      "UPDATE rejects SET record = ?1", persistent: false)
    try update.bind(.blob(Array(message.utf8)), at: 1)
    try update.run()
  }

  private static func retry(_ place: Workplace) throws -> RejectRetry.Summary {
    let archive = try Archive(path: place.archivePath, .write)
    let ids = try RejectStore(archive).ids(RejectStore.Filter())
    return try RejectRetry(archive, now: Workplace.now).retry(ids)
  }

  /// A file with a stop and a record that cannot be read.
  private static func place(_ unreadable: String = "[1") throws -> (Workplace, [Record]) {
    let place = try Workplace()
    let records = stops(3, seed: 5)
    try place.export(
      [records[0], Record(loggedAt: records[1].loggedAt, message: unreadable)],
      to: "task/stream/000000.gz")
    try place.ingest()
    return (place, records)
  }

  @Test func recordIsStoredWithTimeAndStreamOfItsFile() throws {
    let (place, records) = try Self.place()
    let before = try place.rows("SELECT read, stored, rejected FROM exports")
    try Self.makeReadable(place, records[1].message)
    let summary = try Self.retry(place)
    #expect(summary.resolved == [.stored: 1] && summary.unreadable == 0)
    #expect(
      try place.rows("SELECT logged_at_ms, log_stream FROM stopped_tasks ORDER BY 1")
        == records.prefix(2).map { "\($0.loggedAt) | stream" })
    #expect(try place.rows("SELECT resolution FROM rejects") == ["stored"])
    #expect(try place.rows("SELECT read, stored, rejected FROM exports") == before)
    #expect(try Self.retry(place).resolvedCount == 0)
    try place.expectSound()
  }

  @Test func recordThatIsThereAlreadyIsADuplicate() throws {
    let (place, records) = try Self.place()
    try Self.makeReadable(place, records[0].message)
    #expect(try Self.retry(place).resolved == [.duplicate: 1])
    try place.expectSound()
  }

  @Test func recordOfAnotherKindIsSkipped() throws {
    let (place, _) = try Self.place()
    try Self.makeReadable(place, "{\"detail-type\":\"ECS Service Action\"}")
    #expect(try Self.retry(place).resolved == [.skipped: 1])
  }

  @Test func whatCannotBeReadStays() throws {
    let (place, _) = try Self.place()
    let summary = try Self.retry(place)
    #expect(summary.resolved.isEmpty && summary.unreadable == 1)
    #expect(try place.rows("SELECT count(*) FROM rejects WHERE resolution IS NULL") == ["1"])
  }

  /// The stop of a record with an error in it comes again, whole, in another file: before it, or after it.
  @Test(arguments: [false, true]) func recordWhoseTaskArrivesIsResolved(_ isEarlier: Bool) throws {
    let (record, other) = (stops(2, seed: 6)[0], stops(2, seed: 6)[1])
    let place = try Workplace()
    let broken = Record(
      loggedAt: record.loggedAt, message: String(record.message.prefix(record.message.count / 2)))
    let files = [([broken, other], "a/s/000000.gz"), ([record], "b/s/000000.gz")]
    for (records, name) in isEarlier ? files.reversed() : files {
      try place.export(records, to: name)
      try place.ingest()
    }
    #expect(try place.rows("SELECT resolution FROM rejects") == ["arrived"])
    #expect(try place.rows("SELECT rejected FROM exports WHERE rejected > 0") == ["1"])
    try place.expectSound()
  }
}
