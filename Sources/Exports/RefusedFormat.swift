/// A format that is recognized but not read.
package enum RefusedFormat: String, Sendable, CaseIterable {
  case parquet, avro, orc, spreadsheet, officeDocument, pdf, image, program
  case sevenZip, rar, lz4, lzip, compress, snappy
  case ecsStopsArchive, sqlite, utf16, utf32
  case s3Error, xml, webPage, cliError
  case yaml, cliTable, markdownTable, taskText, messageText, taskColumns, listOfTasks
  case insightsColumns, athenaStructs, csvRow

  /// What the file is: completes "the file is …".
  package var name: String {
    switch self {
    case .parquet: "an Apache Parquet file"
    case .avro: "an Apache Avro file"
    case .orc: "an Apache ORC file"
    case .spreadsheet: "a spreadsheet"
    case .officeDocument: "a document of an office program"
    case .pdf: "a PDF document"
    case .image: "an image"
    case .program: "a program"
    case .sevenZip: "a 7z archive"
    case .rar: "a RAR archive"
    case .lz4: "compressed with LZ4"
    case .lzip: "compressed with lzip"
    case .compress: "compressed with compress (.Z)"
    case .snappy: "compressed with Snappy"
    case .ecsStopsArchive: "an archive of ecs-stops, not an export"
    case .sqlite: "a SQLite database"
    case .utf16: "text in UTF-16"
    case .utf32: "text in UTF-32"
    case .s3Error: "an error document of Amazon S3"
    case .xml: "an XML document"
    case .webPage: "a web page, such as one for signing in"
    case .cliError: "an error message of the AWS CLI"
    case .yaml: "YAML"
    case .cliTable: "a table that the AWS CLI printed"
    case .markdownTable: "a Markdown table of Logs Insights results"
    case .taskText: "the text output of aws ecs describe-tasks, which does not name its columns"
    case .messageText: "the text output of aws sqs receive-message"
    case .taskColumns: "the output of --query, with columns of tasks instead of whole tasks"
    case .listOfTasks: "the JSON of aws ecs list-tasks, which has only ARNs"
    case .insightsColumns:
      "a table of Logs Insights results without @message, which cannot be turned back into events"
    case .athenaStructs:
      "a table of Athena results with structs as {name=value}, which cannot be turned back into events"
    case .csvRow: "a row of CSV without a message"
    }
  }

  /// How to get the events in a format that is read; nil if there is no short way.
  package var hint: String? {
    switch self {
    case .parquet: "duckdb -c \"COPY (FROM 'file.parquet') TO 'events.json'\" converts it to JSON"
    case .avro: "python3 -m fastavro converts it to JSON"
    case .orc: "orc-contents converts it to JSON"
    case .spreadsheet: "save it as CSV"
    case .sevenZip: "unpack it first with 7z x"
    case .rar: "unpack it first with unrar x"
    case .lz4: "decompress it first with lz4 -d"
    case .lzip: "decompress it first with lzip -d"
    case .compress: "decompress it first with uncompress"
    case .snappy: "decompress it first with python3 -m snappy -d"
    case .ecsStopsArchive: "--archive names the archive that a command works on"
    case .utf16: "convert it with iconv -f UTF-16 -t UTF-8"
    case .utf32: "convert it with iconv -f UTF-32 -t UTF-8"
    case .s3Error: "its text says why; download the object again"
    case .webPage: "download the file again with the AWS CLI"
    case .cliError: "its text says why; run the command again"
    case .yaml, .cliTable, .taskText, .messageText: "run the command again with --output json"
    case .markdownTable: "download the results as CSV or JSON"
    case .taskColumns: "run aws ecs describe-tasks with --output json and without --query"
    case .listOfTasks: "aws ecs describe-tasks has the tasks themselves"
    case .insightsColumns: "add @message to the fields of the query"
    case .athenaStructs: "select the whole event as text, or CAST(detail AS JSON)"
    case .csvRow, .officeDocument, .pdf, .image, .program, .sqlite, .xml: nil
    }
  }
}
