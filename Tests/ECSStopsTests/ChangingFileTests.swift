import Exports
import Foundation
import Ingest
import SQLite
import Storage
import Testing

/// Files that something writes to while they are read.
@Suite struct ChangingFileTests {
  /// Several batches, so that the end of the file is read long after its beginning.
  private static let count = 12_000
  private static let lines = stops(count, seed: 71).map(\.line)

  /// Ingests a file, and does something to it when the first of its records have been written.
  private static func ingest(
    _ place: Workplace, _ change: @escaping (_ path: String) throws -> Void
  ) throws -> IngestSummary {
    let path = place.bucket + "/000000.log"
    try place.write(Array(lines.joined().utf8), to: "000000.log")
    let archive = try Archive(path: place.archivePath, .write)
    let ingestor = try Ingestor(archive, now: Workplace.now)
    var isChanged = false
    ingestor.shouldStop = {
      if !isChanged { try? change(path) }
      isChanged = true
      return false
    }
    let summary = try ingestor.ingest(ExportFinder.find([place.bucket]).files)
    #expect(isChanged)
    return summary
  }

  /// Its records would be known under the digest of what it was before, and what that had would never be imported.
  @Test func aFileThatIsOverwrittenIsNotImported() throws {
    let place = try Workplace()
    let summary = try Self.ingest(place) { path in
      let file = try FileHandle(forWritingTo: URL(filePath: path))
      let size = try file.seekToEnd()
      try file.seek(toOffset: size - 3000)
      try file.write(contentsOf: Data(repeating: 0x20, count: 2000))
    }
    #expect(summary.failures.map(\.reason) == [.changedWhileRead])
    #expect(summary.counts.read == 0)
    #expect(try place.rows("SELECT count(*) FROM tasks") == ["0"])
    #expect(try place.rows("SELECT count(*) FROM exports") == ["0"])
    try place.expectSound()
    #expect(try place.ingest().filesRead == 1)
  }

  @Test func aFileThatIsCutOffIsNotImported() throws {
    let place = try Workplace()
    let summary = try Self.ingest(place) { path in truncate(path, 1_000_000) }
    #expect(summary.failures.map(\.reason) == [.changedWhileRead])
    #expect(try place.rows("SELECT count(*) FROM tasks") == ["0"])
  }

  /// What it had when it was found is imported, and the rest by the next ingest: one that grows for ever would never end.
  @Test func aFileThatGrowsIsImportedAsItWasFound() throws {
    let place = try Workplace()
    let later = stops(40, seed: 72).map(\.line).joined()
    let summary = try Self.ingest(place) { path in
      let file = try FileHandle(forWritingTo: URL(filePath: path))
      try file.seekToEnd()
      try file.write(contentsOf: Data(later.utf8))
    }
    #expect(summary.failures.isEmpty)
    #expect(summary.counts.read == Self.count)
    let next = try place.ingest()
    #expect(next.counts.read == Self.count + 40 && next.counts.rejected == 0)
    try place.expectSound()
  }
}
