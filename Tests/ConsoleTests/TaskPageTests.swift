import Console
import FixtureArchive
import Foundation
import Testing

/// The page of one task, and what finds it.
struct TaskPageTests {
  private static let task = "11111111111111111111111111111111"

  @Test(arguments: [
    "1111", "1111111111111111111111111111111",
    "arn:aws:ecs:eu-west-1:111122223333:task/shop/\(task)",
    "shop/1111", " 1111 ",
  ])
  func whatFindsOneTaskLeadsToIt(_ text: String) async throws {
    let id = text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    let answer = try await TestConsole().get("/tasks?id=\(id)&cluster=shop")
    #expect(answer.status == 303)
    #expect(answer.location == "/tasks/\(Self.task)?cluster=shop")
  }

  @Test func whatFindsSeveralListsThem() async throws {
    for target in ["/tasks?id=0000", "/tasks/0000"] {
      let answer = try await TestConsole().get(target)
      #expect(answer.status == 200)
      #expect(answer.text.contains("More than 10 tasks"))
      #expect(answer.text.contains("<a href=\"/tasks/0000000000000000000000000000001b\""))
    }
  }

  @Test(arguments: ["/tasks?id=ffff", "/tasks/ffff", "/tasks/ffff.json"])
  func whatFindsNoneSaysSo(_ target: String) async throws {
    let answer = try await TestConsole().get(target)
    #expect(answer.status == 404)
    #expect(answer.text.contains("no stopped task has an ID that begins with"))
  }

  /// Each path of the evidence leads to a line of the event.
  @Test func evidenceLeadsIntoTheEvent() async throws {
    let page = try await TestConsole().get("/tasks/\(Self.task)").text
    let paths = page.matches(of: /href="#(detail[^"]*)"/).map { String($0.1) }
    #expect(paths.contains("detail.containers.1.exitCode"))
    for path in paths { #expect(page.contains("id=\"\(path)\""), "\(path)") }
  }

  @Test func dataHasTheVerdictAndTheEvent() async throws {
    let answer = try await TestConsole().get("/tasks/\(Self.task).json")
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(answer.body)) as? [String: Any])
    let verdict = try #require(object["verdict"] as? [String: Any])
    #expect(verdict["cause"] as? String == "out_of_memory")
    let event = try #require(object["event"] as? [String: Any])
    #expect(event["id"] as? String == "00000001-0000-4000-8000-000000000001")
  }

  /// The number beside a kind of neighbors is that of its query, without the task itself.
  @Test func neighborsAreThoseOfTheirQuery() async throws {
    let answer = try await TestConsole().get("/tasks/00000000000000000000000000000015.json")
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(answer.body)) as? [String: Any])
    let groups = try #require(object["neighbors"] as? [[String: Any]])
    let service = try #require(groups.first)
    #expect(service["title"] as? String == "Same service within 15 minutes")
    #expect(service["count"] as? Int == 11)
    let nearest = try #require(service["nearest"] as? [[String: Any]])
    let ids = nearest.compactMap { ($0["task"] as? String)?.suffix(2) }
    #expect(ids == ["12", "13", "14", "16", "17", "18"])
  }

  @Test func hostileValuesAreText() async throws {
    let archive = try HostileArchive()
    let console = TestConsole(path: archive.path)
    let page = await console.get("/tasks/\(HostileArchive.task)").text
    #expect(!page.contains("<script>alert"))
    #expect(!page.contains("<img"))
    #expect(!page.contains(HostileArchive.bidi))
    #expect(!page.contains("href=\"javascript:"))
    #expect(!page.contains(HostileArchive.secret))
    for ending in ["json", "md", "csv"] {
      let data = await console.get("/tasks/\(HostileArchive.task).\(ending)")
      #expect(data.status == 200)
      #expect(!data.text.contains(HostileArchive.secret), "\(ending)")
    }
    let found = await console.get("/tasks?id=5f1c").location
    #expect(found == "/tasks/\(HostileArchive.task)")
  }

  @Test func aHugeEventHasASmallPage() async throws {
    let archive = try HostileArchive(reasonBytes: 10_000_000, containers: 1000)
    let page = await TestConsole(path: archive.path).get("/tasks/\(HostileArchive.task)")
    #expect(page.status == 200)
    #expect(page.body.count < 500_000)
    #expect(page.text.contains("MB more"))
  }

  @Test func secretsAreShownOnlyWhereTheServerMay() async throws {
    let archive = try HostileArchive()
    let target = "/tasks/\(HostileArchive.task)?unmask=1"
    #expect(await TestConsole(path: archive.path).get(target).status == 403)
    let shown = await TestConsole(path: archive.path, unmasks: true).get(target)
    #expect(shown.text.contains(HostileArchive.secret))
  }
}
