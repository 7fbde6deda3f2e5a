import Console
import Testing

/// The fields of the archive and their values.
struct FieldsPageTests {
  @Test func listHasEveryFieldWithItsShare() async throws {
    let csv = try await TestConsole().get("/fields.csv").text
    #expect(
      csv.hasPrefix("field,percent,type,example,origin\r\n")
        || csv.hasPrefix("field,percent,type,example,origin\n"))
    #expect(csv.contains("@timestamp,100"))
    let page = try await TestConsole().get("/fields?cluster=shop").text
    #expect(page.contains("<a href=\"/fields/detail.stopCode?cluster=shop\">"))
    #expect(page.contains("stats%20count%28%2A%29%20as%20stops%20by%20detail.stopCode"))
  }

  /// Within the filters of a query and those of the scope; what the query does after them does not count.
  @Test func valuesAreCountedWithinFilters() async throws {
    let console = try TestConsole()
    let all = await console.get("/fields/detail.stopCode.json?since=all").text
    #expect(all.contains("\"value\":\"EssentialContainerExited\""))
    #expect(all.contains("filter detail.stopCode = \\\"EssentialContainerExited\\\""))
    let query = "filter%20detail.stopCode%20=%20%22EssentialContainerExited%22%20%7C%20limit%201"
    let some = await console.get("/fields/detail.stopCode.json?since=all&q=\(query)").text
    #expect(some.contains("EssentialContainerExited"))
    #expect(!some.contains("\"value\":\"UserInitiated\""))
    let page = await console.get("/fields/detail.stopCode?since=all&q=\(query)").text
    #expect(page.contains(">only</a>"))
  }

  @Test func aFieldOfNoStopHasNoValues() async throws {
    let answer = try await TestConsole().get("/fields/no.such.field?since=all")
    #expect(answer.status == 200)
    #expect(answer.text.contains("(no value)"))
  }
}
