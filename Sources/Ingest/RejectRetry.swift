import EventPatterns
import Events
import Exports
import JSON
import SQLite
package import Storage
import Time

/// Reads rejected records again, with what this version of the program can read.
package final class RejectRetry {
  /// What became of rejects.
  package struct Summary: Sendable {
    /// Records by what became of them.
    package fileprivate(set) var resolved: [RejectResolution: Int] = [:]
    package fileprivate(set) var unreadable = 0
    /// Records of damaged files, whose bytes cannot be trusted.
    package fileprivate(set) var untrusted = 0

    package var resolvedCount: Int { resolved.values.reduce(0, +) }
  }

  /// A transaction ends after so many records.
  private static let recordsPerTransaction = 1_000

  private let connection: Connection
  private let appender: RecordAppender
  private let ledger: IngestLedger
  private let resolver: RejectResolver
  private let find: Statement
  private let now: Int64

  /// - Parameter now: milliseconds since 1970, from which the retention policy counts back.
  package init(_ archive: borrowing Archive, now: Int64) throws {
    self.now = now
    connection = archive.connection
    appender = try RecordAppender(
      archive, cutoff: try archive.retentionPolicy()?.cutoff(asOf: now))
    ledger = try IngestLedger(archive)
    resolver = try RejectResolver(archive, appender.writer)
    find = try archive.connection.prepare(
      """
      SELECT r.export_id, r.line, r.byte_offset, r.reason, r.record, r.logged_at, r.log_stream_id, r.log_group_id,
        e.pattern, e.unverified > 0 AND e.resolved_by IS NULL
      FROM rejects AS r JOIN exports AS e ON e.id = r.export_id WHERE r.id = ?1 AND r.resolution IS NULL
      """)
  }

  /// Reads rejects again, and marks those that are no longer missing.
  ///
  /// - Parameter shouldStop: asked between records; what was read until then is kept.
  package func retry(_ rejects: [Int64], shouldStop: () -> Bool = { false }) throws -> Summary {
    var summary = Summary()
    var next = 0
    while next < rejects.count, !shouldStop() {
      let end = min(next + Self.recordsPerTransaction, rejects.count)
      let transaction = try appender.begin()
      for reject in rejects[next..<end] { try retry(reject, &summary) }
      if end == rejects.count {
        let arrived = try resolver.resolveArrived(now: now)
        if arrived > 0 { summary.resolved[.arrived, default: 0] += arrived }
        summary.unreadable = max(0, summary.unreadable - arrived)
      }
      try transaction.commit()
      next = end
    }
    return summary
  }

  private func retry(_ reject: Int64, _ summary: inout Summary) throws {
    try find.bind(reject, at: 1)
    guard try find.step() else { return find.reset() }
    let export = find.integer(at: 0)
    let isUntrusted = find.integer(at: 9) != 0
    let isBeginning = ExportRecord.Flaw.isTooLong(find.string(at: 3) ?? "")
    guard !isUntrusted, !isBeginning else {
      find.reset()
      if isUntrusted { summary.untrusted += 1 } else { summary.unreadable += 1 }
      return
    }
    var source = RecordSource(
      log: LogPlace(
        stream: find.isNull(at: 6) ? nil : find.integer(at: 6),
        group: find.isNull(at: 7) ? nil : find.integer(at: 7)))
    var batch = EventBatch()
    try read(into: &batch)
    find.reset()
    try appender.append(batch, from: &source) { _, _ in }
    guard let resolution = RejectResolution(source.contents.counts) else {
      summary.unreadable += 1
      return
    }
    try ledger.addHours(of: source.contents, export: export)
    try resolver.mark(reject, resolution, now: now)
    summary.resolved[resolution, default: 0] += 1
  }

  /// Reads the record of the row that was found.
  private func read(into batch: inout EventBatch) throws {
    let pattern = try find.string(at: 8).map { try EventPattern(Array($0.utf8)) }
    var capture = RecordCapture(pattern, shapes: appender.writer.shapes)
    let loggedAt = find.isNull(at: 5) ? nil : find.integer(at: 5)
    let (line, offset) = (Int(find.integer(at: 1)), find.integer(at: 2))
    let padded = ByteBuffer(capacity: 4096)
    find.withBytes(at: 4) { padded.append($0) }
    padded.reserve(ExportRecord.padding)
    capture.append(
      ExportRecord(
        message: padded.bytes, metadata: LogMetadata(loggedAt: loggedAt),
        position: SourcePosition(line: line, offset: offset)), to: &batch)
  }
}

extension RejectResolution {
  /// What became of a record that was read with these counts; nil if something in it is still unreadable.
  init?(_ counts: IngestCounts) {
    guard counts.read > 0, counts.rejected == 0 else { return nil }
    let outcomes: [(Int, RejectResolution)] = [
      (counts.stored, .stored), (counts.conflicting, .conflicting),
      (counts.superseded, .superseded), (counts.duplicates, .duplicate),
      (counts.expired, .expired), (counts.filtered, .filtered), (counts.skipped, .skipped),
    ]
    guard let outcome = outcomes.first(where: { $0.0 > 0 }) else { return nil }
    self = outcome.1
  }
}
