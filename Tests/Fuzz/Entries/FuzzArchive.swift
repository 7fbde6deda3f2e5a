import Foundation
import Queries
import Storage

/// An archive in a folder for temporary files, which is deleted with the value.
final class FuzzArchive {
  let archive: Archive
  private let folder: URL

  /// - Parameter messages: what it begins with.
  init(_ messages: [String] = []) throws {
    folder = FileManager.default.temporaryDirectory.appending(
      path: "ecs-stops-fuzz-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    archive = try Archive(path: folder.appending(path: "archive.sqlite").path(), .write)
    let appender = try RecordAppender(archive)
    let transaction = try appender.begin()
    let counts = try appender.append(
      messages.enumerated().map { index, message in
        LogRecord(message: message, loggedAt: 1_790_000_000_000 + Int64(index) * 60_000)
      })
    try transaction.commit()
    precondition(messages.isEmpty || counts.stored > 0, "there are no stops among the messages")
    try ArchiveFunctions.register(on: archive.connection)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// The events on which queries are tested, and the tables for `lookup`.
  static let fixture = URL(filePath: #filePath).appending(path: "../../../FixtureArchive/Fixture")
    .standardized

  /// One with the events of the fixture: a line there is a time and an event.
  static func ofFixture() throws -> FuzzArchive {
    let names = try FileManager.default.contentsOfDirectory(atPath: fixture.path())
    let lines = try names.filter { $0.hasSuffix(".log") }.sorted().flatMap {
      try String(contentsOf: fixture.appending(path: $0), encoding: .utf8).split(separator: "\n")
    }
    return try FuzzArchive(
      lines.compactMap { line in line.firstIndex(of: "{").map { String(line[$0...]) } })
  }
}
