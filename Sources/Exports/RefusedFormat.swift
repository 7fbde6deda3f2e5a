/// A format that is recognized but not read.
package enum RefusedFormat: String, Sendable, CaseIterable {
  case parquet, avro, orc, spreadsheet, officeDocument, snappy, sqlite, utf16
  case filterLogEvents, filteredEvents, messageList, cliText, tail
  case insightsResults, insightsRows, insightsTable, insightsRecord
  case subscription, sqs, sns, lambda, describeTasks

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
    case .filterLogEvents: "the JSON of aws logs filter-log-events or get-log-events"
    case .filteredEvents: "events extracted from the JSON of aws logs filter-log-events"
    case .messageList: "a JSON array of strings"
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

  /// How to convert it to a format that is read; nil if there is no short way.
  package var hint: String? {
    switch self {
    case .snappy: "decompress it first"
    case .spreadsheet: "save it as CSV"
    case .utf16: "convert it with iconv -f UTF-16 -t UTF-8"
    case .filterLogEvents: "jq -r '.events[].message' converts it to bare events"
    case .filteredEvents: "jq -r '.. | .message? // empty' converts it to bare events"
    case .messageList: "jq -r '.[]' prints one string per line"
    case .insightsResults:
      "jq -r '.results[][] | select(.field == \"@message\").value' converts it to bare events"
    case .insightsRows: "jq '.. | .\"@message\"? // empty' converts it to bare events"
    case .insightsRecord: "jq -r '.logRecord.\"@message\"' converts it to a bare event"
    case .subscription: "jq -r '.logEvents[].message' converts it to bare events"
    case .sqs: "jq -r '.Messages[].Body' converts it to bare events"
    case .sns: "jq -r '.Message' converts it to bare events"
    case .parquet, .avro, .orc, .officeDocument, .sqlite, .cliText, .tail, .insightsTable, .lambda,
      .describeTasks:
      nil
    }
  }
}
