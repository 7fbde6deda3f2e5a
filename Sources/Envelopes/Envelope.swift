import Exports
import JSON

/// A form of JSON in which events reach people: how it is recognized, what it tells about its messages, and where they
/// are.
///
/// A new format is a file in `Formats` and a line in `all`.
struct Envelope: Sendable {
  /// The name that messages to people use.
  let name: String
  /// The members by which an object is recognized, as paths with dots; all must be there.
  let marks: [String]
  /// Paths of what the object tells; of several the first that is there.
  var metadata = MetadataPaths()
  /// The paths of messages, of which the first that is there is passed on, whatever it is.
  var messages: [String] = []
  /// Opens the object in another way; nil for the above.
  var custom:
    (@Sendable (JSONPlace, inout Scope, RecordOpener, RecordOpener.Handler) throws -> Int)?

  /// All formats; the first whose marks an object has is its format.
  static let all: [Envelope] = [
    .subscription, .openTelemetry, .putEvents, .filebeat, .logstash, .document, .splunk,
    .insightsRow,
    .insightsColumns, .insightsResults, .logRecord, .executionHistory, .notification, .logEvents,
    .logEvent, .messages,
    .lambdaAwslogs, .lambdaRecords, .lambdaDestination, .firehoseRecords, .fluentBit, .tasks,
    .execution,
    .listOfARNs,
  ]

  /// Whether an object is of this format.
  ///
  /// - Parameter names: the names of its members.
  func matches(_ names: Set<String>, _ object: JSONPlace) -> Bool {
    marks.allSatisfy { mark in
      names.contains(mark) || names.contains(mark.inPascalCase)
        || mark.contains(".") && object.member(mark) != nil
    }
  }

  /// Passes on the messages in an object; returns their number.
  func open(
    _ object: JSONPlace, _ scope: inout Scope, _ opener: RecordOpener,
    _ handler: RecordOpener.Handler
  ) throws -> Int {
    if let custom { return try custom(object, &scope, opener, handler) }
    scope.learn(metadata.read(object))
    guard let path = messages.first(where: { object.member($0) != nil }),
      let message = object.member(path)
    else { return try opener.walkMembers(of: object, &scope, handler) }
    var inner = scope.inside(path)
    let count = try opener.openValues(in: message, &inner, handler)
    if count > 0 { return count }
    // A stop may stand beside the message: where a collector has parsed it.
    let beside =
      if let detail = object.eventDetail {
        try opener.openEvent(object, detail, &scope, handler)
      } else {
        try opener.walkMembers(of: object, &scope, handler)
      }
    return beside > 0 ? beside : try opener.deliver(message: message, inner, handler)
  }
}

/// Where an object tells about its messages: paths with dots, of which the first counts that is there.
struct MetadataPaths: Sendable {
  var loggedAt: [String] = []
  var ingestionTime: [String] = []
  var logStream: [String] = []
  var logGroup: [String] = []
  /// The account of the log group, if `logGroup` does not include it.
  var account: [String] = []

  func read(_ object: JSONPlace) -> Scope.Told {
    var told = Scope.Told()
    told.loggedAt = loggedAt.firstValue { object.member($0).flatMap(LogTime.milliseconds) }
    told.ingestionTime = ingestionTime.firstValue {
      object.member($0).flatMap(LogTime.milliseconds)
    }
    told.logStream = Self.text(logStream, in: object)
    if let group = Self.text(logGroup, in: object) {
      let account = Self.text(account, in: object)
      told.logGroup = account.map { $0 + [UInt8(ascii: ":")] + group } ?? group
    }
    return told
  }

  private static func text(_ paths: [String], in object: JSONPlace) -> [UInt8]? {
    paths.firstValue { object.member($0)?.text.flatMap { $0.isEmpty ? nil : $0 } }
  }
}

extension [String] {
  /// The first value that `read` finds.
  fileprivate func firstValue<Value>(_ read: (String) -> Value?) -> Value? {
    for path in self { if let value = read(path) { return value } }
    return nil
  }
}
