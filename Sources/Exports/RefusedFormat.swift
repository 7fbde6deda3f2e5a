/// A format that is recognized but not read.
package enum RefusedFormat: String, Sendable, CaseIterable {
  case parquet, avro, orc, spreadsheet, officeDocument, snappy, sqlite, utf16
  case cliText, tail, insightsTable, insightsColumns, listOfTasks

  /// What the file is: completes "the file is …".
  package var name: String {
    switch self {
    case .parquet: "an Apache Parquet file"
    case .avro: "an Apache Avro file"
    case .orc: "an Apache ORC file"
    case .spreadsheet: "a spreadsheet"
    case .officeDocument: "a document of an office program"
    case .snappy: "compressed with Snappy"
    case .sqlite: "a SQLite database"
    case .utf16: "text in UTF-16"
    case .cliText: "the text output of aws logs filter-log-events or get-log-events"
    case .tail: "the output of aws logs tail"
    case .insightsTable: "Logs Insights results as CSV or Markdown"
    case .insightsColumns:
      "Logs Insights results without @message, from which no event can be put together"
    case .listOfTasks: "the JSON of aws ecs list-tasks, which has only ARNs"
    }
  }

  /// How to convert it to a format that is read; nil if there is no short way.
  package var hint: String? {
    switch self {
    case .snappy: "decompress it first"
    case .spreadsheet: "save it as CSV"
    case .utf16: "convert it with iconv -f UTF-16 -t UTF-8"
    case .insightsColumns: "add @message to the fields of the query"
    case .listOfTasks: "aws ecs describe-tasks has the tasks themselves"
    case .parquet, .avro, .orc, .officeDocument, .sqlite, .cliText, .tail, .insightsTable: nil
    }
  }
}
