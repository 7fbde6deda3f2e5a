import JSON
import Output
import Rows

/// The forms in which the data of a page can be had: the page's URL with an ending.
enum DataFormat: Sendable {
  case json, ndjson, csv, tsv, markdown
  /// CSV in which a spreadsheet finds no formulas.
  case safeCSV

  /// Those that pages link to.
  static let linked: [DataFormat] = [.json, .ndjson, .csv, .tsv, .markdown]

  var ending: String {
    switch self {
    case .json: "json"
    case .ndjson: "ndjson"
    case .csv, .safeCSV: "csv"
    case .tsv: "tsv"
    case .markdown: "md"
    }
  }

  /// The format of an ending; nil for none.
  init?(ending: some StringProtocol, _ parameters: URLParameters) {
    guard let format = Self.linked.first(where: { $0.ending == ending }) else { return nil }
    self = format == .csv && parameters["csv-safe"] == "1" ? .safeCSV : format
  }

  var mediaType: String {
    switch self {
    case .json: "application/json"
    case .ndjson: "application/x-ndjson"
    case .csv, .safeCSV: "text/csv; charset=utf-8"
    case .tsv: "text/tab-separated-values; charset=utf-8"
    case .markdown: "text/markdown; charset=utf-8"
    }
  }

  private func writer(to sink: ByteSink) -> any RowWriter {
    switch self {
    case .json: OutputFormat.json.makeWriter(to: sink)
    case .ndjson: OutputFormat.ndjson.makeWriter(to: sink)
    case .csv: OutputFormat.csv.makeWriter(to: sink)
    case .safeCSV: CSVWriter(to: sink, isSafe: true)
    case .tsv: OutputFormat.tsv.makeWriter(to: sink)
    case .markdown: OutputFormat.markdown.makeWriter(to: sink)
    }
  }

  /// Rows as the command would print them.
  func bytes(of columns: [ResultColumn], _ rows: [[Cell]]) throws -> [UInt8] {
    var bytes: [UInt8] = []
    let sink = ByteSink { bytes += $0 }
    try writer(to: sink).write(columns: columns, rows: rows)
    try sink.flush()
    return bytes
  }
}
