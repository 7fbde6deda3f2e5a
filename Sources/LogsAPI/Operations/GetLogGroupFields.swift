import JSON

/// Lists the fields of a group's events, and in how many of a hundred events each is.
///
/// They are those of the whole archive: AWS would look at a quarter of an hour, which in an archive is mostly nothing.
struct GetLogGroupFields: ArchiveOperation {
  static let name = "GetLogGroupFields"

  let source: EventSource

  init(_ members: Members) throws(APIError) {
    source = try EventSource(members)
    _ = try members.integer("time", in: 0 ... .max)
  }

  func answer(_ call: APICall, from view: ArchiveView, in api: LogsService) throws -> JSONValue {
    _ = try source.resolve(in: view.directory(for: call))
    let fields = try view.fields().map { field in
      JSONValue.object([
        .init("name", .text(field.name)), .init("percent", .integer(field.percent)),
      ])
    }
    return .object([.init("logGroupFields", .array(fields))])
  }
}
