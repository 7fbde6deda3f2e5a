import Console
import Foundation
import Testing

/// What the editor of the query page asks while its text is typed.
struct EditorTests {
  private static func get(_ page: String, _ query: String) async throws -> (Int, [String: Any]) {
    let text = query.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    let answer = try await TestConsole().get("/query/\(page).json?q=\(text)")
    let object = try JSONSerialization.jsonObject(with: Data(answer.body)) as? [String: Any]
    return (answer.status, object ?? [:])
  }

  private static func diagnostics(_ query: String) async throws -> [[String: Any]] {
    let (status, object) = try await get("check", query)
    #expect(status == 200)
    return object["diagnostics"] as? [[String: Any]] ?? []
  }

  @Test(arguments: ["", "  ", "fields @timestamp | limit 3", "stats count(*) by @cause"])
  func nothingIsSaidOfAQueryThatRuns(_ query: String) async throws {
    #expect(try await Self.diagnostics(query).isEmpty)
  }

  /// Places are characters, however many bytes each takes.
  @Test func errorsHavePlacesAndReplacements() async throws {
    let found = try await Self.diagnostics("fields \"🛑é\" as a | lmit 3")
    let error = try #require(found.first)
    #expect(error["severity"] as? String == "error")
    #expect(error["startCharOffset"] as? Int == 19)
    #expect(error["endCharOffset"] as? Int == 23)
    let hints = error["hints"] as? [[String: Any]] ?? []
    #expect(hints.contains { $0["replacement"] as? String == "limit" })
  }

  @Test func warningsOfAQueryThatRunsAreSaid() async throws {
    let found = try await Self.diagnostics("filter @cause = \"out_of_memry\"")
    let warning = try #require(found.first)
    #expect(warning["severity"] as? String == "warning")
    #expect(warning["startCharOffset"] as? Int == 16)
  }

  @Test func formatIsThatOfTheCommand() async throws {
    let (status, object) = try await Self.get("format", "FIELDS  a,b|where a=1 |limit 3")
    #expect(status == 200)
    #expect(object["text"] as? String == "fields a, b\n| filter a = 1\n| limit 3")
  }

  @Test func whatCannotBeReadCannotBeFormatted() async throws {
    let (status, object) = try await Self.get("format", "fields a |")
    #expect(status == 400)
    #expect((object["diagnostics"] as? [Any])?.isEmpty == false)
  }

  @Test func wordsAreThoseOfTheLanguageAndTheArchive() async throws {
    let (_, words) = try await Self.get("words", "")
    func entry(_ kind: String, _ name: String) throws -> [String: Any] {
      let all = words[kind] as? [[String: Any]] ?? []
      return try #require(all.first { $0["name"] as? String == name })
    }
    #expect(try entry("commands", "filter")["synonyms"] as? [String] == ["where"])
    #expect(try entry("commands", "stats")["syntax"] as? String != nil)
    #expect(try entry("functions", "strlen")["signature"] as? String == "strlen(s: text) → number")
    #expect(try entry("functions", "count")["isAggregate"] as? Bool == true)
    #expect(try entry("fields", "detail.stopCode")["percent"] as? Int ?? 0 > 50)
    #expect(try entry("fields", "detail-type")["written"] as? String == "`detail-type`")
    #expect((words["keywords"] as? [String])?.contains("like") == true)
  }
}
