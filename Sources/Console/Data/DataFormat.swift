import JSON
import Output
import Rows

/// The forms in which the data of a page can be had: the page's URL with an ending.
enum DataFormat: String, CaseIterable, Sendable {
  case json, ndjson, csv, tsv, markdown

  var ending: String { self == .markdown ? "md" : rawValue }

  /// The format of an ending; nil for none.
  init?(ending: some StringProtocol) {
    guard let format = Self.allCases.first(where: { $0.ending == ending }) else { return nil }
    self = format
  }

  var mediaType: String {
    switch self {
    case .json: "application/json"
    case .ndjson: "application/x-ndjson"
    case .csv: "text/csv; charset=utf-8"
    case .tsv: "text/tab-separated-values; charset=utf-8"
    case .markdown: "text/markdown; charset=utf-8"
    }
  }

  private var output: OutputFormat {
    switch self {
    case .json: .json
    case .ndjson: .ndjson
    case .csv: .csv
    case .tsv: .tsv
    case .markdown: .markdown
    }
  }

  /// Rows as the command would print them.
  func bytes(of columns: [ResultColumn], _ rows: [[Cell]]) throws -> [UInt8] {
    var bytes: [UInt8] = []
    let sink = ByteSink { bytes += $0 }
    try output.makeWriter(to: sink).write(columns: columns, rows: rows)
    try sink.flush()
    return bytes
  }
}
