import ArgumentParser
import ECSStops

/// `ecs-stops ingest --dry-run`: what an ingest would make of each file.
extension IngestCommand {
  func rehearse(_ files: [ExportFile], _ pattern: EventPattern?, hasErrors: Bool) throws {
    let ledger = try archive.exists ? IngestLedger(archive.open(.read)) : nil
    let rehearsal = IngestRehearsal(pattern: pattern, format: format)
    var isIncomplete = hasErrors
    var hints = TableHints()
    hints.wraps = true
    try OutputOptions.parse([]).write(hints) { writer in
      try writer.write(
        columns: Self.columns,
        rows: try files.map { file in
          let forecast = try rehearsal.forecast(file, ledger)
          isIncomplete = isIncomplete || forecast.isIncomplete
          return Self.row(forecast)
        })
    }
    StandardError.message(.note, "nothing was imported: --dry-run only reads")
    if isIncomplete { throw ExitCode.rejected }
  }

  private static let columns = [
    ResultColumn("file", .text), ResultColumn("format", .text), ResultColumn("records", .count),
    ResultColumn("stops", .count), ResultColumn("skipped", .count),
    ResultColumn("rejected", .count),
    ResultColumn("first", .text), ResultColumn("last", .text), ResultColumn("outcome", .text),
  ]

  private static func row(_ forecast: IngestRehearsal.Forecast) -> [Cell] {
    [
      .text(forecast.path), .text(forecast.formats.joined(separator: ", ")),
      .integer(Int64(forecast.records)), .integer(Int64(forecast.stops)),
      .integer(Int64(forecast.skipped + forecast.filtered)), .integer(Int64(forecast.rejected)),
      time(forecast.firstLoggedAt), time(forecast.lastLoggedAt), .text(outcome(of: forecast)),
    ]
  }

  private static func time(_ milliseconds: Int64?) -> Cell {
    milliseconds.map { .text(Timestamp.insightsText($0)) } ?? .null
  }

  private static func outcome(of forecast: IngestRehearsal.Forecast) -> String {
    if forecast.isKnown { return "in the archive already" }
    if let problem = forecast.problem { return problem }
    return forecast.stops > 0 ? "would be imported" : "has no stops"
  }
}
