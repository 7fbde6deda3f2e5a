extension Envelope {
  /// `aws logs filter-log-events` and `get-log-events` (events.md, c.2 and c.3).
  static let logEvents = Envelope(
    name: "aws logs filter-log-events", marks: ["events"])

  /// One event of these, of a subscription, and of collectors that name its parts alike: with `timestamp` and `message`.
  static let logEvent = Envelope(
    name: "log events", marks: ["timestamp", "message"],
    metadata: MetadataPaths(
      loggedAt: ["timestamp"], ingestionTime: ["ingestionTime", "ingestion_time"],
      logStream: ["logStreamName", "log_stream_name", "log_stream", "logStream"],
      logGroup: ["logGroupIdentifier", "logGroupName", "log_group_name", "log_group", "logGroup"],
      account: ["owner"]),
    messages: ["message"])
}
