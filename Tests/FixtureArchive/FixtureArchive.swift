import Events
import Foundation
import SQLite
package import Storage
import TestSupport
import Testing
import Time

/// The archive of the events in `Fixture`, made once a run and read by all tests.
///
/// A file there is a log stream. Its records begin with the time at which they were logged; a line that does not
/// belongs to the record before it.
package enum FixtureArchive {
  package static let path = Result { try make(records()) }

  /// The same archive and the events of `Fixture/incident`: a revision that fails, and what else a day brings.
  private static let incidentPath = Result {
    try make(records() + records(in: root.appending(path: "incident")))
  }

  /// The same archive and the events of `Fixture/jobs`: jobs by schedule, a host that is bad, and health checks.
  private static let jobsPath = Result {
    try make(records() + records(in: root.appending(path: "jobs")))
  }

  /// The events of `Fixture/rollback`: a revision that fails and is rolled back.
  private static let rollbackPath = Result {
    try make(records(in: root.appending(path: "rollback")))
  }

  /// Its usual events alone, so that the SQL of their fields is plain: no ranks of all types, not the event whose fields
  /// have other types than the columns, and not the two with members that their shapes do not name.
  private static let plainPath = Result { try make(plainRecords()) }

  /// The records of the usual events.
  package static func plainRecords() throws -> [LogRecord] {
    try records().filter { record in
      record.stream != "stream-c" && !oddEvents.contains { record.message.contains($0) }
    }
  }

  private static let oddEvents = ["0000000a", "0000000b", "0000000c"].map { $0 + "-0000-4000-8000" }

  /// A connection of the caller's own.
  package static func open() throws -> Archive { try Archive(path: path.get(), .read) }

  /// A connection to the archive of the usual events.
  package static func openPlain() throws -> Archive { try Archive(path: plainPath.get(), .read) }

  /// A connection to the archive with the incident.
  package static func openWithIncident() throws -> Archive {
    try Archive(path: incidentPath.get(), .read)
  }

  /// A connection to the archive with the jobs.
  package static func openWithJobs() throws -> Archive {
    try Archive(path: jobsPath.get(), .read)
  }

  /// A connection to the archive with the rollback.
  package static func openWithRollback() throws -> Archive {
    try Archive(path: rollbackPath.get(), .read)
  }

  private static func make(_ records: [LogRecord]) throws -> String {
    let folder = TemporaryFolder()
    if keptFolders.isEmpty { atexit { FixtureArchive.keptFolders = [] } }
    keptFolders.append(folder)
    let path = folder.path + "/archive.sqlite"
    let archive = try Archive(path: path, .write)
    try write(records, to: archive)
    return path
  }

  /// Deleted at the end of the process.
  nonisolated(unsafe) private static var keptFolders: [TemporaryFolder] = []

  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Fixture")

  /// Where the log streams lie, and the tables that `lookup` reads.
  package static let folder = root.path(percentEncoded: false)

  package static func records() throws -> [LogRecord] { try records(in: root) }

  private static func records(in folder: URL) throws -> [LogRecord] {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path()).sorted()
    return try names.filter { $0.hasSuffix(".log") }.flatMap { name in
      let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
      return records(in: text, stream: String(name.dropLast(4)))
    }
  }

  private static func records(in text: String, stream: String) -> [LogRecord] {
    var records: [LogRecord] = []
    for line in text.split(separator: "\n") {
      if let space = line.firstIndex(of: " "), let time = milliseconds(line[..<space]) {
        records.append(
          LogRecord(
            message: String(line[line.index(after: space)...]), loggedAt: time, stream: stream))
      } else if !records.isEmpty {
        records[records.count - 1].message += "\n" + line
      }
    }
    return records
  }

  private static func milliseconds(_ text: Substring) -> Int64? {
    var text = String(text)
    return text.withUTF8 { Timestamp.parse(UnsafeRawBufferPointer($0))?.milliseconds }
  }
}

/// Writes records into an archive; all of them have to be stops, if others are not to be skipped.
package func write(
  _ records: [LogRecord], to archive: borrowing Archive, skippingOthers: Bool = false
) throws {
  let appender = try RecordAppender(archive)
  let transaction = try appender.begin()
  let counts = try appender.append(records)
  try transaction.commit()
  if !skippingOthers, counts.skipped + counts.rejected > 0 {
    Issue.record("of \(counts.read) records only \(counts.stored) are stops")
  }
}
