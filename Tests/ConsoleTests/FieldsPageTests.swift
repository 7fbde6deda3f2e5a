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
}
