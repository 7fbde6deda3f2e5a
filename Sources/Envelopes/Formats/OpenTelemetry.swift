import Exports
import JSON

extension Envelope {
  /// Logs in OTLP JSON, as the OpenTelemetry Collector writes them: names of group and stream are attributes.
  static let openTelemetry = Envelope(
    name: "OTLP", marks: ["resourceLogs"],
    custom: { object, scope, opener, handler in
      var count = 0
      try object.member("resourceLogs")?.forEachElement { resource in
        var scope = scope
        scope.learn(Self.told(by: resource.member("resource.attributes")))
        try resource.member("scopeLogs")?.forEachElement { group in
          try group.member("logRecords")?.forEachElement { record in
            count += try Self.openRecord(record, scope, opener, handler)
          }
        }
      }
      return count
    })

  private static func openRecord(
    _ record: JSONPlace, _ scope: Scope, _ opener: RecordOpener, _ handler: RecordOpener.Handler
  ) throws -> Int {
    var inner = scope.inside("body")
    var told = told(by: record.member("attributes"))
    // Zero means that the time is unknown.
    let time = record.member("timeUnixNano").flatMap(LogTime.milliseconds)
    told.loggedAt = time == 0 ? nil : time
    inner.learn(told)
    guard let body = record.member("body.stringValue") ?? record.member("body") else { return 0 }
    let count = try opener.openValues(in: body, &inner, handler)
    if count > 0 { return count }
    let beside = try opener.walkMembers(of: record, &inner, handler)
    if beside > 0 { return beside }
    // A list of keys and values cannot be put together to the text of the event again.
    guard body.kind == .string || !StopWords.names(body.bytes) else {
      return try opener.refuse(body.bytes, .wrapped(path: inner.pathText), inner, handler)
    }
    return try opener.deliver(message: body, inner, handler)
  }

  private static func told(by attributes: JSONPlace?) -> Scope.Told {
    var told = Scope.Told()
    attributes?.forEachElement { attribute in
      let values = ["value.stringValue", "value.arrayValue.values.0.stringValue"]
      guard let value = values.lazy.compactMap({ attribute.member($0)?.text }).first else { return }
      switch attribute.member("key")?.string {
      case "cloudwatch.log.group.name", "aws.log.group.names", "aws.log.group.name",
        "aws.cloudwatch.log_group", "log_group":
        told.logGroup = value
      case "cloudwatch.log.stream", "cloudwatch.log.stream.name", "aws.log.stream.names",
        "aws.log.stream.name", "aws.cloudwatch.log_stream", "log_stream":
        told.logStream = value
      default: break
      }
    }
    return told
  }
}
