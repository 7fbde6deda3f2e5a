import LogsAPI
import LogsInsights
import Masking
import Queries
import Reports
import SQLite
import Storage

/// The fields of the archive's events as the console shows them.
struct FieldSummary: Sendable {
  struct Row: Sendable {
    let name: String
    /// In how many of a hundred events it is; nil if none of those that were looked at has it.
    let percent: Double?
    let types: [String]
    /// A value, with secrets masked.
    let example: String?
    let origin: FieldList.Entry.Origin

    /// The name as a query has it.
    var written: String { FieldPath.written(name) }
  }

  /// The fields of the event and its log record by their names, those that the archive adds first.
  let rows: [Row]
  /// How many events there are.
  let events: Int
  /// How many of them were looked at.
  let sampled: Int
  /// Whether there are fields besides.
  let isCut: Bool

  /// - Throws: `SQLiteError`, or what masking throws.
  init(_ reader: ConsoleReader) throws {
    let view = try reader.archive.currentView()
    let list = try view.fieldList.get()
    let masker = reader.reports.masker
    sampled = list.eventCount
    isCut = list.isCut
    events =
      try view.sample.get().isWhole
      ? sampled
      : try reader.archive.withArchive { archive, _ in
        Int(try archive.connection.integer("SELECT count(*) FROM tasks") ?? 0)
      }
    rows = try list.entries.map { entry in
      Row(
        name: entry.name, percent: Self.percent(entry.events, of: list.eventCount),
        types: entry.types,
        example: try entry.example.map {
          try masker?.masked($0, SecretPath.secrecy(ofField: entry.name)) ?? $0
        }, origin: entry.origin)
    }
  }

  private static func percent(_ events: Int, of all: Int) -> Double? {
    events == 0 ? nil : (Double(events) * 1000 / Double(all)).rounded() / 10
  }

  /// Whether the shares are those of some events that stand for all.
  var isOfSample: Bool { sampled < events }
}
