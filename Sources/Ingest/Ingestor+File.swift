import EventPatterns
import Events
import Exports
import JSON
import Storage

/// The file whose records are being written.
struct OpenFile {
  let pending: PendingFile
  /// Its row in the ledger.
  let export: Int64
  /// Why its records are ignored; nil if they are written.
  var ignored: Ignored?
  var identity: ContentIdentity?
  /// The member of a tar or zip archive whose records are being written.
  var member: ContainerMember?
  var records = RecordSource()
  var rejections: [String] = []
  var rejectsKept = 0
  /// The number of unreadable records beyond those that the archive keeps.
  var rejectsNotKept = 0

  enum Ignored {
    /// It is already in the archive.
    case known(IngestLedger.Entry)
    /// It is damaged, and this file in the archive is the intact one.
    case damagedCopy(of: DamagedFiles.Candidate)
  }

  var isIgnored: Bool { ignored != nil }

  /// What the ledger says about them; nil if all are kept.
  var rejectsNotKeptSentence: String? {
    guard rejectsNotKept > 0 else { return nil }
    return
      "\(rejectsNotKept) unreadable records were only counted: the archive keeps the first \(rejectsKept) of a file"
  }

  /// Whether the end of the file showed that its last stops cannot be trusted, which was not known before.
  func mustBeReread(_ read: ReadSummary) -> Bool {
    guard !isIgnored, pending.unverified.isEmpty else { return false }
    return read.unverified.contains { records.lastStopEnd > $0.lowerBound }
  }
}

/// Processes a file from its first record to its last.
extension Ingestor {
  func beginFile(
    _ pending: PendingFile, _ identity: ContentIdentity?, _ summary: inout IngestSummary
  ) throws -> OpenFile {
    let source = pending.file.source
    let former = try identity.flatMap { try ledger.entry(digest: $0.digest.bytes) }
    if let former, isSettled(former) {
      try ledger.note(source, of: former)
      return OpenFile(pending: pending, export: former.export, ignored: .known(former))
    }
    if let former { try damagedFiles.takeBack(former.export) }
    let export = try ledger.begin(
      source, digest: identity?.digest.bytes ?? [], now: now, replacing: former?.export)
    var file = OpenFile(pending: pending, export: export, identity: identity)
    if !pending.unverified.isEmpty {
      if let intact = try intactFile(identity, pending.contentFingerprint) {
        file.ignored = .damagedCopy(of: intact)
        return file
      }
      file.records.damage = (export, pending.unverified)
    }
    if let logGroup { file.records.log.group = try appender.logGroup(named: logGroup) }
    if let name = pending.file.logStream {
      file.records.log.stream = try appender.logStream(named: name)
    }
    return file
  }

  func beginMember(_ member: ContainerMember, of file: inout OpenFile?) throws {
    guard file?.isIgnored == false else { return }
    file?.member = member
    file?.records.log.stream = try member.logStream.map { try appender.logStream(named: $0) }
  }

  func write(_ batch: borrowing EventBatch, of file: inout OpenFile) throws {
    let export = file.export
    let path = file.member?.path ?? file.pending.file.path
    let member = file.member?.name
    let log = file.records.log
    var rejections: [String] = []
    var isCutOff = false
    var kept = file.rejectsKept
    var notKept = 0
    try appender.append(batch, from: &file.records) { event, reason in
      if kept < IngestLedger.rejectsKeptMax {
        kept += 1
        try ledger.reject(
          batch.bytes[event.message],
          IngestLedger.RejectOrigin(
            export: export, member: member, line: event.line, byteOffset: event.byteOffset,
            loggedAt: event.isDated ? event.loggedAt : nil,
            log: appender.place(of: event, in: batch, log)),
          reason: reason.sentence)
      } else {
        notKept += 1
      }
      if case .flaw(.unterminated) = reason { isCutOff = true }
      if rejections.count < IngestSummary.rejectionsMax {
        rejections.append("\(path), line \(event.line): \(reason.sentence)")
      }
    }
    file.rejectsKept = kept
    file.rejectsNotKept += notKept
    try ledger.addHoursIfFull(export, &file.records.contents)
    if isCutOff { file.records.contents.damage = .cutOff }
    file.rejections += rejections.prefix(IngestSummary.rejectionsMax - file.rejections.count)
  }

  func end(_ ended: OpenFile, _ read: ReadSummary, _ summary: inout IngestSummary) throws {
    summary.bytesRead += read.bytesRead
    if case .known(let entry) = ended.ignored {
      noteKnown(entry, in: &summary)
      return
    }
    guard let identity = ended.identity ?? read.identity else { return }
    if ended.identity == nil, try endKnownStream(ended, identity, &summary) { return }
    var contents = ended.records.contents
    contents.warning = read.warnings.first?.description ?? ended.rejectsNotKeptSentence
    contents.damage = max(contents.damage, read.damage)
    if !read.failures.isEmpty { contents.damage = .incomplete }
    contents.pattern = pattern?.text
    let recorded = try ledger.end(
      ended.export,
      IngestLedger.Content(
        digest: identity.digest.bytes, stored: identity.fingerprint.stretches,
        inflated: read.comparableContent.stretches),
      contents)
    if ended.records.provisional > 0 { summary.uncertain.append((ended.export, recorded)) }
    try resolveDamage(ended, contents, identity, read.comparableContent, &summary)
    note(ended, read, &summary)
  }

