import Exports

extension Envelope {
  private static let metadata = MetadataPaths(
    loggedAt: ["@timestamp"], ingestionTime: ["@ingestionTime"],
    logStream: ["@logStream", "@log_stream"], logGroup: ["@log", "@log_group"],
    account: ["@owner"])

  /// A row of Logs Insights as an object (events.md, c.5): of the console's JSON, of GetLogRecord, and what a Lambda
  /// function puts into OpenSearch.
  static let insightsRow = Envelope(
    name: "Logs Insights rows", marks: ["@message"], metadata: metadata, messages: ["@message"])

  /// A row without `@message`: columns cannot be put together to the event again.
  static let insightsColumns = Envelope(
    name: "Logs Insights rows without @message", marks: ["@ptr"],
    custom: { object, scope, opener, handler in
      try opener.refuse(object.bytes, .refused(.insightsColumns), scope, handler)
    })

  /// `aws logs get-query-results` (events.md, c.5), whose rows are arrays: `InsightsResultRow`.
  static let insightsResults = Envelope(
    name: InsightsResultRow.format, marks: ["results", "status"],
    custom: { object, scope, opener, handler in
      if let status = object.member("status")?.string, UnfinishedQuery.statuses.contains(status) {
        opener.note(.unfinishedQuery(status: status))
      }
      return try opener.walkMembers(of: object, &scope, handler)
    })

  /// `aws logs get-log-record` (events.md, c.5).
  static let logRecord = Envelope(
    name: "aws logs get-log-record", marks: ["logRecord"])
}
