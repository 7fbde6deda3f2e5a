import Charts
import LogsAPI
import Reports
import Rows
import Time

/// What there is to know of the archive at a glance, without counting all of it.
struct ArchiveFacts {
  private let stops: Int64
  /// Log times of the first and last stop, and the time of the last import, in milliseconds since 1970.
  private let first: Int64?
  private let last: Int64?
  private let importedAt: Int64?
  private let fileBytes: Int64
  private let retentionDays: Int?

  /// Asks the archive.
  init(_ reader: ConsoleReader) throws {
    // The totals of days tell how many stops there are.
    let row = try reader.row(
      """
      SELECT (SELECT count(*) FROM tasks), (SELECT min(logged_at) FROM tasks), (SELECT max(logged_at) FROM tasks),
        (SELECT max(ingested_at) FROM exports)
      """)
    func number(_ index: Int) -> Int64? {
      guard row.indices.contains(index), case .integer(let number) = row[index] else { return nil }
      return number
    }
    stops = number(0) ?? 0
    first = number(1)
    last = number(2)
    importedAt = number(3)
    let view = try reader.archive.currentView()
    fileBytes = view.fileBytes
    retentionDays = view.retentionDays
  }

  /// - Parameter now: milliseconds since 1970.
  func part(path: String, now: Int64) -> AboutPart {
    func time(_ name: String, _ label: String, _ time: Int64?) -> AboutPart.Fact? {
      time.map { time in
        AboutPart.Fact(
          name, .text(Timestamp.text(time)), label,
          shown: "\(TimeText.second(time)) UTC"
            + (now > time ? ", \(TimeText.age(now - time)) ago" : ""))
      }
    }
    return AboutPart(
      "archive",
      [
        .init("path", .text(path), "file"),
        .init("file_bytes", .integer(fileBytes), "size", shown: Quantity.bytes(fileBytes)),
        .init("stops", .integer(stops)),
        time("first_logged_at", "first stop", first), time("last_logged_at", "last stop", last),
        time("last_import_at", "last import", importedAt),
        retentionDays.map {
          .init("retention_days", .integer(Int64($0)), "retention", shown: "\($0) days")
        } ?? .init("retention_days", .text("forever"), "retention"),
      ].compactMap(\.self))
  }
}
