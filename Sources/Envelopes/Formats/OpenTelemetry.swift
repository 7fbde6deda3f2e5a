import Exports

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
    told.loggedAt = record.member("timeUnixNano").flatMap(LogTime.milliseconds)
    inner.learn(told)
    guard let body = record.member("body.stringValue") ?? record.member("body") else { return 0 }
    return try opener.openMessage(body, &inner, handler)
  }

  private static func told(by attributes: JSONPlace?) -> Scope.Told {
    var told = Scope.Told()
    attributes?.forEachElement { attribute in
      guard let value = attribute.member("value.stringValue")?.text else { return }
      switch attribute.member("key")?.string {
      case "cloudwatch.log.group.name", "aws.log.group.names": told.logGroup = value
      case "cloudwatch.log.stream", "aws.log.stream.names": told.logStream = value
      default: break
      }
    }
    return told
  }
}
