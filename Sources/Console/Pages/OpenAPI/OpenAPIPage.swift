import JSON
import Reports

/// `/openapi.json`: the data of all pages, as OpenAPI describes it.
struct OpenAPIPage: ConsolePage {
  static let path = "/openapi"

  static func answer(_ request: PageRequest, _ console: Console) async throws -> ConsoleAnswer {
    guard request.format == .json else { return .redirect(to: path + ".json") }
    return .json(
      JSONValue.object([
        .init("openapi", .text("3.1.0")),
        .init(
          "info",
          .object([
            .init("title", .text("ecs-stops console")),
            .init("version", .text(console.settings.version)),
            .init(
              "description",
              .text("Data of the console's pages. Times are in milliseconds since 1970 or UTC.")),
          ])),
        .init(
          "paths",
          .object(DataPage.all.map { .init($0.path, .object([.init("get", operation($0))])) })),
      ]).text)
  }

  private static func operation(_ page: DataPage) -> JSONValue {
    var summary = page.summary
    if !page.endings.isEmpty {
      summary += "; also as " + page.endings.map { "." + $0 }.joined(separator: ", ")
    }
    let name =
      page.path.contains("{name}")
      ? [parameter("name", "the name in the path", place: "path", isRequired: true)] : []
    let scope = page.hasScope ? scopeParameters : []
    let own = page.parameters.map {
      parameter($0.name, $0.meaning, place: "query", isRequired: $0.isRequired)
    }
    return .object([
      .init("summary", .text(summary)), .init("parameters", .array(name + own + scope)),
      .init(
        "responses",
        .object([
          .init("200", response(schema(page.members), "the data")),
          .init("default", response(schema(errors), "what went wrong")),
        ])),
    ])
  }

  private static let errors = [
    DataPage.Member("error", "string", "what happened"),
    DataPage.Member("help", "string", "what to do", isRequired: false),
  ]

  private static let scopeParameters =
    [
      parameter("since", "how long before the newest stop or now: 24h, 7d, all", place: "query"),
      parameter("start", "the first time, such as 2026-01-31T09:00:00Z", place: "query"),
      parameter("end", "the last time", place: "query"),
    ]
    + ReportScope.Kind.allCases.map {
      parameter($0.rawValue, "a name; may be repeated", place: "query", isList: true)
    }

  private static func parameter(
    _ name: String, _ meaning: String, place: String, isRequired: Bool = false, isList: Bool = false
  ) -> JSONValue {
    let text = JSONValue.object([.init("type", .text("string"))])
    let schema =
      isList ? JSONValue.object([.init("type", .text("array")), .init("items", text)]) : text
    return .object([
      .init("name", .text(name)), .init("in", .text(place)), .init("description", .text(meaning)),
      .init("required", .boolean(isRequired)), .init("schema", schema),
    ])
  }

  private static func response(_ schema: JSONValue, _ meaning: String) -> JSONValue {
    .object([
      .init("description", .text(meaning)),
      .init(
        "content", .object([.init("application/json", .object([.init("schema", schema)]))])),
    ])
  }

  private static func schema(_ members: [DataPage.Member]) -> JSONValue {
    .object([
      .init("type", .text("object")),
      .init(
        "required", .array(members.filter(\.isRequired).map { .text($0.name) })),
      .init(
        "properties",
        .object(
          members.map { member in
            .init(
              member.name,
              .object(
                (member.type.isEmpty ? [] : [.init("type", .text(member.type))])
                  + [.init("description", .text(member.meaning))]))
          })),
    ])
  }
}
