package import Exports
package import Storage

/// The result of an ingest.
package struct IngestSummary {
  package var counts = IngestCounts()
  /// Files that were read, and files that were already in the archive.
  package var filesRead = 0
  package var filesKnown = 0
  /// Files already in the archive that are damaged and have no intact copy there.
  package var filesDamaged = 0
  /// Files already in the archive whose stops a prune may have deleted since: logged before `prunedBefore`.
  package var filesPruned = 0
  /// The earliest log time that every prune so far has kept, in milliseconds since 1970; nil if nothing was ever
  /// pruned.
  package var prunedBefore: Int64?
  /// The files with provisional stops, by their rows in the ledger, and what was written there when they ended.
  var uncertain: [(export: Int64, recorded: IngestCounts)] = []
  /// How many days the retention policy keeps a stop; nil if it keeps all.
  package var retentionDays: Int?
  /// The options that have no effect on files that are in the archive already.
  package var optionsOfNewFiles: [String] = []
  /// Stops that are provisional because they came from damaged gzip data.
  package var provisional = 0
  /// Rejected records that could be read: they came from damaged gzip data and lost to another event of their task.
  package var rejectedProvisional = 0
  /// Damaged files, each with the intact file in the archive of which it is a copy; nothing was imported from them.
  package var damagedCopies: [(path: String, intact: String)] = []
  /// The number of damaged files that an intact file now replaces.
  package var filesMadeGood = 0
  /// The number of rejected records whose tasks are now in the archive, from intact files.
  package var rejectsArrived = 0
  /// The size of the files that were read, as stored.
  package var bytesRead: Int64 = 0
  /// Records that were skipped, by kind.
  package var skipped: [SkippedKind: Int] = [:]
  /// Unreadable records that the archive does not keep, because a file has too many: they are only counted.
  package var rejectsNotKept = 0
  /// The first unreadable records: where and why.
  package var rejections: [String] = []
  /// The maximum number of rejections that are listed.
  package static let rejectionsMax = 5
  /// Damage that did not prevent reading the rest of a file.
  package var warnings: [ExportWarning] = []
  /// Files and paths that could not be read and are not in the archive.
  package var failures: [ExportError] = []
  /// The number of paths that were not even found, or could not be listed.
  package var pathsNotFound = 0
  /// Whether the ingest was interrupted; complete files are in the archive.
  package var wasInterrupted = false
  package var seconds = 0.0
}

extension IngestSummary {
  /// Counts provisional stops as what became of them until the end of the ingest.
  mutating func settle(_ ledger: IngestLedger) throws {
    guard !uncertain.isEmpty else { return }
    provisional = 0
    for file in uncertain {
      let (now, stops) = try ledger.provisionalCounts(of: file.export)
      var then = IngestCounts()
      then.stored = file.recorded.stored
      then.duplicates = file.recorded.duplicates
      then.rejected = file.recorded.rejected
      counts.add(now, minus: then)
      rejectedProvisional += now.rejected - then.rejected
      provisional += stops
    }
  }
}

/// The progress of an ingest.
package struct IngestProgress {
  package var bytesDone: Int64
  package var bytesTotal: Int64
  package var records: Int
  package var seconds: Double
}
