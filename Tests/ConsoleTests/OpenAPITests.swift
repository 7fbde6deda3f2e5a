import Console
import Foundation
import Testing

/// `/openapi.json` says what the pages answer.
struct OpenAPITests {
  private static func object(_ answer: ConsoleAnswer) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(answer.body)) as? [String: Any])
  }

  /// Pages of each kind with what their names and parameters may be.
  private static let targets = [
    "/index.json": "/index.json?since=all",
    "/reports/{name}.json": "/reports/reasons.json?since=all",
    "/query.json": "/query.json?since=all&q=stats%20count(*)",
    "/tasks/{name}.json": "/tasks/11111111111111111111111111111111.json",
    "/query/format.json": "/query/format.json?q=limit%205",
    "/sql.json": "/sql.json?sql=SELECT%201",
    "/fields/{name}.json": "/fields/@cause.json",
  ]

  @Test func answersHaveTheMembersThatItSays() async throws {
    let console = try TestConsole()
    let paths = try #require(
      try Self.object(await console.get("/openapi.json"))["paths"] as? [String: [String: Any]])
    for (path, item) in paths {
      let get = try #require(item["get"] as? [String: Any])
      let schema = try #require(Self.schema(of: get))
      let properties = try #require(schema["properties"] as? [String: [String: Any]])
      let answer = await console.get(Self.targets[path] ?? path)
      #expect(answer.status == 200, "\(path)")
      let object = try Self.object(answer)
      for name in try #require(schema["required"] as? [String]) {
        #expect(object[name] != nil, "\(path) has no \(name)")
      }
      for (name, value) in object {
        let type = try #require(properties[name], "\(path): \(name) is not described")["type"]
        #expect(Self.isOfType(value, type as? String), "\(path): \(name)")
      }
    }
  }

  private static func schema(of get: [String: Any]) -> [String: Any]? {
    let responses = get["responses"] as? [String: Any]
    let found = responses?["200"] as? [String: Any]
    let content = found?["content"] as? [String: Any]
    return (content?["application/json"] as? [String: Any])?["schema"] as? [String: Any]
  }

  private static func isOfType(_ value: Any, _ type: String?) -> Bool {
    switch type {
    case "string": value is String
    case "array": value is [Any]
    case "object": value is [String: Any]
    case "integer", "number", "boolean": value is NSNumber
    default: true
    }
  }

  /// The paths that the console knows which answer JSON.
  @Test func everyPageWithDataIsInIt() async throws {
    let console = try TestConsole()
    let described = try #require(
      try Self.object(await console.get("/openapi.json"))["paths"] as? [String: Any])
    for page in Console.paths where page != "/openapi" {
      let path = page == "/" ? "/index.json" : page.replacing("*", with: "{name}") + ".json"
      let answer = await console.get(
        Self.targets[path] ?? path.replacing("{name}", with: "none") + "?q=limit%205")
      guard answer.status == 200, answer.type == "application/json" else { continue }
      #expect(described[path] != nil, "\(path)")
    }
  }
}
