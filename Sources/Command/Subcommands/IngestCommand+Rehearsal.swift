import ArgumentParser
import ECSStops

/// `ecs-stops ingest --dry-run`: what an ingest would make of each file.
extension IngestCommand {
  func rehearse(_ files: [ExportFile], _ pattern: EventPattern?, hasErrors: Bool) throws {
    let rehearsal: (IngestRehearsal, IngestLedger?)
    if archive.exists {
      let opened = try archive.open(.read)
      let cutoff = try opened.retentionPolicy()?.cutoff(asOf: TimeSource.system.now)
      rehearsal = (
        IngestRehearsal(pattern: pattern, format: format, rereads: again, cutoff: cutoff),
        try IngestLedger(opened)
      )
    } else {
      rehearsal = (IngestRehearsal(pattern: pattern, format: format, rereads: again), nil)
    }
    var total = RehearsalTotal()
    var hints = TableHints()
    hints.firstKeysMax = 1
    hints.keys = ["stops", "outcome"]
    try OutputOptions.parse([]).write(hints) { writer in
      try writer.write(
        columns: Self.columns,
        rows: try files.map { file in
          let forecast = try rehearsal.0.forecast(file, rehearsal.1)
          total.add(forecast)
          return Self.row(forecast)
        })
    }
    StandardError.message(.note, total.sentence)
    if total.isIncomplete || hasErrors { throw ExitCode.rejected }
  }

  private static let columns = [
    ResultColumn("file", .text), ResultColumn("format", .text), ResultColumn("records", .count),
    ResultColumn("stops", .count), ResultColumn("skipped", .count),
    ResultColumn("rejected", .count),
    ResultColumn("first", .text), ResultColumn("last", .text), ResultColumn("outcome", .text),
  ]

  private static func row(_ forecast: IngestRehearsal.Forecast) -> [Cell] {
    // Nobody has looked into a file that the archive has.
    let isRead = !forecast.isKnown
    func count(_ number: Int) -> Cell { isRead ? .integer(Int64(number)) : .null }
    return [
      .text(forecast.path),
      forecast.formats.isEmpty ? .null : .text(forecast.formats.joined(separator: ", ")),
      count(forecast.records), count(forecast.stops),
      count(forecast.skipped + forecast.filtered), count(forecast.rejected),
      time(forecast.firstLoggedAt), time(forecast.lastLoggedAt), .text(outcome(of: forecast)),
    ]
  }

  private static func time(_ milliseconds: Int64?) -> Cell {
    milliseconds.map { .text(Timestamp.insightsText($0)) } ?? .null
  }

  private static func outcome(of forecast: IngestRehearsal.Forecast) -> String {
    if forecast.isKnown { return "in the archive already" }
    let imported = forecast.stops > 0 ? "would be imported" : nil
    guard let problem = forecast.problem else { return imported ?? "has no stops" }
    return [imported, problem].compactMap(\.self).joined(separator: "; ")
  }
}

/// What an ingest would make of all files.
private struct RehearsalTotal {
  private var stops = 0
  private var files = 0
  private var known = 0
  private var unreadable = 0
  private(set) var isIncomplete = false

  mutating func add(_ forecast: IngestRehearsal.Forecast) {
    stops += forecast.stops
    if forecast.stops > 0 { files += 1 }
    if forecast.isKnown { known += 1 }
    if forecast.isUnreadable { unreadable += 1 }
    if forecast.isIncomplete { isIncomplete = true }
  }

  /// `would import 5,000 stops from 30 files; 2 files cannot be read; nothing was imported`.
  var sentence: String {
    [
      "would import \(Quantity.of(stops, "stop")) from \(Quantity.of(files, "file"))",
      known > 0
        ? "\(Quantity.of(known, "file")) \(known == 1 ? "is" : "are") in the archive already" : nil,
      unreadable > 0 ? "\(Quantity.of(unreadable, "file")) cannot be read" : nil,
      "nothing was imported, since --dry-run only reads",
    ].compactMap(\.self).joined(separator: "; ")
  }
}
