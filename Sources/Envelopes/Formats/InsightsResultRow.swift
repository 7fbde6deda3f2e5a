import Exports
import JSON

/// A row of `aws logs get-query-results` (events.md, c.5): an array of objects with `field` and `value`.
struct InsightsResultRow {
  static let format = "aws logs get-query-results"

  private let row: JSONPlace
  private var values: [String: JSONPlace] = [:]

  /// Whether an array is such a row.
  static func matches(_ array: JSONPlace) -> Bool {
    guard let first = array.firstElement, first.kind == .object else { return false }
    return first.member("field") != nil && first.member("value") != nil
  }

  init(_ row: JSONPlace) {
    self.row = row
    var values: [String: JSONPlace] = [:]
    row.forEachElement { cell in
      guard cell.kind == .object, let name = cell.member("field")?.string,
        let value = cell.member("value")
      else { return }
      values[name] = value
    }
    self.values = values
  }

  /// Passes on the row's message.
  func open(
    _ scope: inout Scope, _ opener: RecordOpener, _ handler: RecordOpener.Handler
  ) throws -> Int {
    guard let message = values["@message"] else {
      return try opener.refuse(row.bytes, .refused(.insightsColumns), scope, handler)
    }
    var told = Scope.Told()
    told.loggedAt = values["@timestamp"].flatMap(LogTime.milliseconds)
    told.ingestionTime = values["@ingestionTime"].flatMap(LogTime.milliseconds)
    told.logStream = values["@logStream"]?.text
    told.logGroup = values["@log"]?.text
    scope.learn(told)
    var inner = scope.inside("@message")
    let count = try opener.openValues(in: message, &inner, handler)
    if count > 0 { return count }
    // A stop may stand in another column.
    var beside = 0
    for (name, value) in values.sorted(by: { $0.key < $1.key }) where name != "@message" {
      var column = scope.inside(name)
      beside += try opener.openValues(in: value, &column, handler)
    }
    return beside > 0 ? beside : try opener.deliver(message: message, inner, handler)
  }
}
