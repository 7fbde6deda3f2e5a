import ECSStops
import Foundation
import Storage
import TestSupport

@testable import Pages
@testable import Reports

/// The page of the last seven days of a month with six services, of which the newest stop is old.
enum WeekPage {
  /// 2026-11-30 09:00 UTC.
  private static let now: Int64 = 1_796_029_200_000

  /// Made once.
  static let text = Result { try make() }

  private static func make() throws -> String {
    let folder = TemporaryFolder()
    let script = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Scripts/make-export")
    let export = ["--events", "5000", "--days", "30", "--out", folder.file("export")]
    try ChildProcess(script.path, export).wait()
    let path = folder.file("archive.sqlite")
    _ = try StoppedTasks(path: path).ingest([folder.file("export")])
    let archive = try Archive(path: path, .read)
    return try PageMaker(ReportRunner(archive)).page(
      of: ReportCatalog.standard.reports, ReportRequest(now: now, rowsMax: PageMaker.rowsMax)
    ).text
  }
}
