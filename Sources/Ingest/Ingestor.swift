package import EventPatterns
import Events
package import Exports
import SQLite
package import Storage
import Time

/// Imports export files into an archive: connects the readers of records and events to the tables.
///
/// A file is imported completely or not at all: transactions end only where files end. Small files share one; a stream,
/// which cannot be read again, has its own.
package final class Ingestor {
  /// A transaction ends after this many records or seconds, at the next end of a file.
  private static let recordsPerTransaction = 50_000
  private static let secondsPerTransaction = 2.0

  private let path: String
  let appender: RecordAppender
  let ledger: IngestLedger
  let damagedFiles: DamagedFiles
  let refusals: RefusedFiles
  private let resolver: RejectResolver
  let cutoff: Int64?
  let now: Int64
  let rereads: Bool
  let pattern: EventPattern?
  let logGroup: String?
  private let format: ExportShape?
  private let prunedBefore: Int64?
  private var summary = IngestSummary()

  /// Called from time to time to ask whether to stop, for Ctrl-C.
  package var shouldStop: () -> Bool = { false }
  /// Called with the progress about ten times a second.
  package var onProgress: ((IngestProgress) -> Void)?

  /// - Parameters:
  ///   - now: the current time in milliseconds since 1970, from which the retention policy counts back.
  ///   - rereads: whether files that are already in the archive are read again, to bring back what was pruned.
  ///   - pattern: keeps only the stops that match; the others are counted as filtered. A file of which a pattern kept
  ///     something out is read again with any other pattern, or without one. Nil for all.
  ///   - format: the format of all files; nil to recognize it.
  ///   - logGroup: the log group of records that do not name theirs; nil if it is not known.
  package init(
    _ archive: borrowing Archive, now: Int64, rereads: Bool = false, pattern: EventPattern? = nil,
    format: ExportShape? = nil, logGroup: String? = nil
  ) throws {
    path = archive.path
    self.now = now
    self.rereads = rereads
    self.pattern = pattern
    self.format = format
    self.logGroup = logGroup
    ledger = try IngestLedger(archive)
    let policy = try archive.retentionPolicy()
    summary.retentionDays = policy?.days
    summary.optionsOfNewFiles = [
      logGroup == nil ? nil : "--log-group", format == nil ? nil : "--format",
    ].compactMap(\.self)
    cutoff = policy?.cutoff(asOf: now)
    appender = try RecordAppender(archive, cutoff: cutoff)
    damagedFiles = DamagedFiles(archive, appender.writer)
    refusals = RefusedFiles(archive)
    resolver = try RejectResolver(archive, appender.writer)
    prunedBefore = try archive.prunedBefore()
  }

  /// Imports files; may be called once.
  ///
  /// - Throws: `ArchiveError` or `SQLiteError` if the archive cannot be written. A file that cannot be read is not an
  ///   error: it is listed in the summary.
  package func ingest(_ files: [ExportFile]) throws -> IngestSummary {
    let start = TimeSource.system.uptimeSeconds
    summary.prunedBefore = prunedBefore
    var pending: [PendingFile] = []
    for file in files {
      if file.source.changedAt != nil, let entry = try ledger.entry(unchanged: file.source),
        isSettled(entry)
      {
        noteKnown(entry, in: &summary)
      } else {
        pending.append(PendingFile(file, format))
      }
    }
    // A file that fails halfway rolls back its whole transaction; the other files of it are read again without it. A
    // file that turns out to be damaged is read again as such.
    while !pending.isEmpty, !summary.wasInterrupted {
      // A stream has its own transaction: if files before it were rolled back, what was already read of it could not be
      // read again.
      let count = pending[0].file.isStream ? 1 : pending.prefix { !$0.file.isStream }.count
      let rest = try pass(Array(pending[..<count]), since: start)
      pending.replaceSubrange(..<count, with: rest)
    }
    if summary.filesRead > 0, !summary.wasInterrupted { try resolveMissing() }
    if !summary.wasInterrupted { try noteRefusals(summary.failures, among: files) }
    try summary.settle(ledger)
    summary.seconds = TimeSource.system.uptimeSeconds - start
    return summary
  }

  /// Marks what is no longer missing after this ingest: rejected records, and truncated files.
  private func resolveMissing() throws {
    let transaction = try appender.begin()
    summary.rejectsArrived += try resolver.resolveArrived(now: now)
    for file in try damagedFiles.confirmedFiles(cut: ExportRecord.Flaw.unterminated.description) {
      try damagedFiles.resolve(file.export, by: file.intact, now: now)
      if file.isEarlier(than: now) { summary.filesMadeGood += 1 }
    }
    try transaction.commit()
  }

  /// Whether a file need not be read again: nothing was left out that the policy and the pattern would keep now.
  func isSettled(_ entry: IngestLedger.Entry) -> Bool {
    !rereads && entry.isSettled(for: pattern, cutoff: cutoff)
  }

  /// Counts a file that is already in the archive.
  func noteKnown(_ entry: IngestLedger.Entry, in summary: inout IngestSummary) {
    summary.filesKnown += 1
    if entry.isDamaged { summary.filesDamaged += 1 }
    if let prunedBefore, let first = entry.firstLoggedAt, first < prunedBefore {
      summary.filesPruned += 1
    }
  }

  /// Files that are written but not yet committed.
  private struct OpenTransaction: ~Copyable {
    let transaction: EventWriter.WriteTransaction
    var summary: IngestSummary
    var firstFile: Int
    var records = 0
    let start = TimeSource.system.uptimeSeconds

    var isDue: Bool {
      records >= Ingestor.recordsPerTransaction
        || TimeSource.system.uptimeSeconds - start >= Ingestor.secondsPerTransaction
    }
  }

  /// Reads files until the end, or until one must be left out or read differently; returns those still to be read.
  private func pass(_ files: [PendingFile], since start: Double) throws -> [PendingFile] {
    let pipeline = ExportPipeline(files, pattern: pattern, shapes: appender.writer.shapes)
    defer { pipeline.cancel() }
    let bytesTotal = summary.bytesRead + files.reduce(0) { $0 + ($1.file.size ?? 0) }
    var open = try begin(firstFile: 0)
    var file: OpenFile?
    var lastProgress = 0.0
    while let item = pipeline.next() {
      switch item {
      case .begin(let index, let identity):
        if open.isDue { open = try commit(open, next: index) }
        file = try beginFile(files[index], identity, &open.summary)
      case .member(let member): try beginMember(member, of: &file)
      case .batch(let box, let bytesRead):
        if var current = file, !current.isIgnored {
          try write(box.batch, of: &current)
          file = current
          open.records += box.batch.events.count
        }
        pipeline.recycle(box)
        if shouldStop() {
          summary.wasInterrupted = true
          return []
        }
        if TimeSource.system.uptimeSeconds - lastProgress > 0.1 {
          lastProgress = TimeSource.system.uptimeSeconds
          onProgress?(
            IngestProgress(
              bytesDone: open.summary.bytesRead + bytesRead, bytesTotal: bytesTotal,
              records: open.summary.counts.read + (file?.records.contents.counts.read ?? 0),
              seconds: lastProgress - start))
        }
      case .end(let index, let read):
        if let ended = file {
          if ended.mustBeReread(read) {
            return reread(files, from: open.firstFile, index, read)
          }
          try end(ended, read, &open.summary)
        }
        file = nil
      case .failed(let index, let error):
        let isClean = file == nil || file?.records.contents.counts.read == 0
        if let file, isClean { try forget(file) }
        file = nil
        if isClean {
          open.summary.failures.append(error)
        } else {
          return withoutFile(files, from: open.firstFile, index, error)
        }
      }
    }
    summary = open.summary
    try open.transaction.commit()
    return []
  }

  /// The files of the transaction that is rolled back, and those after them, without the one that failed.
  private func withoutFile(
    _ files: [PendingFile], from first: Int, _ index: Int, _ error: ExportError
  ) -> [PendingFile] {
    summary.failures.append(error)
    var rest = Array(files[first...])
    rest.remove(at: index - first)
    return rest
  }

  /// The files of the transaction that is rolled back, and those after them; one of them is now known to be damaged.
  private func reread(
    _ files: [PendingFile], from first: Int, _ index: Int, _ read: ReadSummary
  ) -> [PendingFile] {
    let file = files[index].file
    guard !file.isStream || read.copy != nil || files[index].copy != nil else {
      return withoutFile(files, from: first, index, ExportError(file.path, .cannotReread))
    }
    var rest = Array(files[first...])
    rest[index - first].unverified = read.unverified
    rest[index - first].contentFingerprint = read.comparableContent
    if let copy = read.copy { rest[index - first].copy = copy }
    if let identity = read.identity { rest[index - first].identity = identity }
    return rest
  }

  private func begin(firstFile: Int) throws -> OpenTransaction {
    do {
      return OpenTransaction(
        transaction: try appender.begin(), summary: summary, firstFile: firstFile)
    } catch {
      throw error.isBusy ? ArchiveError.busy(path: path) : ArchiveError.sqlite(path: path, error)
    }
  }

  private func commit(_ open: consuming OpenTransaction, next file: Int) throws -> OpenTransaction {
    summary = open.summary
    try open.transaction.commit()
    return try begin(firstFile: file)
  }
}

extension IngestLedger.Entry {
  /// Whether the file need not be read again: nothing was left out that the policy and the pattern would keep now.
  ///
  /// - Parameter cutoff: the earliest log time that the retention policy keeps; nil if it keeps all.
  func isSettled(for pattern: EventPattern?, cutoff: Int64?) -> Bool {
    guard !isIncomplete, filter == nil || filter == pattern?.text else { return false }
    guard let expiredUntil else { return true }
    return cutoff.map { expiredUntil < $0 } ?? false
  }
}

extension ExportFile {
  /// The file's identity for the ledger.
  var source: IngestLedger.Source {
    IngestLedger.Source(
      path: path, size: size ?? 0, modifiedAt: modifiedAt ?? 0, changedAt: changedAt)
  }
}
