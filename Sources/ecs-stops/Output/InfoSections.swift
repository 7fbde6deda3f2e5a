import SQLite
import Storage

/// The rows of `ecs-stops info`: a section, a name in it, a value.
struct InfoSections {
  /// A fact, with its value for programs and its text for people.
  struct Entry {
    let name: String
    let value: Value
    let shown: String

    init(_ name: String, count: Int) {
      self.init(name, .integer(Int64(count)), shown: Quantity.count(count))
    }

    init(_ name: String, _ text: String) {
      self.init(name, .text(text), shown: text)
    }

    init(_ name: String, _ value: Value, shown: String) {
      self.name = name
      self.value = value
      self.shown = shown
    }
  }

  private let sections: [(name: String, entries: [Entry])]
  /// How much of a long list people are shown.
  private static let shownMax = 8

  init(_ statistics: ArchiveStatistics, path: String) {
    sections = [
      ("archive", Self.archive(statistics, path)),
      ("stops", Self.stops(statistics)),
      ("gaps", Self.gaps(statistics)),
      ("accounts", statistics.accounts.map(Self.counted)),
      ("regions", statistics.regions.map(Self.counted)),
      ("clusters", statistics.clusters.map(Self.counted)),
      ("files", Self.files(statistics)),
      ("skipped", statistics.skipped.map(Self.skipped)),
      ("rows", statistics.rows.map(Self.counted)),
    ]
  }

  /// Every row, complete in itself.
  var rows: [[Value]] {
    sections.flatMap { section in
      section.entries.map { [.text(section.name), .text($0.name), $0.value] }
    }
  }

  /// The section only where it begins, the largest of long lists, and no rows of tables that are for programs.
  var rowsForPeople: [[Value]] {
    var rows: [[Value]] = []
    for (name, entries) in sections where name != "rows" {
      var lines = entries.map { Self.line(for: $0, isFact: Self.facts.contains(name)) }
      // One more line would say as much as the line that says that there is one more.
      if !Self.facts.contains(name), lines.count > Self.shownMax + 1 {
        let hidden = Quantity.count(lines.count - Self.shownMax)
        lines = lines.prefix(Self.shownMax) + [[.text("and \(hidden) more"), .null]]
      }
      for (index, line) in lines.enumerated() {
        rows.append([index == 0 ? .text(name) : .null] + line)
      }
    }
    return rows
  }

  /// The sections of facts; the others are lists whose names come from the data.
  private static let facts: Set<String> = ["archive", "stops", "files"]

  private static func line(for entry: Entry, isFact: Bool) -> [Value] {
    let name = isFact ? String(entry.name.map { $0 == "_" ? " " : $0 }) : entry.name
    return [.text(name), .text(entry.shown)]
  }

  private static func archive(_ statistics: ArchiveStatistics, _ path: String) -> [Entry] {
    var entries = [
      Entry("path", path),
      Entry(
        "file_bytes", .integer(statistics.fileBytes), shown: Quantity.bytes(statistics.fileBytes)),
      Entry(
        "log_bytes", .integer(statistics.logBytes), shown: Quantity.bytes(statistics.logBytes)),
    ]
    if let bytes = statistics.bytesPerTask {
      let whole = Int64(bytes.rounded())
      entries.append(Entry("bytes_per_stop", .integer(whole), shown: "\(whole)"))
    }
    let days = statistics.retention?.days
    entries += [
      Entry("schema_version", count: Int(statistics.schemaVersion)),
      Entry(
        "retention_days", days.map { .integer(Int64($0)) } ?? .text(RetentionSetting.never),
        shown: days.map(String.init) ?? RetentionSetting.never),
      Entry("shapes", count: statistics.shapes),
      Entry("messages_stored_whole", count: statistics.messagesStoredWhole),
    ]
    return entries
  }

  private static func stops(_ statistics: ArchiveStatistics) -> [Entry] {
    var entries = [Entry("stops", count: statistics.tasks)]
    if let span = statistics.loggedAt {
      entries.append(Entry("first_logged_at", TimeText.instant(span.lowerBound)))
      entries.append(Entry("last_logged_at", TimeText.instant(span.upperBound)))
      entries.append(Entry("days_without_stops", count: statistics.emptyDays))
    }
    return entries
  }

  private static func gaps(_ statistics: ArchiveStatistics) -> [Entry] {
    statistics.gaps.map { gap in
      let first = TimeText.day(gap.firstDay)
      let name = gap.days == 1 ? first : "\(first)/\(TimeText.day(gap.lastDay))"
      return Entry(
        name, .integer(Int64(gap.days)), shown: gap.days == 1 ? "1 day" : "\(gap.days) days")
    }
  }

  private static func files(_ statistics: ArchiveStatistics) -> [Entry] {
    let records = statistics.records
    return [
      Entry("files_read", count: statistics.filesRead),
      Entry("files_with_warning", count: statistics.filesWithWarning),
      Entry("records_read", count: records.read), Entry("stored", count: records.stored),
      Entry("duplicates", count: records.duplicates),
      Entry("superseded", count: records.superseded), Entry("skipped", count: records.skipped),
      Entry("rejected", count: records.rejected), Entry("expired", count: records.expired),
    ]
  }

  private static func counted(_ count: ArchiveStatistics.Count) -> Entry {
    Entry(count.name ?? "(none)", count: count.count)
  }

  private static func skipped(_ skipped: (kind: SkippedKind, count: Int)) -> Entry {
    let type = skipped.kind.detailType.isEmpty ? "(no detail-type)" : skipped.kind.detailType
    let status = skipped.kind.lastStatus
    return Entry(status.isEmpty ? type : "\(type): \(status)", count: skipped.count)
  }
}
