extension ExportShape {
  /// The name by which `ingest --format` takes it; nil for what needs no forcing.
  package var name: String? {
    switch self {
    case .s3Export: "s3"
    case .bareEvents: "json"
    case .tail: "tail"
    case .saw: "saw"
    case .cw: "cw"
    case .awslogs: "awslogs"
    case .cliText: "text"
    case .insightsText: "insights-text"
    case .csv: "csv"
    case .writeTest, .empty: nil
    }
  }

  /// The format that has a name; nil if none has.
  package init?(named name: String) {
    guard let shape = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = shape
  }

  /// What a file of this format is, in words.
  package var title: String {
    switch self {
    case .s3Export: "CloudWatch Logs export to S3"
    case .bareEvents: "events"
    case .tail: "aws logs tail"
    case .saw: "saw"
    case .cw: "cw"
    case .awslogs: "awslogs"
    case .cliText: "text of aws logs filter-log-events or get-log-events"
    case .insightsText: "text of aws logs get-query-results"
    case .csv: "CSV with messages"
    case .writeTest: "test object of an export"
    case .empty: "nothing"
    }
  }
}
