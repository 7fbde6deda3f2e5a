import Foundation
import Testing

/// What the command does where its output is a terminal.
@Suite struct TerminalTests {
  private static let esc = "\u{1b}"
  /// Runs the command on a terminal of so many columns, and returns what it shows.
  ///
  /// - Parameter typing: what somebody types; it is shown as well.
  private static func show(
    _ arguments: [String], typing: String? = nil, columns: UInt16 = 80,
    environment: [String: String?] = [:]
  ) throws -> String {
    let folder = try TestFolder()
    try folder.addFixtures()
    try TestArchive.stops.make(in: folder)
    return try PseudoTerminal(columns: columns).run(
      arguments, in: folder, typing: typing, environment: environment
    ).shown
  }

  @Test func showsATable() throws {
    let shown = try Self.show(["sql", "SELECT 1 AS one"])
    #expect(shown == "\(Self.esc)[1mone\(Self.esc)[0m\n───\n  1\n")
  }

  @Test func pruneAsksBeforeItDeletesMostOfTheArchive() throws {
    let prune = [
      "prune", "--retention-days", "1", "--as-of", "2026-02-01", "--color", "never",
    ]
    let no = try Self.show(prune, typing: "n\n")
    #expect(no.contains("this deletes all 5 stops"))
    #expect(no.contains("delete them? [y/N]") && no.contains("error: nothing was deleted"))
    let nothing = try Self.show(prune, typing: "\n")
    #expect(nothing.contains("error: nothing was deleted"))
    let yes = try Self.show(prune, typing: "y\n")
    #expect(yes.contains("deleted 5 stops"), "\(yes)")
  }

  /// Without the note a command that waits for typed input looks as if it hung.
  @Test func ingestSaysThatItWaitsForInput() throws {
    let shown = try Self.show(["ingest", "-"], typing: "{}\n\u{4}")
    #expect(shown.contains("reading standard input; end it with Ctrl-D"), "\(shown)")
    #expect(shown.contains("1 record: 0 stored"), "\(shown)")
  }

  @Test func aReportSaysWhatItIsAbout() throws {
    let shown = try Self.show(["report", "reasons", "--color", "never", "--service", "web"])
    #expect(
      shown.hasPrefix(
        "Why tasks stopped · 16 Jan 09:30 – 23 Jan 09:30 2026 UTC · service web · 3 stops\n\nkind ")
    )
    #expect(
      try Self.show(["report", "stop-codes", "--format", "csv"]).hasPrefix("detail.stopCode"))
    let all = try Self.show(["report", "reasons", "--color", "never", "--since", "all"])
    #expect(all.contains(" 2026 UTC · all services · 5 stops\n\n"))
  }

  @Test func fitsItIntoTheWidth() throws {
    let sql = "SELECT replace(hex(zeroblob(50)), '0', 'z') AS zeros, 'end' AS text"
    let table = ["sql", sql, "--color", "never", "--format", "table"]
    func rows(_ shown: String) -> ArraySlice<Substring> { shown.split(separator: "\n").prefix(3) }
    let narrow = try Self.show(
      table, columns: 30, environment: ["COLUMNS": nil])
    #expect(rows(narrow).allSatisfy { $0.count <= 30 })
    #expect(narrow.contains("…"))
    let wide = try Self.show(
      ["sql", sql, "--color", "never"], columns: 200, environment: ["COLUMNS": nil])
    #expect(wide.contains(String(repeating: "z", count: 100)))
    #expect(
      narrow.contains("note: 1 column shortened: zeros; --wide or --format list shows it whole"))
    let named = try Self.show(
      table, columns: 200, environment: ["COLUMNS": "40"])
    #expect(rows(named).allSatisfy { $0.count <= 40 })
  }

  @Test(arguments: [["NO_COLOR": "1"], ["TERM": "dumb"]])
  func hasNoColoursWhereTheyAreNotWanted(_ environment: [String: String]) throws {
    let shown = try Self.show(["sql", "SELECT 1 AS one"], environment: environment)
    let rule = environment["TERM"] == "dumb" ? "---" : "───"
    #expect(shown == "one\n\(rule)\n  1\n")
    let message = try Self.show(["sql", "SELEC"], environment: environment)
    #expect(!message.contains("\(Self.esc)[1"))
  }

  @Test func anEmptyNoColorDoesNotCount() throws {
    let shown = try Self.show(["sql", "SELECT 1 AS one"], environment: ["NO_COLOR": ""])
    #expect(shown.contains("\(Self.esc)[1m"))
  }

  @Test func coloursTheLabelOfAMessage() throws {
    let shown = try Self.show(["sql", "SELEC"])
    #expect(shown.contains("\(Self.esc)[1;31merror:\(Self.esc)[0m near"))
    #expect(try !Self.show(["sql", "SELEC", "--color", "never"]).contains("\(Self.esc)[1"))
  }

  @Test func otherFormatsHaveNoColours() throws {
    #expect(try Self.show(["sql", "SELECT 1 AS one", "--format", "csv"]) == "one\n1\n")
  }

  @Test(arguments: ["table", "json", "ndjson", "csv", "tsv", "markdown"])
  func noTextCommandsTheTerminal(_ format: String) throws {
    let sql = "SELECT char(27) || '[31m' || char(155) || char(13) || 'red' AS text"
    let shown = try Self.show(["sql", sql, "--format", format, "--color", "never"])
    #expect(shown.contains("\\u001b[31m") || shown.contains("\\u001b\\[31m"))
    #expect(shown.contains("red"))
    #expect(!shown.contains(Self.esc) && !shown.contains("\u{9b}") && !shown.contains("\r"))
  }

  @Test func clearsTheLineOfProgress() throws {
    let shown = try Self.show(["ingest", "stops.ndjson"])
    let last = try #require(shown.split(separator: "\n").last)
    #expect(last.contains("\r\(Self.esc)[K8 records: ") || last.contains("\(Self.esc)[K0 records"))
    let dumb = try Self.show(["ingest", "damaged.ndjson"], environment: ["TERM": "dumb"])
    #expect(!dumb.contains(Self.esc))
  }
}
