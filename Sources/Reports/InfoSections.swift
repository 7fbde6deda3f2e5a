import Charts
package import Rows
package import Storage
import Time

/// What is in an archive as rows: a section, a name in it, a value.
package struct InfoSections {
  /// A fact, with a name and value for programs and a label and text for people.
  fileprivate struct Entry {
    let name: String
    let value: Cell
    let label: String
    let shown: String

    init(_ name: String, count: Int, label: String? = nil) {
      self.init(name, .integer(Int64(count)), label: label, shown: Quantity.count(count))
    }

    init(_ name: String, _ text: String, label: String? = nil) {
      self.init(name, .text(text), label: label, shown: text)
    }

    init(_ name: String, _ value: Cell, label: String? = nil, shown: String) {
      self.name = name
      self.value = value
      self.label = label ?? name
      self.shown = shown
    }
  }

  private let sections: [(name: String, entries: [Entry])]
  /// How much of a long list people are shown.
  private static let shownMax = 8

  /// - Parameters:
  ///   - bundle: the time and scope of a bundle; nil for any other archive.
  ///   - now: milliseconds since 1970, from which the age of the newest stop is counted.
  package init(
    _ statistics: ArchiveStatistics, _ completeness: ArchiveCompleteness, path: String,
    bundle: String?, now: Int64
  ) {
    // A bundle's stops come from files that hold others as well.
    let ledger = bundle == nil ? "" : "source "
    sections = [
      ("archive", Self.archive(statistics, path, bundle)),
      ("coverage", [Entry("complete", completeness.sentence, label: "assessment")]),
      ("stops", Self.stops(statistics, now)),
      ("gaps", Self.gaps(statistics)),
      ("accounts", statistics.accounts.map(Self.counted)),
      ("regions", statistics.regions.map(Self.counted)),
      ("clusters", statistics.clusters.map(Self.counted)),
      ("rules", statistics.rules.map(Self.counted)),
      (ledger + "files", Self.files(statistics)),
      (ledger + "records", Self.records(statistics.records)),
      (ledger + "skipped", statistics.skipped.map(Self.skipped)),
      ("rows", statistics.rows.map(Self.counted)),
    ]
  }

  /// Every row, complete in itself.
  package var rows: [[Cell]] {
    sections.flatMap { section in
      section.entries.map { [.text(section.name), .text($0.name), $0.value] }
    }
  }

  /// The section only where it begins, the largest of long lists, and no rows of tables that are for programs.
  package var rowsForPeople: [[Cell]] {
    var rows: [[Cell]] = []
    for (name, entries) in sections where name != "rows" {
      var lines: [[Cell]] = entries.map { [.text($0.label), .text($0.shown)] }
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
  private static let facts: Set<String> = ["archive", "stops", "files", "records"]

  private static func archive(
    _ statistics: ArchiveStatistics, _ path: String, _ bundle: String?
  ) -> [Entry] {
    var entries = [
      Entry("path", path, label: "file"),
      Entry(
        "file_bytes", .integer(statistics.fileBytes), label: "size",
        shown: Quantity.bytes(statistics.fileBytes)),
      Entry(
        "log_bytes", .integer(statistics.logBytes), label: "WAL size",
        shown: Quantity.bytes(statistics.logBytes)),
    ]
    if let bundle { entries.insert(Entry("bundle", bundle, label: "bundle of"), at: 1) }
    if let bytes = statistics.bytesPerTask {
      entries.append(
        Entry("bytes_per_stop", count: Int(bytes.rounded()), label: "bytes per stop"))
    }
    let retention = RetentionSetting(statistics.retention)
    let days = statistics.retention.map { Cell.integer(Int64($0.days)) }
    entries += [
      Entry(
        "retention_days", days ?? .text(retention.description), label: "retention",
        shown: retention.sentence),
      Entry("schema_version", count: Int(statistics.schemaVersion), label: "schema version"),
      Entry("shapes", count: statistics.shapes, label: "message templates"),
      Entry(
        "messages_stored_whole", count: statistics.messagesStoredWhole,
        label: "superseded messages"),
    ]
    return entries
  }

  private static func stops(_ statistics: ArchiveStatistics, _ now: Int64) -> [Entry] {
    var entries = [Entry("count", count: statistics.tasks)]
    if statistics.provisionalTasks > 0 {
      entries.append(Entry("provisional", count: statistics.provisionalTasks))
    }
    if let span = statistics.loggedAt {
      let last =
        Timestamp.insightsText(span.upperBound)
        + (now > span.upperBound ? ", \(TimeText.age(now - span.upperBound)) old" : "")
      entries += [
        Entry("first_logged_at", Timestamp.insightsText(span.lowerBound), label: "first logged"),
        Entry(
          "last_logged_at", .text(Timestamp.insightsText(span.upperBound)), label: "last logged",
          shown: last),
        Entry("days_without_stops", count: statistics.emptyDays, label: "days without stops"),
      ]
    }
    return entries
  }

  private static func gaps(_ statistics: ArchiveStatistics) -> [Entry] {
    statistics.gaps.map { gap in
      let first = Timestamp.dayText(gap.firstDay)
      let name = gap.days == 1 ? first : "\(first)/\(Timestamp.dayText(gap.lastDay))"
      return Entry(
        name, .integer(Int64(gap.days)), shown: gap.days == 1 ? "1 day" : "\(gap.days) days")
    }
  }

  private static func files(_ statistics: ArchiveStatistics) -> [Entry] {
    [
      Entry("read", count: statistics.filesRead),
      Entry("with_warning", count: statistics.filesWithWarning, label: "with warning"),
      Entry("damaged", count: statistics.damagedFiles, label: "damaged"),
    ]
  }

  private static func records(_ records: IngestCounts) -> [Entry] {
    [
      Entry("read", count: records.read), Entry("stored", count: records.stored),
      Entry("duplicates", count: records.duplicates),
      Entry("superseded", count: records.superseded),
      Entry("conflicting", count: records.conflicting), Entry("skipped", count: records.skipped),
      Entry("rejected", count: records.rejected), Entry("expired", count: records.expired),
      Entry("filtered", count: records.filtered),
    ]
  }

  private static func counted(_ count: ArchiveStatistics.Count) -> Entry {
    Entry(count.name ?? "(none)", count: count.count)
  }

  private static func skipped(_ skipped: (kind: SkippedKind, count: Int)) -> Entry {
    Entry(skipped.kind.name, count: skipped.count)
  }
}
