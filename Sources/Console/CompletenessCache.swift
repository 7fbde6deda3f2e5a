import LogsAPI
import Reports
import Synchronization

/// Whether the archive looks complete, found out once for each state of it: all of its history has to be read.
final class CompletenessCache: Sendable {
  /// The sentence says how old the newest stop is, in milliseconds of patience.
  private static let ageMax: Int64 = 600_000

  private struct Entry {
    let archive: FileVersion?
    let madeAt: Int64
    let sentence: String
  }

  private let entry = Mutex<Entry?>(nil)

  /// One line, such as `looks complete up to its newest stop, from 2026-01-31 09:30 UTC`.
  ///
  /// - Parameter archive: the state of the file.
  func sentence(_ reader: ConsoleReader, of archive: FileVersion?, now: Int64) throws -> String {
    let known = entry.withLock { entry -> String? in
      guard let entry, entry.archive == archive, (0...Self.ageMax).contains(now - entry.madeAt)
      else { return nil }
      return entry.sentence
    }
    if let known { return known }
    let completeness = try ArchiveCompleteness(
      reader.reports, ReportRequest(coversAllTime: true, now: now), asOf: now)
    let sentence = completeness.sentence(pointing: nil)
    entry.withLock { $0 = Entry(archive: archive, madeAt: now, sentence: sentence) }
    return sentence
  }
}
