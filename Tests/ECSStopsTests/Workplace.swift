import EventPatterns
import Exports
import Foundation
import Ingest
import SQLite
import Storage
import TestSupport
import Testing

/// A folder with an export of S3 and an archive, which goes with the value.
final class Workplace {
  let folder: URL
  /// When all ingests take place: 2026-04-01T00:00:00Z.
  static let now: Int64 = 1_775_001_600_000

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(
      path: "ecs-stops-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder.appending(path: "bucket"), withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  var archivePath: String { file("archive.sqlite") }
  var bucket: String { file("bucket") }

  /// The path of a file in the folder.
  func file(_ name: String) -> String { folder.appending(path: name).path(percentEncoded: false) }

  /// Writes a file of the bucket.
  func write(_ bytes: [UInt8], to name: String) throws {
    let file = folder.appending(path: "bucket/" + name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
  }

  /// Writes a file as CloudWatch Logs exports it: `prefix/stream/000000.gz`.
  func export(_ records: [Record], to name: String) throws {
    try write(gzip(records.map(\.line).joined()), to: name)
  }

  /// Ingests the whole bucket, or some of it, and all stops or those that match a pattern.
  @discardableResult
  func ingest(_ paths: [String]? = nil, pattern: EventPattern? = nil) throws -> IngestSummary {
    let archive = try Archive(path: archivePath, .write)
    return try Ingestor(archive, now: Self.now, pattern: pattern)
      .ingest(ExportFinder.find(paths?.map { bucket + "/" + $0 } ?? [bucket]).files)
  }

  func dump() throws -> [String] {
    let archive = try Archive(path: archivePath, .read)
    return try CanonicalDump.lines(of: archive.connection)
  }

  /// The rows of a query, values as SQLite quotes them.
  func rows(_ sql: String) throws -> [String] {
    let archive = try Archive(path: archivePath, .read)
    let select = try archive.connection.prepare(sql, persistent: false)
    var rows: [String] = []
    while try select.step() {
      rows.append(
        (0..<select.columnCount).map { column in
          switch select.value(at: column) {
          case .null: "-"
          case .integer(let number): "\(number)"
          case .real(let number): "\(number)"
          case .text(let text): text
          case .blob(let bytes): String(decoding: bytes, as: UTF8.self)
          }
        }.joined(separator: " | "))
    }
    return rows
  }

  /// Checks what holds of every archive, after whatever befell it.
  func expectSound(_ place: SourceLocation = #_sourceLocation) throws {
    #expect(try rows("PRAGMA integrity_check") == ["ok"], sourceLocation: place)
    #expect(try rows("PRAGMA foreign_key_check") == [], sourceLocation: place)
    #expect(try rows(DailyTotalsCheck.differences) == [], sourceLocation: place)
    let unbalanced = """
      SELECT path FROM exports
      WHERE read <> stored + duplicates + superseded + conflicting + skipped + rejected + expired + filtered
        OR skipped <> (SELECT coalesce(sum(count), 0) FROM skipped WHERE export_id = exports.id)
        OR rejected <> (SELECT count(*) FROM rejects WHERE export_id = exports.id)
      """
    #expect(try rows(unbalanced) == [], sourceLocation: place)
  }
}

/// A record of a log group.
struct Record: Hashable {
  var loggedAt: Int64
  var message: String

  var line: String { "\(ISOTime.padded(loggedAt)) \(message)\n" }
}

extension ISOTime {
  /// As CloudWatch Logs writes it, with three digits of a second.
  static func padded(_ milliseconds: Int64) -> String {
    let date = Date(timeIntervalSince1970: Double(milliseconds) / 1000)
    return date.formatted(
      Date.ISO8601FormatStyle(includingFractionalSeconds: true, timeZone: .gmt))
  }
}

/// Records of stops, each of another task, an hour apart or less, in the days before the ingest.
func stops(_ count: Int, seed: UInt64) -> [Record] {
  var generator = EventGenerator(seed: seed)
  return (0..<count).map { index in
    let time = Workplace.now - 86_400_000 * 20 + Int64(index) * 60_000
    return Record(
      loggedAt: time,
      message: generator.event(of: generator.task(), version: 4, updatedAt: time).text())
  }
}
