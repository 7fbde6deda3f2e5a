import Console
import Foundation
import LogsAPI
import Testing

/// The pages about the server: its queries, and itself.
struct ServerPagesTests {
  /// Starts a query through the API, and gives its id.
  private static func start(_ text: String, _ console: TestConsole) async throws -> String {
    let body: [String: Any] = [
      "logGroupName": "/aws/events/ECSStoppedTasksEvent", "queryString": text, "startTime": 0,
      "endTime": 2_000_000_000,
    ]
    var call = APICall(
      "StartQuery", body: Array(try JSONSerialization.data(withJSONObject: body)), requestID: "r")
    call.client = "grafana <b>/1"
    let answer = await console.logs.answer(call)
    let object = try JSONSerialization.jsonObject(with: Data(answer.body)) as? [String: Any]
    return try #require(object?["queryId"] as? String)
  }

  private static func rows(_ console: TestConsole) async throws -> [[String: Any]] {
    let answer = await console.get("/queries.json")
    let object = try JSONSerialization.jsonObject(with: Data(answer.body)) as? [String: Any]
    return try #require(object?["rows"] as? [[String: Any]])
  }

  @Test func queriesOfAllClientsAreListed() async throws {
    let console = try TestConsole()
    #expect(await console.get("/queries").text.contains("No queries."))
    let id = try await Self.start("filter @service = \"<i>web\" | stats count(*)", console)
    var row = try #require(try await Self.rows(console).first)
    for _ in 0..<100 where row["status"] as? String == "Running" {
      try await Task.sleep(for: .milliseconds(20))
      row = try #require(try await Self.rows(console).first)
    }
    #expect(row["id"] as? String == id)
    #expect(row["status"] as? String == "Complete")
    #expect(row["client"] as? String == "grafana <b>/1")
    #expect(row["matched"] as? Int == 0)
    let page = await console.get("/queries").text
    #expect(page.contains("grafana &lt;b&gt;/1"))
    #expect(page.contains("href=\"/query?q=filter%20%40service"))
    #expect(!page.contains("<i>web"))
    #expect(!page.contains("/stop"))
  }

  @Test func stoppingIsForFormsOnly() async throws {
    let console = try TestConsole()
    #expect(await console.get("/queries/x/stop").status == 405)
    #expect(await console.post("/queries").status == 405)
    // One that is gone needs no stop.
    #expect(await console.post("/queries/x/stop").status == 303)
  }

  @Test func aboutSaysWhatThereIs() async throws {
    let console = try TestConsole()
    let page = await console.get("/about").text
    #expect(page.contains("http://127.0.0.1:4519"))
    #expect(page.contains("512 MiB"))
    let answer = await console.get("/about.json")
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(answer.body)) as? [String: [String: Any]])
    #expect(object["program"]?["version"] as? String == "0.0.0")
    #expect((object["archive"]?["stops"] as? Int ?? 0) > 20)
    #expect(object["limits"]?["query_seconds"] as? Double == 60)
  }
}
