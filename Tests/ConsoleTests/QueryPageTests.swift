import FixtureArchive
import Foundation
import LogsAPI
import Testing

@testable import Console

/// The query page without a browser: its links, its commands to take away, its parts and its errors.
struct QueryPageTests {
  private let console: TestConsole

  init() throws { console = try TestConsole() }

  private func page(_ query: String, _ more: String = "", _ format: String = "") async
    -> ConsoleAnswer
  {
    await console.get("/query\(format)?since=all&q=\(Self.encoded(query))\(more)")
  }

  private static func encoded(_ text: String) -> String {
    text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
  }

  private func json(_ query: String, _ more: String = "") async throws -> [String: Any] {
    let answer = await page(query, more, ".json")
    return try #require(
      try JSONSerialization.jsonObject(with: Data(answer.body)) as? [String: Any])
  }

  /// The queries of the links with a title, in the order of the page.
  private func queries(_ html: String, title: String) -> [String] {
    html.matches(of: /<a href="([^"]*)" title="([^"]*)"/).filter { $0.2 == title }.compactMap {
      let link = $0.1.replacingOccurrences(of: "&amp;", with: "&")
      return URLParameters(String(link.split(separator: "?", maxSplits: 1).last ?? ""))["q"]
    }
  }

  private func rowCount(_ query: String) async throws -> Int {
    try #require(try await json(query)["rows"] as? [Any]).count
  }

  // MARK: - Only and not

  @Test(arguments: [
    ("fields @cause", "fields @cause | filter @cause = "),
    ("fields @cause | sort @timestamp", "fields @cause | filter @cause = "),
    ("stats count(*) by @cause", "filter @cause = "),
    ("fields @cause as why\n| limit 5", "fields @cause as why\n| filter @cause = "),
    (
      "filter @abnormal | stats count(*) as n by @cause | sort n",
      "filter @abnormal | filter @cause = "
    ),
    (
      "fields strlen(@cause) as length | sort length",
      "fields strlen(@cause) as length | filter length = "
    ),
  ])
  func onlyAddsAFilterBeforeWhatIsNotAboutSingleEvents(_ query: String, _ start: String)
    async throws
  {
    let html = await page(query).text
    let links = queries(html, title: "Only rows with this value")
    let first = try #require(links.first)
    #expect(first.hasPrefix(start))
    #expect(try await rowCount(first) > 0)
  }

  /// All rows have the value, or none has.
  @Test func onlyAndNotPartTheRows() async throws {
    let all = try await rowCount("fields detail.stopCode | limit 10000")
    let html = await page("fields detail.stopCode | limit 10000").text
    let only = try #require(queries(html, title: "Only rows with this value").first)
    let not = try #require(queries(html, title: "Only rows without this value").first)
    #expect(try await rowCount(only) + rowCount(not) == all)
    #expect(try await rowCount(only) > 0)
  }

  @Test func computedValuesAfterStatsAreNoFilter() async throws {
    let html = await page("stats count(*) as stops").text
    #expect(!html.contains("class=\"filters\""))
    let hidden = await page("fields 1 as `@cause` | limit 1").text
    #expect(
      !queries(hidden, title: "Only rows with this value").contains {
        $0.contains("@cause = 1 | filter")
      })
  }

  // MARK: - Parts, order, limits

  @Test func rowsComeInPartsOfTwoHundred() async throws {
    let query = "fields @timestamp | limit 10000"
    let count = try await rowCount(query)
    let first = await page(query).text
    #expect(first.components(separatedBy: "\n<tr>").count - 1 == min(200, count))
    #expect(first.contains("rel=\"next\"") == (count > 200))
    if count > 200 {
      let second = await page(query, "&from=200").text
      #expect(second.components(separatedBy: "\n<tr>").count - 1 == min(200, count - 200))
      #expect(second.contains("rel=\"prev\""))
    }
  }

  @Test func cutResultsSaySo() async throws {
    let cut = await page("fields @timestamp", "&limit=3").text
    #expect(cut.contains("3 is the limit that was asked for"))
    let whole = await page("fields @timestamp | limit 3").text
    #expect(!whole.contains("note cut"))
    let statistics = try #require(
      try await json("fields @timestamp", "&limit=3")["statistics"] as? [String: Any])
    #expect(statistics["isCut"] as? Bool == true)
    #expect(statistics["rows"] as? Int == 3)
  }

  @Test func sortingIsOfAllRows() async throws {
    let up = try #require(
      try await json("stats count(*) as n by @cause", "&sort=n")["rows"] as? [[String: Any]])
    let numbers = up.compactMap { $0["n"] as? Int }
    #expect(numbers.count > 1 && numbers == numbers.sorted())
    let down = try #require(
      try await json("stats count(*) as n by @cause", "&sort=-n")["rows"] as? [[String: Any]])
    #expect(down.compactMap { $0["n"] as? Int } == numbers.sorted(by: >))
  }

  @Test(arguments: ["limit=0", "limit=x", "limit=100001", "from=-1", "view=pie"])
  func wrongParametersAreRefused(_ parameter: String) async {
    #expect(await page("fields @timestamp", "&" + parameter).status == 400)
  }

  @Test func aResultIsReadOnceForAllItsParts() async throws {
    _ = await page("fields @timestamp | limit 7")
    let id = try #require(console.logs.jobs.all.first).question.id
    _ = await page("fields @timestamp | limit 7", "&id=\(id)")
    #expect(console.logs.jobs.all.count == 1)
    _ = await page("fields @timestamp | limit 8", "&id=\(id)")
    #expect(console.logs.jobs.all.count == 2)
    let opened = await console.get("/query?id=\(id)")
    #expect(opened.status == 303)
    #expect(opened.location?.contains("id=\(id)") == true)
  }

  @Test func anEmptyResultSaysHowOldTheNewestStopIs() async {
    let none = await page("filter @cause = \"spot_interruptio\"").text
    #expect(none.contains("newest stop"))
    let outside = await console.get("/query?start=2001-01-01&end=2001-01-02&q=fields%20%40cause")
      .text
    #expect(outside.contains("No stops") && outside.contains("2026"))
  }

  // MARK: - Errors

  @Test func errorsHaveCaretsPlacesAndCorrections() async throws {
    let answer = await page("fields @cause | limt 5")
    #expect(answer.status == 400)
    #expect(answer.text.contains("^^^^"))
    #expect(answer.text.contains("data-start=\"16\" data-end=\"20\""))
    #expect(answer.text.contains("q=fields%20%40cause%20%7C%20limit%205"))
    #expect(answer.text.contains("fields @cause | limt 5</textarea>"))
  }

  // MARK: - Chart

  @Test(arguments: [
    ("stats count(*) as stops by bin(1d)", "<svg"),
    ("stats avg(detail.cpu) as cpu by bin(1d), @service", "class=\"line c1\""),
    ("stats count(*) by @cause", "class=\"bars\""),
  ])
  func statsHaveAChart(_ query: String, _ part: String) async {
    let chart = await page(query, "&view=chart").text
    #expect(chart.contains(part))
    #expect(await page(query).text.contains("view=chart"))
    #expect(await !page("fields @cause").text.contains("view=chart"))
  }

  @Test func theHistogramCountsAllThatMatches() async throws {
    let html = await page("filter @abnormal | limit 1").text
    #expect(html.contains("id=\"histogram\""))
    #expect(html.contains("stats count(*) as stops by bin("))
    let statistics = try #require(
      try await json("filter @abnormal | limit 1")["statistics"] as? [String: Any])
    let shown = html.matches(of: /abnormal ([\d,]+)</).compactMap {
      Int($0.1.replacingOccurrences(of: ",", with: ""))
    }
    #expect(shown.reduce(0, +) == statistics["matched"] as? Int)
  }

  // MARK: - Take away

  @Test func wordsAreQuotedForAShell() {
    #expect(ShellWord.text(of: "a/b-c_1") == "a/b-c_1")
    #expect(ShellWord.text(of: "") == "''")
    #expect(ShellWord.text(of: "it's $HOME `x`") == #"'it'\''s $HOME `x`'"#)
  }

  @Test func takeAwayHasTheScopeAsFilters() async {
    let html = await console.get(
      "/query?since=all&cluster=shop&q=\(Self.encoded("fields @cause | limit 5"))"
    ).text
    #expect(html.contains("ecs-stops query --start "))
    #expect(html.contains("aws logs start-query --log-group-names "))
    #expect(html.contains("filter detail.clusterArn "))
    #expect(html.contains("| fields @cause | limit 5&#39;"))
  }

  // MARK: - Saving

  @Test func aServerWithoutAFolderKeepsNoQueries() async {
    let answer = await console.post("/query/save", "name=a&q=fields%20%40cause")
    #expect(answer.status == 400)
    #expect(answer.text.contains("--saved-queries"))
    #expect(await console.get("/query/save").status == 405)
  }
}
