package import Events
import Exports
import JSON
package import SQLite

/// A record of a log group: the text of an event, with the metadata of CloudWatch Logs.
package struct LogRecord: Hashable, Sendable {
  package var message: String
  /// Milliseconds since 1970; nil to use the event's own time.
  package var loggedAt: Int64?
  package var stream: String?

  package init(message: String, loggedAt: Int64? = nil, stream: String? = nil) {
    self.message = message
    self.loggedAt = loggedAt
    self.stream = stream
  }
}

/// Where records come from, and what has become of them so far.
package struct RecordSource {
  /// The log stream and log group of records that do not name their own.
  package var log = LogPlace()
  /// Set for a damaged file: its row in the ledger, and the bytes of its content whose stops cannot be trusted.
  package var damage: (export: Int64, unverified: [Range<Int64>])?
  package var contents = IngestLedger.Contents()
  /// Where the last stop ends in the content.
  package fileprivate(set) var lastStopEnd: Int64 = 0
  /// The number of untrusted stops that were inserted provisionally.
  package fileprivate(set) var provisional = 0
  /// The number of those that lost to another event of their task.
  package fileprivate(set) var rejectedProvisional = 0

  package init(log: LogPlace = LogPlace()) {
    self.log = log
  }
}

/// Adds records to an archive, whether they come from a file or from a caller; there is no other way.
///
///     let appender = try RecordAppender(archive)
///     let transaction = try appender.begin()
///     let counts = try appender.append(records)
///     try transaction.commit()
package final class RecordAppender {
  package let writer: EventWriter
  private let cutoff: Int64?
  private let hours: ExportHours
  private var capture: EventCapture

  /// - Parameter cutoff: stops logged before this time, in milliseconds since 1970, have expired and are left out.
  package init(_ archive: borrowing Archive, cutoff: Int64? = nil) throws {
    writer = try EventWriter(archive)
    capture = EventCapture(shapes: writer.shapes)
    hours = try ExportHours(archive.connection)
    self.cutoff = cutoff
  }

  /// Begins a transaction, in which records can be appended until it is committed.
  package func begin() throws(SQLiteError) -> EventWriter.WriteTransaction { try writer.begin() }

  /// The row of a log stream.
  package func logStream(named name: String) throws -> Int64 {
    try writer.intern(name, in: .logStreams)
  }

  /// The row of a log group.
  package func logGroup(named name: String) throws -> Int64 {
    try writer.intern(name, in: .logGroups)
  }

  /// Appends the records of a batch.
  ///
  /// - Parameter onRejection: called with each record that cannot be read, and why.
  package func append(
    _ batch: borrowing EventBatch, from source: inout RecordSource,
    onRejection: (CapturedEvent, RejectReason) throws -> Void
  ) throws {
    for index in batch.events.indices {
      let event = batch.events[index]
      let before = source.contents.counts
      var skipped: SkippedKind?
      source.contents.counts.read += 1
      switch event.outcome {
      case .stop: try appendStop(event, of: batch, from: &source)
      case .filtered:
        source.contents.note(loggedAt: event.loggedAt)
        source.contents.counts.filtered += 1
      case .skipped(let detailType, let lastStatus):
        skipped = source.contents.noteSkipped(
          SkippedKind(detailType: batch.bytes[detailType], lastStatus: batch.bytes[lastStatus]))
      case .text: skipped = source.contents.noteSkipped(.text)
      case .rejected(let reason):
        source.contents.counts.rejected += 1
        try onRejection(event, reason)
      }
      try source.contents.hours.add(
        event, of: batch, kind: skipped,
        logGroup: event.logGroup.count == 0
          ? source.log.group : writer.intern(batch.bytes[event.logGroup], in: .logGroups),
        before: before, after: source.contents.counts
      ) { try writer.intern($0, in: .words) }
    }
  }

  /// Appends records that come from no file; unreadable ones are counted but not kept.
  package func append(_ records: some Sequence<LogRecord>) throws -> IngestCounts {
    var counts = IngestCounts()
    var batch = EventBatch()
    for record in records {
      batch.removeAll()
      var message = record.message
      message.withUTF8 {
        capture.append(
          ExportRecord(
            message: UnsafeRawBufferPointer($0), metadata: LogMetadata(loggedAt: record.loggedAt),
            position: SourcePosition(line: 1, offset: 0)),
          to: &batch)
      }
      // Only stops refer to their stream.
      var source = RecordSource()
      if let name = record.stream, case .stop = batch.events[0].outcome {
        source.log.stream = try logStream(named: name)
      }
      try append(batch, from: &source) { _, _ in }
      try hours.add(source.contents.hours, export: nil)
      counts += source.contents.counts
    }
    return counts
  }

  private func appendStop(
    _ event: CapturedEvent, of batch: borrowing EventBatch, from source: inout RecordSource
  ) throws {
    source.contents.note(loggedAt: event.loggedAt)
    source.lastStopEnd = Int64(event.byteEnd)
    if let cutoff, event.loggedAt < cutoff {
      source.contents.counts.expired += 1
      source.contents.expiredUntil = max(source.contents.expiredUntil ?? .min, event.loggedAt)
      return
    }
    let log = try place(of: event, in: batch, source.log)
    guard let damage = source.damage,
      damage.unverified.contains(where: {
        source.lastStopEnd > $0.lowerBound && Int64(event.byteOffset) < $0.upperBound
      })
    else {
      return try writer.write(event, of: batch, log: log, counts: &source.contents.counts)
    }
    let before = source.contents.counts
    try writer.write(
      event, of: batch, log: log,
      origin: ProvisionalOrigin(
        export: damage.export, line: event.line, byteOffset: event.byteOffset),
      counts: &source.contents.counts)
    source.contents.unverified += 1
    source.provisional += source.contents.counts.stored - before.stored
    source.rejectedProvisional += source.contents.counts.rejected - before.rejected
  }

  /// The place that a record names, and that of its file for what it does not name.
  package func place(
    of event: CapturedEvent, in batch: borrowing EventBatch, _ file: LogPlace
  ) throws(SQLiteError) -> LogPlace {
    var place = file
    if event.logStream.count > 0 {
      place.stream = try writer.intern(batch.bytes[event.logStream], in: .logStreams)
    }
    if event.logGroup.count > 0 {
      place.group = try writer.intern(batch.bytes[event.logGroup], in: .logGroups)
    }
    return place
  }
}
