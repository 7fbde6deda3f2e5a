import ECSStops
import Exports
import FaultVFS
import Foundation
import Ingest
import Storage
import TestSupport
import Testing

/// Work on an archive whose disk fails or is full: it ends with an error in plain words, the archive stays intact, and
/// the next run completes the work.
@Suite(.serialized) struct FailingDiskTests {
  /// Work in this process; the errors of a command are the same.
  struct Work: CustomTestStringConvertible, Sendable {
    let job: FaultJob
    let run: @Sendable (Workplace) throws -> Void
    var testDescription: String { job.name }
  }

  static let works = [
    Work(job: .ingest) { try $0.ingest(["first"]) },
    Work(job: .ingestMore) { try $0.ingest(["second"]) },
    Work(job: .prune) { place in
      let archive = try Archive(path: place.archivePath, .write)
      _ = try Pruner(archive).prune(before: Workplace.now - 15 * 86_400_000)
    },
    Work(job: .reclassify) { place in
      let archive = try Archive(path: place.archivePath, .write)
      _ = try Reclassifier(archive).reclassify()
    },
    Work(job: .migrate) { place in
      let archive = try Archive(path: place.archivePath, .read)
      #expect(archive.path == place.archivePath)
    },
  ]

  /// How many calls fail, spread over all of them.
  private static let pointsMax = TestRun.isNightly ? 3_000 : 5

  @Test(arguments: works, [FAULT_IO_ERROR, FAULT_DISK_FULL, FAULT_SHORT_WRITE])
  func nothingIsLostWhenTheDiskFails(_ work: Work, _ kind: fault_kind) throws {
    try #require(fault_vfs_register() == 0)
    let reference = try work.job.place()
    fault_vfs_begin(reference.folder.path, 0, kind)
    try work.run(reference)
    let calls = Int(fault_vfs_end())
    let expected = try work.job.outcome(reference)
    try #require(calls > 10)
    var errors: Set<String> = []
    var failed = 0
    let stride = max(1, calls / Self.pointsMax)
    // The last points of a stride differ from run to run of the test by its seed.
    let first = 1 + Int(TestRun.seed() % UInt64(stride))
    let points = Array(Swift.stride(from: first, through: calls, by: stride))
    for point in points {
      let place = try work.job.place()
      if let error = Self.error(of: work, place, point, kind) {
        failed += 1
        errors.insert(try Self.explained(error, place))
      }
      try work.job.expectIntact(place, "\(work.job.name), call \(point) of \(calls)")
      try work.run(place)
      let differences = try work.job.outcome(place).difference(from: expected)
      #expect(differences.isEmpty, "\(work.job.name), call \(point) of \(calls)")
    }
    print(
      "\(work.job.name), \(Self.name(kind)): \(points.count) of \(calls) calls failed, \(failed) of them ended the work: \(errors.sorted())"
    )
    #expect(failed > 0)
  }

  private static func error(
    of work: Work, _ place: Workplace, _ point: Int, _ kind: fault_kind
  ) -> (any Error)? {
    fault_vfs_begin(place.folder.path, Int32(point), kind)
    defer { fault_vfs_end() }
    do {
      try work.run(place)
      return nil
    } catch {
      return error
    }
  }

  /// What a user would read: it says what failed, and where.
  private static func explained(_ error: any Error, _ place: Workplace) throws -> String {
    let explanation = try #require(ErrorExplanation(error), "\(error)")
    let message = explanation.message.replacing(place.folder.path, with: "")
    let words = ["I/O error", "disk is full", "cannot be", "unable to open"]
    #expect(words.contains { message.contains($0) }, "\(message)")
    return message
  }

  private static func name(_ kind: fault_kind) -> String {
    switch kind {
    case FAULT_IO_ERROR: "I/O error"
    case FAULT_DISK_FULL: "full disk"
    default: "short write"
    }
  }
}

extension fault_kind: @retroactive @unchecked Sendable {}
