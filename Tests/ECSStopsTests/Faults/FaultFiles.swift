import Foundation
import Migrations
import SQLite
import Storage
import TestSupport
import Testing

/// The files and archives that work is done on while faults happen; made once.
enum FaultFiles {
  /// Files to import, by their names in the bucket: `first`, and `second` with later versions of the same tasks.
  static let files = makeFiles()

  /// Half of the stops were logged before fourteen days before this time.
  static let pruneTime = "2026-03-31"

  /// What `first` makes of a new archive.
  static let ingested = Result { try archive { _ in } }

  /// The same, classified by rules that knew less.
  static let classifiedByOlderRules = Result {
    try archive { connection in
      try connection.execute(
        """
        UPDATE verdicts SET rules_version = 'older',
          category = iif(category LIKE '%memory%' OR id % 3 = 0, 'unknown', category)
        """)
    }
  }

  /// The same, as the first version of the schema had it.
  static let ofVersion1 = Result {
    let newer = try Workplace()
    try ingested.get().write(to: URL(filePath: newer.archivePath))
    let older = try Workplace()
    try FirstSchema.copy(newer.archivePath, to: older.archivePath)
    return try Data(contentsOf: URL(filePath: older.archivePath))
  }

  private static func archive(_ change: (Connection) throws -> Void) throws -> Data {
    let place = try Workplace()
    for (name, bytes) in files { try place.write(bytes, to: name) }
    let process = try CommandProcess(ingest: place, [place.bucket + "/first"])
    try #require(process.end() == 3, "\(process.errors)")
    let connection = try Connection(path: place.archivePath, mode: .readWrite)
    try change(connection)
    // Without a WAL, so that the file is all there is.
    try connection.execute("PRAGMA journal_mode = DELETE; PRAGMA journal_mode = WAL")
    return try Data(contentsOf: URL(filePath: place.archivePath))
  }

  private static let stopsPerFile = 60

  /// Intact files, one that was cut short, one that is damaged within, and one with records that are not stops.
  private static func makeFiles() -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for file in 0..<4 {
      let records = stops(stopsPerFile, seed: 300 + UInt64(file))
      files["first/stream-\(file)/000000.gz"] = gzip(records.map(\.line).joined())
    }
    let lost = gzip(stops(stopsPerFile, seed: 310).map(\.line).joined())
    files["first/cut/000000.gz"] = Array(lost[..<(lost.count * 2 / 3)])
    var damaged = gzip(stops(stopsPerFile, seed: 311).map(\.line).joined())
    damaged[damaged.count * 3 / 4] ^= 8
    files["first/damaged/000000.gz"] = damaged
    let others = """
      {"detail-type":"ECS Task State Change","detail":{"lastStatus":"RUNNING"}}
      {"detail-type":"ECS Task State Change","detail":{"lastStatus":"STOPPED"}}
      {"detail-type": no JSON
      """
    files["first/others.ndjson"] = Array(others.utf8)
    // The intact copy of the file that was cut, and both earlier and later versions of what is there.
    files["second/whole/000000.gz"] = lost
    files["second/stream-0/000000.gz"] = gzip(versions(of: 300).map(\.line).joined())
    files["second/stream-1/000000.gz"] = gzip(versions(of: 301).map(\.line).joined())
    return files
  }

  /// Events of the tasks of `stops(_:seed:)`, a minute later: every other one loses, the rest wins.
  private static func versions(of seed: UInt64) -> [Record] {
    stops(stopsPerFile, seed: seed).enumerated().map { index, record in
      Record(
        loggedAt: record.loggedAt + 60_000,
        message: record.message.replacing(
          #""version":4"#, with: #""version":\#(index.isMultiple(of: 2) ? 3 : 5)"#))
    }
  }
}

/// The schema before all migrations but the first.
enum FirstSchema {
  private static let formerTables = ["nonconforming_values": "misfits"]
  private static let formerColumns = ["responsible": "answerable"]

  /// Copies the rows of an archive into a new one of version 1.
  static func copy(_ newer: String, to path: String) throws {
    let connection = try Connection(path: path, mode: .create, foreignKeys: false)
    let first = ArchiveMigrations.steps[0]
    try Migrator(
      applicationID: ArchiveMigrations.applicationID,
      migrations: [Migration(version: 1, name: first.name, sql: first.sql)]
    ).migrate(connection)
    try connection.execute("ATTACH '\(newer)' AS newer")
    let tables = try names(
      "SELECT name FROM newer.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'",
      connection)
    for table in tables {
      let former = formerTables[table] ?? table
      let columns = try names(
        "SELECT name FROM pragma_table_xinfo('\(table)', 'newer') WHERE hidden = 0", connection)
      let known = Set(
        try names(
          "SELECT name FROM pragma_table_xinfo('\(former)', 'main') WHERE hidden = 0", connection))
      let copied = columns.filter { known.contains(formerColumns[$0] ?? $0) }
      guard !copied.isEmpty else { continue }
      try connection.execute(
        """
        INSERT INTO main.\(former) (\(copied.map { formerColumns[$0] ?? $0 }.joined(separator: ", ")))
        SELECT \(copied.joined(separator: ", ")) FROM newer.\(table)
        """)
    }
    try connection.execute("DETACH newer; PRAGMA journal_mode = WAL")
  }

  private static func names(_ sql: String, _ connection: Connection) throws -> [String] {
    let select = try connection.prepare(sql, persistent: false)
    var names: [String] = []
    while try select.step() { names.append(select.string(at: 0) ?? "") }
    return names
  }
}
