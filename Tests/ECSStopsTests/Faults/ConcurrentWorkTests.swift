import Foundation
import SQLite
import Storage
import TestSupport
import Testing

/// Several commands on one archive at once.
@Suite(.serialized) struct ConcurrentWorkTests {
  /// The same files, or different ones: all end well, and the result is that of one after the other.
  @Test(arguments: [["first", "first"], ["first", "second"]])
  func importsAtOnceBothEnd(_ folders: [String]) throws {
    let reference = try FaultJob.ingest.place()
    for folder in folders {
      _ = try CommandProcess(ingest: reference, [reference.bucket + "/" + folder]).end()
    }
    let expected = try messages(reference)
    let place = try FaultJob.ingest.place()
    let processes = try folders.map { try CommandProcess(ingest: place, [place.bucket + "/" + $0]) }
    for process in processes {
      let code = process.end()
      #expect(code == 0 || code == 3, "\(process.errors)")
      #expect(!process.errors.contains("locked"), "\(process.errors)")
    }
    try FaultJob.ingest.expectIntact(place, "\(folders)")
    #expect(try messages(place) == expected)
  }

  private func messages(_ place: Workplace) throws -> [String] {
    try FaultJob.ingest.outcome(place).filter { $0.hasPrefix("{") }
  }

  @Test func aPruneBesideAnImportEnds() throws {
    let place = try FaultJob.prune.place()
    let work = [FaultJob.ingestMore, .prune]
    let processes = try work.map { try CommandProcess(place, $0.arguments(place)) }
    for process in processes { #expect(process.end() == 0, "\(process.errors)") }
    try FaultJob.prune.expectIntact(place, "both")
  }

  /// An import that has to wait says so, and goes on when the other one is done.
  @Test func anImportWaitsAndSaysSo() throws {
    let place = try FaultJob.ingestMore.place()
    let other = try Archive(path: place.archivePath, .write)
    let transaction = try Transaction(other.connection)
    let waiting = try CommandProcess(place, FaultJob.ingestMore.arguments(place))
    for _ in 0..<1_000 where waiting.errors.isEmpty { usleep(10_000) }
    #expect(
      waiting.errors.contains("note: waiting for another import or prune"), "\(waiting.errors)")
    try transaction.commit()
    #expect(waiting.end() == 0, "\(waiting.errors)")
  }

  /// Readers see whole files, or none of a file, whatever is written meanwhile.
  @Test func readersSeeWholeImports() throws {
    let place = try FaultJob.ingestMore.place()
    let writer = try CommandProcess(place, FaultJob.ingestMore.arguments(place))
    var reads = 0
    while writer.isRunning || reads < 3 {
      let archive = try Archive(path: place.archivePath, .read)
      let broken = try ArchiveCheck(archive).run().filter(\.isBroken)
      #expect(broken.map(\.examples) == [])
      reads += 1
    }
    #expect(writer.end() == 0, "\(writer.errors)")
  }
}
