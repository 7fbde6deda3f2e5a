import JSON

/// Gives one event with all its fields, by the pointer that rows of queries end with.
struct GetLogRecord: ArchiveOperation {
  static let name = "GetLogRecord"

  let pointer: String
  let unmask: Bool

  init(_ members: Members) throws(APIError) {
    pointer = try members.require(
      "logRecordPointer", members.text("logRecordPointer", TextRule(length: 0...2048)))
    unmask = try members.boolean("unmask") ?? false
  }

  func answer(_ call: APICall, from view: ArchiveView, in api: LogsService) throws -> JSONValue {
    let record = try LogRecord(
      pointer: pointer, from: view, now: api.now, unmask: unmask && api.settings.unmasks)
    guard let record else { throw APIError.invalid("Invalid logRecordPointer provided") }
    let message = [LogRecord.Field(name: "@message", text: record.message)]
    let fields = record.record + message + record.leaves
    return .object([
      .init("logRecord", .object(fields.map { .init($0.name, .text($0.text)) }))
    ])
  }
}
