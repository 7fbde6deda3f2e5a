package import Exports
package import Storage

/// What an ingest did.
package struct IngestSummary {
  package var counts = IngestCounts()
  /// Files whose records were read, and files that were in the archive already.
  package var filesRead = 0
  package var filesKnown = 0
  /// Of the files that were in already, those that are damaged and have no intact copy in the archive.
  package var filesDamaged = 0
  /// Of the files that were in already, those whose stops a prune may have deleted since: logged before `prunedBefore`.
  package var filesPruned = 0
  /// The first moment that every prune so far has kept, in milliseconds since 1970; nil if nothing was ever pruned.
  package var prunedBefore: Int64?
  /// Stops that are provisional: they came out of damaged gzip data.
  package var provisional = 0
  /// Rejected records that could be read: they came out of damaged gzip data and lost to another event of their task.
  package var rejectedProvisional = 0
  /// Damaged files, each with the intact one in the archive of which it is a copy; nothing was taken from them.
  package var damagedCopies: [(path: String, intact: String)] = []
  /// How many damaged files of earlier times this ingest made good for.
  package var filesMadeGood = 0
  /// Bytes of the files that were read, as they lie on disk.
  package var bytesRead: Int64 = 0
  /// What was passed over, by kind.
  package var skipped: [SkippedKind: Int] = [:]
  /// The first records that could not be read: where and why.
  package var rejections: [String] = []
  /// How many of them are named.
  package static let rejectionsMax = 5
  /// Damage that did not keep the rest of a file from being read.
  package var warnings: [ExportWarning] = []
  /// Files and paths that could not be read; they are not in the archive.
  package var failures: [ExportError] = []
  /// Whether it was stopped before its end; what is complete is in the archive.
  package var wasInterrupted = false
  package var seconds = 0.0
}

/// How far an ingest is.
package struct IngestProgress {
  package var bytesDone: Int64
  package var bytesTotal: Int64
  package var records: Int
  package var seconds: Double
}
