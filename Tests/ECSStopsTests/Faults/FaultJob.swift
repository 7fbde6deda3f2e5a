import Foundation
import SQLite
import Storage
import TestSupport
import Testing

/// Work on an archive that may be cut short at any point, by a kill or by an error of the file system.
struct FaultJob: CustomTestStringConvertible, Sendable {
  let name: String
  /// The command's arguments; they name files of the place.
  let arguments: @Sendable (Workplace) -> [String]
  /// The archive before the work; nil if the work makes it.
  let archive: (@Sendable () throws -> Data)?
  /// The file with the work's result.
  let result: @Sendable (Workplace) -> String

  var testDescription: String { name }

  init(
    _ name: String, on archive: (@Sendable () throws -> Data)?,
    result: @escaping @Sendable (Workplace) -> String = { $0.archivePath },
    _ arguments: @escaping @Sendable (Workplace) -> [String]
  ) {
    self.name = name
    self.arguments = arguments
    self.archive = archive
    self.result = result
  }

  static let all = [ingest, ingestMore, prune, reclassify, migrate, bundle, backup]

  static let ingest = FaultJob("ingest into a new archive", on: nil) { place in
    ["ingest", place.bucket + "/first"]
  }
  static let ingestMore = FaultJob("ingest of later versions", on: FaultFiles.ingested.get) {
    place in
    ["ingest", place.bucket + "/second"]
  }
  static let prune = FaultJob("prune", on: FaultFiles.ingested.get) { _ in
    ["prune", "--yes", "--retention-days", "14", "--as-of", FaultFiles.pruneTime]
  }
  static let reclassify = FaultJob("reclassify", on: FaultFiles.classifiedByOlderRules.get) { _ in
    ["reclassify"]
  }
  static let migrate = FaultJob("migration of version 1", on: FaultFiles.ofVersion1.get) { _ in
    ["info"]
  }
  static let bundle = FaultJob(
    "bundle", on: FaultFiles.ingested.get, result: { $0.file("bundle/archive.sqlite") }
  ) { place in ["bundle", place.file("bundle"), "--since", "all"] }

  static let backup = FaultJob(
    "backup", on: FaultFiles.ingested.get, result: { $0.file("backup.sqlite") }
  ) { place in ["backup", "--force", place.file("backup.sqlite")] }

  /// A place with the archive before the work.
  func place() throws -> Workplace {
    let place = try Workplace()
    for (name, bytes) in FaultFiles.files { try place.write(bytes, to: name) }
    try archive?().write(to: URL(filePath: place.archivePath))
    return place
  }

  private static let ledger = """
    SELECT 'file ' || e.path || ': ' || e.read || ' ' || e.stored || ' ' || e.duplicates || ' ' || e.superseded || ' '
      || e.conflicting || ' ' || e.skipped || ' ' || e.rejected || ' ' || e.expired || ' ' || e.damage || ' '
      || e.unverified || ' ' || quote(e.warning) || ' ' || quote(r.path)
    FROM exports AS e LEFT JOIN exports AS r ON r.id = e.resolved_by
    UNION ALL SELECT 'provisional ' || line || ' ' || byte_offset FROM provisional
    UNION ALL SELECT 'skipped ' || detail_type || ' ' || last_status || ' ' || count FROM skipped
    UNION ALL SELECT 'reject ' || line || ' ' || byte_offset || ' ' || reason || ' ' || hex(record) FROM rejects
    """

  /// What the work led to: everything in the result, except when it happened.
  func outcome(_ place: Workplace) throws -> [String] {
    let archive = try Archive(path: result(place), .read)
    // The ledger has times, which differ, and so do the rows that refer to it.
    var lines = try CanonicalDump.lines(of: archive.connection).filter { line in
      !line.hasPrefix("provisional") && !line.contains("extract")
    }
    let select = try archive.connection.prepare(Self.ledger, persistent: false)
    while try select.step() {
      // Warnings name the file, too.
      lines.append((select.string(at: 0) ?? "").replacing(place.bucket, with: ""))
    }
    let reader = try MessageReader(archive)
    let tasks = try archive.connection.prepare("SELECT id FROM tasks", persistent: false)
    var messages: [String] = []
    while try tasks.step() {
      try messages.append(
        reader.withMessage(ofTask: tasks.integer(at: 0)) { String(decoding: $0, as: UTF8.self) })
    }
    return (lines + messages).sorted()
  }

  /// Checks a copy of an archive as the work has left it, so that the work has to go on from there by itself.
  ///
  /// An archive of which nothing was committed yet is as good as none.
  func expectIntact(_ place: Workplace, _ comment: Comment) throws {
    let copy = try Workplace()
    for suffix in ["", "-wal", "-journal"] {
      guard FileManager.default.fileExists(atPath: place.archivePath + suffix) else { continue }
      try FileManager.default.copyItem(
        atPath: place.archivePath + suffix, toPath: copy.archivePath + suffix)
    }
    do {
      let opened = try Archive(path: copy.archivePath, .read)
      let broken = try ArchiveCheck(opened).run().filter(\.isBroken)
      #expect(broken.map(\.examples) == [], comment)
    } catch ArchiveError.missing where archive == nil {}
  }
}
