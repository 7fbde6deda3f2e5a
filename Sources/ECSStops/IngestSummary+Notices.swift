import Charts
package import Exports
package import Ingest
import Storage
import TerminalText
import Time

/// The messages of an ingest.
extension IngestSummary {
  /// Whether some records or files could not be read.
  package var isIncomplete: Bool {
    counts.rejected > 0 || !failures.isEmpty || warnings.contains(where: \.losesRecords)
  }

  /// What went wrong and what is uncertain, in the order in which to print it.
  package var notices: [Notice] {
    Self.notices(of: warnings) + Self.notices(of: failures)
      + rejectionNotices + damageNotices + prunedNotices + optionNotices + expiredNotices
  }

  /// The counts in one line.
  package var line: String {
    var parts = ["\(Quantity.count(counts.stored)) stored"]
    for (number, word) in [
      (counts.duplicates, counts.duplicates == 1 ? "duplicate" : "duplicates"),
      (counts.superseded, "superseded"),
      (counts.conflicting, "conflicting"), (counts.skipped, "skipped"), (counts.expired, "expired"),
      (counts.filtered, "filtered"), (counts.rejected, "rejected"),
    ] where number > 0 { parts.append("\(Quantity.count(number)) \(word)") }
    var line = "\(Quantity.of(counts.read, "record")): \(parts.joined(separator: ", "))"
    line += "; \(Quantity.of(filesRead, "file")) read"
    if filesKnown > 0 { line += ", \(Quantity.count(filesKnown)) already in the archive" }
    if filesNotRead > 0 { line += ", \(Quantity.count(filesNotRead)) not read" }
    guard filesRead > 0 else { return line }
    let rate = Int(Double(counts.read) / max(seconds, 0.001))
    return line + "; \(Quantity.duration(seconds)), \(Quantity.count(rate))/s"
  }

  private var filesNotRead: Int { failures.count + pathsNotFound }

  /// What the skipped records are, where nothing else came in; nil otherwise.
  package var skippedNote: String? {
    guard counts.skipped > 0, counts.skipped == counts.read else { return nil }
    let kinds = skipped.sorted { ($1.value, $0.key.name) < ($0.value, $1.key.name) }.prefix(3)
    let list = kinds.map { "\(Quantity.count($0.value)) \($0.key.name)" }
    return "no record is a stopped task; skipped: \(list.joined(separator: ", "))"
  }

  /// The first records that could not be read, and where to find all of them.
  private var rejectionNotices: [Notice] {
    let unread = counts.rejected - rejectedProvisional
    guard unread > 0 else { return [] }
    let more = unread - rejections.count
    let rest = more > 0 ? "\(Quantity.count(more)) more records could not be read; " : ""
    var notices = rejections.map { Notice(.warning, PrintableText.line($0)) }
    if rejectsNotKept > 0 {
      notices.append(
        Notice(
          .warning,
          "\(Quantity.count(rejectsNotKept)) unreadable records were only counted: the archive keeps the first \(Quantity.count(IngestLedger.rejectsKeptMax)) of a file"
        ))
    }
    notices.append(
      Notice(.note, rest + "unreadable records are kept: `ecs-stops rejects` lists them"))
    return notices
  }

  /// What is uncertain: stops from damaged files, and events that contradict each other.
  private var damageNotices: [Notice] {
    var notices = damagedCopies.map {
      Notice(
        .note,
        "\($0.path) is a damaged copy of \($0.intact), which is already in the archive; nothing was imported from it"
      )
    }
    if filesDamaged > 0 {
      notices.append(
        Notice(
          .note,
          "\(Quantity.of(filesDamaged, "file")) imported earlier \(filesDamaged == 1 ? "is" : "are") damaged, without an intact copy in the archive; see"
            + " `ecs-stops report coverage`"))
    }
    if provisional > 0 {
      notices.append(
        Notice(
          .note,
          "\(Quantity.of(provisional, "stop")) provisional, because the file is damaged; importing an intact copy confirms them"
        ))
    }
    if filesMadeGood > 0 {
      notices.append(
        Notice(
          .note,
          "an intact copy now replaces \(Quantity.of(filesMadeGood, "damaged file"))"
        ))
    }
    if rejectsArrived > 0 {
      notices.append(
        Notice(
          .note,
          "\(Quantity.of(rejectsArrived, "rejected record")) \(rejectsArrived == 1 ? "is" : "are") no longer missing: their tasks are in the archive"
        ))
    }
    if counts.conflicting > 0 {
      notices.append(
        Notice(
          .warning,
          "\(Quantity.of(counts.conflicting, "event")) \(counts.conflicting == 1 ? "contradicts" : "contradict") another event of the same task, version and time;"
            + " both are kept: ecs-stops sql 'SELECT * FROM superseded'"))
    }
    return notices
  }

  /// What had no effect on files that are in the archive already.
  private var optionNotices: [Notice] {
    guard filesKnown > 0, !optionsOfNewFiles.isEmpty else { return [] }
    let options = optionsOfNewFiles.joined(separator: " and ")
    let verb = optionsOfNewFiles.count == 1 ? "has" : "have"
    let files = Quantity.of(filesKnown, "file")
    return [
      Notice(
        .note,
        "\(options) \(verb) no effect on \(files) that \(filesKnown == 1 ? "is" : "are") already in the archive;"
          + " --again reads \(filesKnown == 1 ? "it" : "them") again")
    ]
  }

  /// Why stops that are too old are not in the archive.
  private var expiredNotices: [Notice] {
    guard counts.expired > 0, let retentionDays else { return [] }
    let isOne = counts.expired == 1
    return [
      Notice(
        .note,
        "\(Quantity.of(counts.expired, "stop")) \(isOne ? "is" : "are") older than the retention of"
          + " \(Quantity.of(retentionDays, "day")) and \(isOne ? "was" : "were") not imported")
    ]
  }

  /// Why stops that a prune deleted are not imported again.
  private var prunedNotices: [Notice] {
    guard filesPruned > 0, let prunedBefore else { return [] }
    return [
      Notice(
        .note,
        "a prune deleted the stops logged before \(Timestamp.insightsText(prunedBefore));"
          + " \(Quantity.of(filesPruned, "file")) imported earlier contained such stops. --again imports them again,"
          + " as far as the retention policy keeps them")
    ]
  }
}

extension IngestProgress {
  /// The progress in one line, with the estimated time left.
  package var line: String {
    let rate = Double(records) / max(seconds, 0.001)
    var text =
      Quantity.bytes(bytesDone) + (bytesTotal > 0 ? " of \(Quantity.bytes(bytesTotal))" : "")
      + ", \(Quantity.of(records, "record")), \(Quantity.count(Int(rate)))/s"
    if bytesDone > 0, bytesTotal > bytesDone {
      let left = seconds * Double(bytesTotal - bytesDone) / Double(bytesDone)
      text += ", \(Quantity.duration(left)) left"
    }
    return text
  }
}

extension SkippedPaths {
  /// What was found instead of files to import.
  package var sentence: String {
    let parts = [
      (writeTests, "permission test"), (empty, "empty file"), (special, "special file"),
      (repeated, "repeated file"),
    ].filter { $0.0 > 0 }.map { Quantity.of($0.0, $0.1) }
    return "nothing to import: only \(parts.joined(separator: ", "))"
  }
}
