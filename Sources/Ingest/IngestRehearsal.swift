package import EventPatterns
import Events
package import Exports
package import Storage

/// What an ingest would make of files, without writing anything.
package struct IngestRehearsal {
  /// What one file is and what is in it.
  package struct Forecast: Sendable {
    package let path: String
    /// The formats that were recognized, in words.
    package var formats: [String] = []
    /// Whether the archive has the file already, so that an ingest would skip it.
    package var isKnown = false
    /// Whether nothing of the file can be read.
    package var isUnreadable = false
    package var records = 0
    /// Records of stopped tasks, which an ingest would store, merge, or count as duplicates.
    package var stops = 0
    package var filtered = 0
    package var skipped = 0
    package var rejected = 0
    /// Log times of the first and last stop, in milliseconds since 1970.
    package var firstLoggedAt: Int64?
    package var lastLoggedAt: Int64?
    /// What is wrong: why the file cannot be read, what is damaged, or the first record that cannot be read.
    package var problem: String?
    /// Whether an ingest of the file would end with status 3.
    package var isIncomplete = false
  }

  private let pattern: EventPattern?
  private let format: ExportShape?
  private let rereads: Bool
  private let cutoff: Int64?

  /// - Parameters:
  ///   - pattern: keeps only the stops that match; nil for all.
  ///   - format: the format of all files; nil to recognize it.
  ///   - rereads: whether files that are already in the archive are read again.
  ///   - cutoff: the earliest log time that the archive's retention policy keeps; nil if it keeps all.
  package init(
    pattern: EventPattern?, format: ExportShape?, rereads: Bool = false, cutoff: Int64? = nil
  ) {
    self.pattern = pattern
    self.format = format
    self.rereads = rereads
    self.cutoff = cutoff
  }

  /// Reads a file to its end, unless the archive has it.
  ///
  /// - Parameter ledger: that of the archive, which tells files that it has; nil if there is none yet.
  package func forecast(_ file: ExportFile, _ ledger: IngestLedger?) throws -> Forecast {
    var forecast = Forecast(path: file.path)
    do {
      forecast.isKnown = try ledger.map { try isKnown(file, $0) } ?? false
      if !forecast.isKnown { try read(file, into: &forecast) }
    } catch let error as ExportError {
      forecast.problem = error.message
      forecast.isUnreadable = forecast.records == 0
      forecast.isIncomplete = true
    }
    return forecast
  }

  /// Whether an ingest would skip the file.
  private func isKnown(_ file: ExportFile, _ ledger: IngestLedger) throws -> Bool {
    guard !rereads, !file.isStream else { return false }
    let entry =
      try ledger.entry(unchanged: file.source)
      ?? ledger.entry(digest: ContentIdentity(ofFile: file).digest.bytes)
    return entry?.isSettled(for: pattern, cutoff: cutoff) ?? false
  }

  private func read(_ file: ExportFile, into forecast: inout Forecast) throws {
    var capture = RecordCapture(pattern)
    var batch = EventBatch()
    let reader = ExportReader(file, format: format)
    let summary = try reader.read { record in
      capture.append(record, to: &batch)
      if batch.isFull { Self.count(&batch, into: &forecast) }
    }
    Self.count(&batch, into: &forecast)
    let shape = summary.shape?.title ?? "archive of files"
    forecast.formats = capture.formats.isEmpty ? [shape] : capture.formats
    let damage = summary.warnings.first(where: \.losesRecords)?.description
    if let problem = summary.failures.first?.description ?? damage {
      forecast.isIncomplete = true
      forecast.isUnreadable = forecast.records == 0 && !summary.failures.isEmpty
      forecast.problem = forecast.problem ?? problem
    }
    let notes = capture.takeWarnings(of: file.path) + summary.warnings
    forecast.problem = forecast.problem ?? notes.first?.description
  }

  private static func count(_ batch: inout EventBatch, into forecast: inout Forecast) {
    for event in batch.events {
      forecast.records += 1
      switch event.outcome {
      case .stop:
        forecast.stops += 1
        forecast.firstLoggedAt = min(forecast.firstLoggedAt ?? .max, event.loggedAt)
        forecast.lastLoggedAt = max(forecast.lastLoggedAt ?? .min, event.loggedAt)
      case .filtered: forecast.filtered += 1
      case .skipped, .text: forecast.skipped += 1
      case .rejected(let reason):
        forecast.rejected += 1
        forecast.isIncomplete = true
        if forecast.problem == nil { forecast.problem = "line \(event.line): \(reason.sentence)" }
      }
    }
    batch.removeAll()
  }
}