  private func note(_ ended: OpenFile, _ read: ReadSummary, _ summary: inout IngestSummary) {
    summary.filesRead += 1
    for rejection in ended.rejections where summary.rejections.count < IngestSummary.rejectionsMax {
      summary.rejections.append(rejection)
    }
    summary.warnings += read.warnings
    summary.failures += read.failures
    summary.counts += ended.records.contents.counts
    summary.rejectsNotKept += ended.rejectsNotKept
    summary.provisional += ended.records.provisional
    summary.rejectedProvisional += ended.records.rejectedProvisional
    for (kind, count) in ended.records.contents.skipped { summary.skipped.add(count, of: kind) }
    if case .damagedCopy(let intact) = ended.ignored {
      summary.damagedCopies.append((ended.pending.file.path, intact.path))
    }
  }

  /// Whether a stream, whose identity is known only at its end, was imported before: then none of its records count, as
  /// for any known file.
  private func endKnownStream(
    _ ended: OpenFile, _ identity: ContentIdentity, _ summary: inout IngestSummary
  ) throws -> Bool {
    guard let former = try ledger.entry(digest: identity.digest.bytes) else { return false }
    if isSettled(former) {
      try forget(ended)
      noteKnown(former, in: &summary)
      return true
    }
    try ledger.forget(former.export, replacedBy: ended.export)
    return false
  }

  /// Deletes the ledger entry of a file that turned out not to be one.
  func forget(_ file: OpenFile) throws {
    if case .known = file.ignored { return }
    try ledger.forget(file.export)
  }
}

/// Damaged files and their intact copies.
extension Ingestor {
  /// The file in the archive of which a damaged one is a copy; reading it twice gives the same bytes.
  private func intactFile(
    _ identity: ContentIdentity?, _ content: FileFingerprint?
  ) throws -> DamagedFiles.Candidate? {
    guard let identity, let content else { return nil }
    return try damagedFiles.intactFiles().first { intact in
      intact.isWhole(for: pattern?.text)
        && Self.isDamagedCopy(identity.fingerprint, content, of: intact.stored, intact.inflated)
    }
  }

  /// Whether a file is a damaged copy of another one, or its content is what precedes the point where it was truncated.
  private static func isDamagedCopy(
    _ stored: FileFingerprint, _ content: FileFingerprint, of intact: IngestLedger.Stretches,
    _ intactContent: IngestLedger.Stretches
  ) -> Bool {
    if let intact = intact.fingerprint, stored.isDamagedCopy(of: intact) { return true }
    return intactContent.fingerprint.map { content.isBeginning(of: $0) } ?? false
  }

  /// Records which damaged files this file replaces, or which file already replaces this one.
  private func resolveDamage(
    _ ended: OpenFile, _ contents: IngestLedger.Contents, _ identity: ContentIdentity,
    _ inflated: FileFingerprint, _ summary: inout IngestSummary
  ) throws {
    if case .damagedCopy(let intact) = ended.ignored {
      return try damagedFiles.resolve(ended.export, by: intact.export, now: now)
    }
    if contents.damage == .none {
      let isWhole = contents.counts.filtered == 0
      for damaged in try damagedFiles.unresolvedFiles() {
        guard isWhole || damaged.pattern == contents.pattern,
          let stored = damaged.stored.fingerprint, let content = damaged.inflated.fingerprint,
          Self.isDamagedCopy(
            stored, content, of: identity.fingerprint.stretches, inflated.stretches)
        else { continue }
        try damagedFiles.resolve(damaged.export, by: ended.export, now: now)
        summary.filesMadeGood += 1
      }
    } else if contents.damage != .incomplete, let intact = try intactFile(identity, inflated) {
      return try damagedFiles.resolve(ended.export, by: intact.export, now: now)
    }
  }
}

extension FileFingerprint {
  /// In the form that the ledger stores.
  fileprivate var stretches: IngestLedger.Stretches {
    IngestLedger.Stretches(digests: bytes, size: byteCount)
  }
}

extension IngestLedger.Stretches {
  fileprivate var fingerprint: FileFingerprint? { FileFingerprint(bytes: digests, byteCount: size) }
}

extension ReadSummary {
  /// The fingerprint of the content, for comparison with other files; empty if the file continues after its damage,
  /// because what follows was not read.
  var comparableContent: FileFingerprint {
    damage == .within ? FileFingerprint.empty : contentFingerprint
  }

  /// What is wrong with the file as a whole.
  fileprivate var damage: IngestLedger.Contents.Damage {
    let damages = warnings.filter(\.losesRecords).map { warning -> IngestLedger.Contents.Damage in
      switch warning.reason {
      case .truncated, .truncatedContainer, .unclosedArray: .cutOff
      case .corrupt, .trailingBytes, .damagedContainer, .damagedMember, .unfinishedQuery, .more:
        .within
      }
    }
    return damages.max() ?? .none
  }
}
