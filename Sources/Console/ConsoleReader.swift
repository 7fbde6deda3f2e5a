import LogsAPI
import Reports

/// The archive as one page sees it.
struct ConsoleReader {
  /// Runs reports.
  let reports: ReportRunner
  let archive: ArchiveReader

  /// - Throws: `ArchiveError`, `SQLiteError`.
  init(_ archive: ArchiveReader, unmask: Bool) throws {
    self.archive = archive
    reports = try archive.withArchive { opened, sandbox in
      try ReportRunner(opened, in: sandbox, unmask: unmask)
    }
  }
}
