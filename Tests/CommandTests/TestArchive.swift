import Foundation
import SQLite
import Testing

/// Database files for the command to open.
enum TestArchive: String {
  /// The fixture's stops, as the command ingests them.
  case stops
  /// The same, marked by a later version.
  case newer
  /// The same, classified by older rules, which did not know out-of-memory kills.
  case older
  /// The same, with counts that contradict its rows.
  case damaged
  /// The same, as it was ingested before the first release, with the schema of that time.
  case prerelease
  /// Another program's database.
  case foreign
  /// No database at all.
  case text
  /// The stops of a week, as `Scripts/make-export` makes them.
  case week

  private static let name = "archive.sqlite"

  /// Puts the file into a folder that has the fixtures.
  func make(in folder: TestFolder) throws {
    switch self {
    case .stops: try Self.copyStops(to: folder)
    case .newer:
      try Self.copyStops(to: folder)
      try Self.change(folder, "PRAGMA user_version = 99")
    case .older:
      try Self.copyStops(to: folder)
      try Self.change(
        folder,
        """
        UPDATE verdicts SET rules_version = 'older', category = iif(category = 'out_of_memory', 'unknown', category)
        """)
    case .damaged:
      try Self.copyStops(to: folder)
      try Self.change(folder, "UPDATE exports SET read = read + 1; DELETE FROM daily_stops")
    case .prerelease:
      let file = URL(filePath: #filePath).deletingLastPathComponent()
      try Data(contentsOf: file.appending(path: "PrereleaseArchive.sqlite"))
        .write(to: URL(filePath: folder.file(Self.name)))
    case .foreign:
      try Self.change(folder, "PRAGMA application_id = 7; CREATE TABLE notes (text)")
    case .week: try Self.weekOfStops.get().write(to: URL(filePath: folder.file(Self.name)))
    case .text: try folder.write("Notes\n", to: Self.name)
    }
  }

  /// Made once, too.
  private static let weekOfStops = Result {
    let folder = try TestFolder()
    let export = ["--events", "700", "--days", "7", "--out", folder.file("export")]
    try #require(try ScriptRun("make-export", export, in: folder).exitCode == 0)
    let run = try ProgramRun("ingest", "export", in: folder)
    try #require(run.exitCode == 0, "\(run.standardError)")
    try change(folder, "PRAGMA journal_mode = DELETE; PRAGMA journal_mode = WAL")
    return try folder.bytes(name)
  }

  /// Made once; many tests copy it.
  private static let ingested = Result {
    let folder = try TestFolder()
    try folder.addFixtures()
    let run = try ProgramRun("ingest", "stops.ndjson", in: folder)
    try #require(run.exitCode == 0, "\(run.standardError)")
    // Without its log, so that the file is all there is.
    try change(folder, "PRAGMA journal_mode = DELETE; PRAGMA journal_mode = WAL")
    return try folder.bytes(name)
  }

  private static func copyStops(to folder: TestFolder) throws {
    try ingested.get().write(to: URL(filePath: folder.file(name)))
  }

  private static func change(_ folder: TestFolder, _ sql: String) throws {
    try Connection(path: folder.file(name), mode: .create).execute(sql)
  }
}
