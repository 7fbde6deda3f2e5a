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
    // Finding the secrets of a large archive takes longer than most reports.
    let masker = unmask ? nil : try archive.currentView().masker
    reports = try archive.withArchive { opened, sandbox in
      try ReportRunner(opened, in: sandbox, masker: masker)
    }
  }
}
