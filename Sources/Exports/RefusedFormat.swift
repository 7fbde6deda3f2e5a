/// A format that is recognized and not read.
package enum RefusedFormat: String, Sendable, CaseIterable {
  case parquet, avro, orc, zip, zstandard, bzip2, xz, snappy, sqlite, utf16
  case filterLogEvents, filteredEvents, messageList, cliText, tail
  case insightsResults, insightsRows, insightsTable, insightsRecord
  case subscription, sqs, sns, lambda, describeTasks

  /// What it is, to complete the sentence "the file is …".
  package var name: String {
    switch self {
    case .parquet: "an Apache Parquet file"
    case .avro: "an Apache Avro file"
    case .orc: "an Apache ORC file"
    case .zip: "a zip archive or a spreadsheet"
    case .zstandard: "compressed with Zstandard"
    case .bzip2: "compressed with bzip2"
    case .xz: "compressed with xz"
    case .snappy: "compressed with Snappy"
    case .sqlite: "an SQLite database"
    case .utf16: "text in UTF-16"
    case .filterLogEvents: "the JSON of aws logs filter-log-events or get-log-events"
    case .filteredEvents: "the events of aws logs filter-log-events, taken out of its JSON"
    case .messageList: "a JSON array of texts"
    case .cliText: "the text output of aws logs filter-log-events or get-log-events"
    case .tail: "the output of aws logs tail"
    case .insightsResults: "the JSON of aws logs get-query-results"
    case .insightsRows: "Logs Insights results as JSON"
    case .insightsTable: "Logs Insights results as CSV or Markdown"
    case .insightsRecord: "the JSON of aws logs get-log-record"
    case .subscription: "a record of a CloudWatch Logs subscription"
    case .sqs: "a list of SQS messages"
    case .sns: "an SNS notification"
    case .lambda: "the input of a Lambda function"
    case .describeTasks: "the JSON of aws ecs describe-tasks or stop-task"
    }
  }

  /// How to get to something that is read; nil where there is no short way.
  package var hint: String? {
    switch self {
    case .zstandard: "inflate it with zstd -d"
    case .bzip2: "inflate it with bzip2 -d"
    case .xz: "inflate it with xz -d"
    case .snappy: "inflate it first"
    case .zip: "unpack it first"
    case .utf16: "convert it with iconv -f UTF-16 -t UTF-8"
    case .filterLogEvents: "jq -r '.events[].message' makes bare events of it"
    case .filteredEvents: "jq -r '.. | .message? // empty' makes bare events of it"
    case .messageList: "jq -r '.[]' gives the texts one a line"
    case .insightsResults:
      "jq -r '.results[][] | select(.field == \"@message\").value' makes bare events of it"
    case .insightsRows: "jq '.. | .\"@message\"? // empty' makes bare events of it"
    case .insightsRecord: "jq -r '.logRecord.\"@message\"' makes a bare event of it"
    case .subscription: "jq -r '.logEvents[].message' makes bare events of it"
    case .sqs: "jq -r '.Messages[].Body' makes bare events of it"
    case .sns: "jq -r '.Message' makes bare events of it"
    case .parquet, .avro, .orc, .sqlite, .cliText, .tail, .insightsTable, .lambda,
      .describeTasks:
      nil
    }
  }
}
