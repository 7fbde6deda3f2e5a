import Console
import Foundation
import Testing

/// `/`: the page and its data.
struct OverviewPageTests {
  private static func object(_ answer: ConsoleAnswer) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(answer.body)) as? [String: Any])
  }

  @Test func saysWhatStoppedAndWhetherThatIsAll() async throws {
    let console = try TestConsole()
    let page = await console.get("/?since=all").text
    #expect(page.contains("The archive looks"))
    #expect(page.contains("href=\"/reports/coverage?since=all\""))
    #expect(page.contains("data-first=\""))
    #expect(page.contains("<a href=\"/query?since=all&amp;q=filter%20%40cause"))
    #expect(!page.contains("ecs-stops report"))
  }

  @Test func dataHasTheSameNumbers() async throws {
    let console = try TestConsole()
    let all = try Self.object(await console.get("/index.json?since=all"))
    let causes = try #require(all["causes"] as? [[String: Any]])
    let stops = causes.reduce(0) { $0 + ($1["stops"] as? Int ?? 0) }
    #expect(all["stops"] as? Int == stops)
    let chart = try #require(all["over_time"] as? [String: Any])
    let series = try #require(chart["series"] as? [[String: Any]])
    let drawn = series.flatMap { $0["stops"] as? [Int] ?? [] }.reduce(0, +)
    #expect(drawn == stops)
    #expect(await console.get("/index.csv").status == 404)
  }

  /// The stops of a cause that the link gives are as many as the page says.
  @Test func causesLeadToTheirStops() async throws {
    let console = try TestConsole()
    let page = await console.get("/?since=all").text
    var count = 0
    for item in page.split(separator: "<p class=\"cause\">").dropFirst() {
      guard let link = item.firstMatch(of: /href="(\/query\?[^"]*)">these stops/),
        let stops = item.firstMatch(of: /class="count">([0-9]+) of/)
      else { continue }
      count += 1
      let query = link.1.replacing("&amp;", with: "&").replacing("/query?", with: "/query.json?")
      let answer = try Self.object(await console.get(String(query)))
      #expect((answer["rows"] as? [Any])?.count == Int(stops.1))
    }
    #expect(count > 2)
  }
}
