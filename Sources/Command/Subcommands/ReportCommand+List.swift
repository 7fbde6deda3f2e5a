import ArgumentParser
import ECSStops

extension ReportCommand {
  /// Writes the list of reports.
  func writeList() throws {
    let catalog = try options.catalog()
    let hasFiles = !output.isTableOnTerminal || catalog.reports.contains { $0.path != nil }
    let columns = ["report", "title", "about"] + (hasFiles ? ["file"] : [])
    var hints = TableHints()
    hints.wraps = true
    let isShort = output.isTableOnTerminal && !output.wide
    try output.write(hints) { writer in
      try writer.write(
        columns: columns.map { ResultColumn($0, .text) },
        rows: catalog.reports.map { report in
          let name = report.argument == nil ? report.name : "\(report.name) <task>"
          let file: Cell = report.path.map { .text($0) } ?? .null
          return [
            .text(name), .text(report.title), .text(isShort ? report.shortAbout : report.about),
          ] + (hasFiles ? [file] : [])
        })
    }
    for mistake in catalog.mistakes { StandardError.message(.warning, mistake.description) }
  }
}
