extension Envelope {
  /// Filebeat's inputs for CloudWatch Logs.
  static let filebeat = Envelope(
    name: "Filebeat", marks: ["@timestamp", "@metadata", "message"],
    metadata: MetadataPaths(
      loggedAt: ["@timestamp"],
      ingestionTime: ["aws.cloudwatch.ingestion_time", "awscloudwatch.ingestion_time"],
      logStream: ["aws.cloudwatch.log_stream", "awscloudwatch.log_stream"],
      logGroup: ["aws.cloudwatch.log_group", "awscloudwatch.log_group"]),
    messages: ["message"])

  /// A document of Elasticsearch or OpenSearch that came from one of these, or from a pipeline of one's own.
  static let document = Envelope(
    name: "log documents", marks: ["@timestamp", "message"], metadata: .document,
    messages: ["message"])

  /// Logstash's input for CloudWatch Logs.
  static let logstash = Envelope(
    name: "Logstash", marks: ["@timestamp", "@version", "message"],
    metadata: MetadataPaths(
      loggedAt: ["@timestamp"], ingestionTime: ["cloudwatch_logs.ingestion_time"],
      logStream: ["cloudwatch_logs.log_stream"], logGroup: ["cloudwatch_logs.log_group"]),
    messages: ["message"])

  /// Fluent Bit: its `date` is when it read the line, not the time of the log record.
  static let fluentBit = Envelope(name: "Fluent Bit", marks: ["date", "log"], messages: ["log"])

  /// Events for Splunk's HTTP Event Collector.
  static let splunk = Envelope(
    name: "Splunk", marks: ["time", "sourcetype", "event"],
    metadata: MetadataPaths(loggedAt: ["time"]), messages: ["event"])
}

extension MetadataPaths {
  /// Where documents of a log store tell about the message, whatever brought them there.
  static let document = MetadataPaths(
    loggedAt: ["@timestamp"],
    ingestionTime: [
      "aws.cloudwatch.ingestion_time", "awscloudwatch.ingestion_time",
      "cloudwatch_logs.ingestion_time", "ingestion_time", "@ingestionTime",
    ],
    logStream: [
      "aws.cloudwatch.log_stream", "awscloudwatch.log_stream", "cloudwatch_logs.log_stream",
      "log_stream", "logStream", "@logStream", "@log_stream",
    ],
    logGroup: [
      "aws.cloudwatch.log_group", "awscloudwatch.log_group", "cloudwatch_logs.log_group",
      "log_group", "logGroup", "@log", "@log_group",
    ],
    account: ["@owner"])
}
