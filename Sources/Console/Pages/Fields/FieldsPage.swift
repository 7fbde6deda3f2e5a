import Charts
import JSON
import Queries
import Rows

/// `/fields`: the fields of the archive's events.
struct FieldsPage: ConsolePage {
  static let path = "/fields"

  static func answer(_ request: PageRequest, _ console: Console) async throws -> ConsoleAnswer {
    let summary = try await console.read(for: request) { try FieldSummary($0) }
    if let format = request.format { return try data(summary).answer(in: format) }
    return Frame(title: "Fields", request: request).answer { content in
      content.element("p", ["class": "about"]) { $0.append(about(summary)) }
      content.append(FieldTable(summary, request).markup)
      if summary.isCut {
        content.element(
          "p", ["class": "note"],
          text: "There are more fields; those of the most frequent stops are listed.")
      }
      content.append(DataLinks.markup(request))
    }
  }

  private static func about(_ summary: FieldSummary) -> String {
    let stops = Quantity.of(summary.events, "stop")
    return summary.isOfSample
      ? "Shares are of \(Quantity.count(summary.sampled)) stops, as many of each part of the archive, which has \(stops)."
      : "Shares are of \(stops), all that the archive has."
  }

  private static func data(_ summary: FieldSummary) -> RowsAnswer {
    RowsAnswer(
      columns: [
        ResultColumn("field", .text), ResultColumn("percent", .percent),
        ResultColumn("type", .text), ResultColumn("example", .text), ResultColumn("origin", .text),
      ],
      rows: summary.rows.map { row in
        [
          .text(row.name), row.percent.map(Cell.real) ?? .null,
          row.types.isEmpty ? .null : .text(row.types.joined(separator: ", ")),
          row.example.map(Cell.text) ?? .null, .text(row.origin.rawValue),
        ]
      }, name: "fields",
      members: [
        .init("stops", .integer(summary.events)), .init("sampled", .integer(summary.sampled)),
      ])
  }
}
