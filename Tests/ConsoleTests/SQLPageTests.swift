import Console
import Foundation
import Testing

/// The page of SQL: it only reads, masks, explains errors, and says what it leaves out.
struct SQLPageTests {
  private let console: TestConsole

  init() throws { console = try TestConsole() }

  private func page(_ sql: String, _ format: String = "", _ more: String = "") async
    -> ConsoleAnswer
  {
    let text = sql.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    return await console.get("/sql\(format)?sql=\(text)\(more)")
  }

  @Test func aStatementGivesATableAndData() async throws {
    #expect(await page("SELECT 1 AS one, 'a<b' AS two").text.contains("a&lt;b"))
    #expect(await page("SELECT 1 AS one", ".csv").text == "one\n1\n")
  }

  @Test(arguments: [
    "DELETE FROM tasks", "ATTACH '/etc/passwd' AS x", "PRAGMA query_only = 0",
    "CREATE TABLE a (b)", "SELECT load_extension('x')",
  ])
  func nothingIsChanged(_ sql: String) async {
    #expect(await page(sql).status == 400)
  }

  @Test(arguments: [
    ("SELECT * FROM stoped_tasks", "stopped_tasks"),
    ("SELECT now()", "datetime("),
    ("SHOW TABLES", "PRAGMA table_list"),
    ("SELECT 1; SELECT 2", "second statement"),
  ])
  func errorsAreExplainedAsByTheCommand(_ sql: String, _ advice: String) async {
    let answer = await page(sql)
    #expect(answer.status == 400)
    #expect(answer.text.contains(advice))
    #expect(answer.text.contains("id=\"schema\""))
  }

  @Test func longResultsAreCutAndSaySo() async {
    let sql =
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 20000) SELECT i FROM n"
    let answer = await page(sql)
    #expect(answer.text.contains("at most 10,000"))
    #expect(answer.text.contains("rel=\"next\""))
    #expect(await page(sql, "", "&from=9999").text.contains(">10000<"))
  }

  @Test func secretsAreMasked() async throws {
    let archive = try HostileArchive()
    let masked = TestConsole(path: archive.path)
    for sql in ["SELECT message(id) FROM tasks", "SELECT json FROM fragments"] {
      let text = sql.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
      for format in ["", ".json", ".csv"] {
        let answer = await masked.get("/sql\(format)?sql=\(text)")
        #expect(answer.status == 200)
        #expect(!answer.text.contains(HostileArchive.secret))
      }
    }
    let query = await masked.get("/query?since=all&q=fields%20%40message").text
    #expect(!query.contains(HostileArchive.secret))
    #expect(!query.contains("<script>alert"))
  }
}
