import Console
import FixtureArchive
import Foundation
import Reports
import Testing

/// The pages of reports: their forms, and where their rows lead.
struct ReportPageTests {
  private static let reports = ReportCatalog.standard.reports.filter {
    $0.argument == nil && !$0.isFigure
  }

  private static func object(_ answer: ConsoleAnswer) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(answer.body)) as? [String: Any])
  }

  /// The link of a row that says "these stops" gives as many rows as the row counts.
  @Test(arguments: ["services", "responsibility", "compare", "lifetimes", "stop-codes"])
  func theseStopsAreThoseOfTheRow(_ name: String) async throws {
    let console = try TestConsole()
    let report = try #require(ReportCatalog.standard[name])
    var count = 0
    for by in [nil] + report.dimensions.map(\.rawValue) {
      let target = "/reports/\(name)?since=all" + (by.map { "&by=\($0)" } ?? "")
      let page = await console.get(target)
      #expect(page.status == 200, "\(target)")
      for row in page.text.split(separator: "<tr ").dropFirst(2) {
        guard let link = row.firstMatch(of: /href="(\/query\?[^"]*)">these stops/),
          let stops = row.firstMatch(of: /data-label="(?:stops|now)" data-value="([0-9]+)"/)
        else { continue }
        count += 1
        let query = link.1.replacing("&amp;", with: "&").replacing("/query?", with: "/query.json?")
        let answer = try Self.object(await console.get(query + "&limit=10000"))
        let rows = try #require(answer["rows"] as? [Any], "\(query)")
        #expect(rows.count == Int(stops.1), "\(target): \(query.removingPercentEncoding ?? "")")
      }
    }
    #expect(count > 3, "\(name)")
  }

  /// Of others the link gives the stops of the row and those that are like them.
  @Test(arguments: ["reasons", "start-failures", "memory", "deployments", "crash-loops"])
  func relatedStopsHoldThoseOfTheRow(_ name: String) async throws {
    let console = try TestConsole()
    let page = await console.get("/reports/\(name)?since=all").text
    for row in page.split(separator: "<tr ").dropFirst(2) {
      guard let link = row.firstMatch(of: /href="(\/query\?[^"]*)">related stops/),
        let stops = row.firstMatch(of: /data-label="stops" data-value="([0-9]+)"/)
      else { continue }
      let query = link.1.replacing("&amp;", with: "&").replacing("/query?", with: "/query.json?")
      let answer = try Self.object(await console.get(query + "&limit=10000"))
      let rows = try #require(answer["rows"] as? [Any], "\(query)")
      #expect(rows.count >= Int(stops.1) ?? 0, "\(query.removingPercentEncoding ?? "")")
    }
  }

  @Test(arguments: reports.map(\.name))
  func eachReportTakesEachOfItsChoices(_ name: String) async throws {
    let console = try TestConsole()
    let report = try #require(ReportCatalog.standard[name])
    for dimension in report.dimensions {
      let page = await console.get("/reports/\(name)?since=all&by=\(dimension.rawValue)")
      #expect(page.status == 200, "\(dimension)")
      #expect(page.text.contains("<option value=\"\(dimension.rawValue)\" selected"))
    }
    // No parameter of a report is one of the page.
    let own = ["by", "abnormal", "cause", "limit", "since", "start", "end", "from", "to", "shown"]
    #expect(report.parameterNames.allSatisfy { !own.contains($0) && !["q", "id"].contains($0) })
    for parameter in report.parameters {
      let page = await console.get("/reports/\(name)?\(parameter.name)=x")
      #expect(page.status == 400, "\(parameter.name)")
      #expect(await console.get("/reports/\(name)").text.contains("name=\"\(parameter.name)\""))
    }
  }

  @Test func filtersAreThoseOfTheReport() async throws {
    let console = try TestConsole()
    let all = try Self.object(await console.get("/reports/stops.json?since=all"))
    let some = try Self.object(
      await console.get("/reports/stops.json?since=all&abnormal=1&cause=out_of_memory"))
    let rows = try #require(some["rows"] as? [[String: Any]])
    #expect(!rows.isEmpty)
    #expect(rows.allSatisfy { $0["cause"] as? String == "out_of_memory" })
    #expect(rows.count < (all["rows"] as? [Any])?.count ?? 0)
    #expect(await console.get("/reports/reasons?abnormal=1").status == 400)
    #expect(await console.get("/reports/stops?cause=none_such").status == 400)
    #expect(await console.get("/reports/reasons?by=none").text.contains("it can by cluster"))
  }

  @Test func aCutPageSaysHowToSeeMore() async throws {
    let page = try await TestConsole().get("/reports/stops?since=all&limit=2").text
    #expect(page.contains("The first 2 of "))
    #expect(page.contains("limit=20"))
    #expect(!page.contains("--limit"))
  }

  @Test func tasksInTablesAreLinks() async throws {
    let page = try await TestConsole().get("/reports/stops?since=all&cluster=shop").text
    #expect(
      page.contains(
        "<a href=\"/tasks/11111111111111111111111111111111?since=all&amp;cluster=shop\""))
  }

  @Test func theReportOnATaskIsATasksPage() async throws {
    #expect(try await TestConsole().get("/reports/task").location == "/tasks")
  }
}
