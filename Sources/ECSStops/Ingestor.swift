import Events
package import Exports
import Glibc
import SQLite
package import Storage

/// Takes export files into an archive: where records and events meet the tables.
///
/// A file is all in or not in: transactions end only where files do. Small files share one.
package final class Ingestor {
  /// A transaction ends after this many records or seconds, at the next end of a file.
  private static let recordsPerTransaction = 50_000
  private static let secondsPerTransaction = 2.0

  private let connection: ConnectionReference
  private let path: String
  private let writer: EventWriter
  private let ledger: IngestLedger
  private let cutoff: Int64?
  private let now: Int64
  private var summary = IngestSummary()

  /// Asked now and then whether to stop, for Ctrl-C.
  package var shouldStop: () -> Bool = { false }
  /// Told about progress, about ten times a second.
  package var onProgress: ((IngestProgress) -> Void)?

  /// - Parameter now: milliseconds since 1970; what the archive's policy measures from.
  package init(_ archive: borrowing Archive, now: Int64) throws {
    connection = archive.connection.reference
    path = archive.path
    self.now = now
    writer = try EventWriter(archive)
    ledger = try IngestLedger(archive)
    cutoff = try archive.retentionPolicy()?.cutoff(asOf: now)
  }

  /// Ingests files; may be called once.
  ///
  /// - Throws: `ArchiveError` or `SQLiteError` if the archive cannot be written. A file that cannot be read is no
  ///   error: it stands in the summary.
  package func ingest(_ files: [ExportFile]) throws -> IngestSummary {
    let start = Clock.seconds()
    var pending: [ExportFile] = []
    for file in files {
      if let source = file.source, try ledger.contains(source) {
        summary.filesKnown += 1
      } else {
        pending.append(file)
      }
    }
    // A file that breaks half-way takes its whole transaction back; the others of it are read again without it.
    while !pending.isEmpty, !summary.wasInterrupted { pending = try pass(pending, since: start) }
    summary.seconds = Clock.seconds() - start
    return summary
  }

  /// The file that is being written.
  private struct OpenFile {
    var export: Int64
    var isKnown: Bool
    var logStream: Int64?
    var counts = IngestCounts()
    var skipped: [SkippedKind: Int] = [:]
    var rejections: [String] = []
  }

  /// Files that are written but not yet committed.
  private struct OpenTransaction: ~Copyable {
    let transaction: EventWriter.WriteTransaction
    var summary: IngestSummary
    var firstFile: Int
    var records = 0
    let start = Clock.seconds()

    var isDue: Bool {
      records >= Ingestor.recordsPerTransaction
        || Clock.seconds() - start >= Ingestor.secondsPerTransaction
    }
  }

  /// Reads files until the end or until one breaks; returns those still to be read.
  private func pass(_ files: [ExportFile], since start: Double) throws -> [ExportFile] {
    let pipeline = ExportPipeline(files)
    defer { pipeline.cancel() }
    let bytesTotal = summary.bytesRead + files.reduce(0) { $0 + ($1.size ?? 0) }
    var open = try begin(firstFile: 0)
    var file: OpenFile?
    var lastProgress = 0.0
    while let item = pipeline.next() {
      switch item {
      case .begin(let index, let digest):
        if open.isDue { open = try commit(open, next: index) }
        file = try beginFile(files[index], digest)
      case .batch(let box, let bytesRead):
        if let current = file, !current.isKnown {
          file = try write(&box.batch, to: current)
          open.records += box.batch.events.count
        }
        pipeline.recycle(box)
        if shouldStop() {
          summary.wasInterrupted = true
          return []
        }
        if Clock.seconds() - lastProgress > 0.1 {
          lastProgress = Clock.seconds()
          onProgress?(
            IngestProgress(
              bytesDone: open.summary.bytesRead + bytesRead, bytesTotal: bytesTotal,
              records: open.summary.counts.read + (file?.counts.read ?? 0),
              seconds: lastProgress - start))
        }
      case .end(let index, let read):
        if let ended = file { try end(ended, files[index], read, &open.summary) }
        file = nil
      case .failed(let index, let error):
        let isClean = file == nil || file?.counts.read == 0
        if let file, isClean { try forget(file) }
        file = nil
        if isClean {
          open.summary.failures.append(error)
        } else {
          summary.failures.append(error)
          var rest = Array(files[open.firstFile...])
          rest.remove(at: index - open.firstFile)
          return rest
        }
      }
    }
    summary = open.summary
    try open.transaction.commit()
    return []
  }

  private func begin(firstFile: Int) throws -> OpenTransaction {
    do {
      return OpenTransaction(
        transaction: try writer.begin(), summary: summary, firstFile: firstFile)
    } catch {
      throw error.isBusy ? ArchiveError.busy(path: path) : ArchiveError.sqlite(path: path, error)
    }
  }

  private func commit(_ open: consuming OpenTransaction, next file: Int) throws -> OpenTransaction {
    summary = open.summary
    try open.transaction.commit()
    return try begin(firstFile: file)
  }

  private func beginFile(_ file: ExportFile, _ digest: ContentDigest?) throws -> OpenFile {
    if let digest, try ledger.contains(digest: digest.bytes) {
      return OpenFile(export: 0, isKnown: true)
    }
    let source = file.source ?? IngestLedger.Source(path: file.path, size: 0, modifiedAt: 0)
    let export = try ledger.begin(source, digest: digest?.bytes ?? [], now: now)
    var open = OpenFile(export: export, isKnown: false)
    if var name = file.logStream {
      open.logStream = try name.withUTF8 {
        try writer.intern(UnsafeRawBufferPointer($0), in: .logStreams)
      }
    }
    return open
  }

  private func write(_ batch: inout EventBatch, to file: OpenFile) throws -> OpenFile {
    var file = file
    for index in batch.events.indices {
      let event = batch.events[index]
      file.counts.read += 1
      switch event.outcome {
      case .stop:
        if let cutoff, event.loggedAt < cutoff {
          file.counts.expired += 1
        } else {
          try writer.write(event, of: batch, logStream: file.logStream, counts: &file.counts)
        }
      case .skipped(let detailType, let lastStatus):
        file.counts.skipped += 1
        let kind = SkippedKind(
          detailType: String(decoding: batch.bytes[detailType], as: UTF8.self),
          lastStatus: String(decoding: batch.bytes[lastStatus], as: UTF8.self))
        file.skipped[kind, default: 0] += 1
      case .rejected(let reason):
        file.counts.rejected += 1
        try ledger.reject(
          batch.bytes[event.message], export: file.export, line: event.line,
          byteOffset: event.byteOffset, reason: reason.sentence)
        if file.rejections.count < IngestSummary.rejectionsMax {
          file.rejections.append("line \(event.line): \(reason.sentence)")
        }
      }
    }
    return file
  }

  private func end(
    _ ended: OpenFile, _ file: ExportFile, _ read: ReadSummary, _ summary: inout IngestSummary
  ) throws {
    summary.bytesRead += read.bytesRead
    guard !ended.isKnown else {
      summary.filesKnown += 1
      return
    }
    if let digest = read.digest, try ledger.contains(digest: digest.bytes) {
      // Standard input that was read before: every record was a duplicate or is kept already.
      try forget(ended)
      summary.filesKnown += 1
    } else {
      try ledger.end(
        ended.export, digest: read.digest?.bytes, ended.counts, skipped: ended.skipped,
        warning: read.warnings.first?.description)
      summary.filesRead += 1
    }
    for rejection in ended.rejections where summary.rejections.count < IngestSummary.rejectionsMax {
      summary.rejections.append("\(file.path), \(rejection)")
    }
    summary.warnings += read.warnings
    summary.counts += ended.counts
    summary.skipped.merge(ended.skipped) { $0 + $1 }
  }

  /// Takes a file out of the ledger that turned out not to be one.
  private func forget(_ file: OpenFile) throws {
    if !file.isKnown { try ledger.forget(file.export) }
  }
}

extension ExportFile {
  /// The file as the ledger knows it; nil for standard input.
  fileprivate var source: IngestLedger.Source? {
    guard let size, let modifiedAt else { return nil }
    return IngestLedger.Source(path: path, size: size, modifiedAt: modifiedAt)
  }
}

/// Seconds that only go forward.
enum Clock {
  static func seconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
