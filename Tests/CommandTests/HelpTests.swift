import TestSupport
import Testing

/// What the help pages say about themselves.
@Suite struct HelpTests {
  private static func help(_ arguments: String..., columns: Int = 80) throws -> String {
    let run = try ProgramRun(
      BuiltCommand.path, arguments, in: TestFolder(), environment: ["COLUMNS": "\(columns)"])
    try #require(run.exitCode == 0)
    return run.standardOutput
  }

  private static func subcommands() throws -> [String] {
    let list = try help("--help").split(separator: "SUBCOMMANDS:\n")
    try #require(list.count == 2)
    return list[1].split(separator: "\n").compactMap { line in
      line.firstMatch(of: /^ {2}([a-z]+) {2}/).map { String($0.1) }
    }
  }

  /// A page without a case would change unseen.
  @Test func everyPageHasACase() throws {
    let cases = Set(try CaseTests.cases.get().map(\.name))
    let subcommands = try Self.subcommands()
    #expect(subcommands.count >= 7)
    for name in subcommands { #expect(cases.contains("help/\(name)")) }
  }

  @Test func everyPageHasAWorkedExample() throws {
    for name in try Self.subcommands() {
      let example = "\n  ecs-stops \(name)"
      #expect(try Self.help("help", name).contains(example), "\(name)")
    }
  }

  /// An example that the page has broken cannot be pasted.
  @Test func examplesStandOnOneLine() throws {
    func examples(columns: Int) throws -> [[Substring]] {
      try Self.pages(columns: columns).map { page in
        page.text.split(separator: "\n").filter { $0.hasPrefix("  ecs-stops ") }
      }
    }
    #expect(try examples(columns: 80) == examples(columns: 100))
  }

  @Test func everyOptionIsExplained() throws {
    for name in try Self.subcommands() {
      let lines = try Self.help("help", name).split(separator: "\n")
      let options = lines.indices.filter { lines[$0].hasPrefix("  -") }
      #expect(!options.isEmpty)
      for index in options {
        let text = lines[index].dropFirst(26).trimmingPrefix(" ")
        let isOnNextLine = index + 1 < lines.count && lines[index + 1].hasPrefix("        ")
        #expect(!text.isEmpty || isOnNextLine, "\(name): \(lines[index])")
      }
    }
  }

  /// The pages of the program, its subcommands and its reports.
  private static func pages(columns: Int) throws -> [(name: String, text: String)] {
    let reports = try help("report", "--list", "--format", "tsv").split(separator: "\n").dropFirst()
    var pages = [("", try help("--help", columns: columns))]
    for name in try subcommands() {
      pages.append((name, try help("help", name, columns: columns)))
    }
    for line in reports {
      let name = String(line.prefix { $0 != "\t" && $0 != " " })
      pages.append(("report " + name, try help("report", name, "--help", columns: columns)))
    }
    return pages
  }

  @Test(arguments: [80, 120, 300])
  func noLineIsTooWide(columns: Int) throws {
    for (name, page) in try Self.pages(columns: columns) {
      // An example is one line, so that it can be pasted.
      for line in page.split(separator: "\n") where !line.hasPrefix("  ecs-stops ") {
        #expect(line.count <= min(columns, 100), "\(name): \(line)")
      }
      for line in page.split(separator: "\n") { #expect(line.count <= 100, "\(name): \(line)") }
      #expect(!page.contains { "\u{ab}\u{bb}\u{201c}\u{201d}".contains($0) }, "\(name)")
    }
  }

  /// An imperative verb first, and one full stop at the end, as in `Import log exports into the archive.` on a page.
  @Test func abstractsAreSentences() throws {
    for (name, page) in try Self.pages(columns: 100) where !name.hasPrefix("report ") {
      let first = try #require(page.split(separator: "\n").first)
      #expect(first.wholeMatch(of: /OVERVIEW: [A-Z][a-z-]+ .*[a-zA-Z]\./) != nil, "\(first)")
      let verb = first.dropFirst("OVERVIEW: ".count).prefix { $0 != " " }
      #expect(!verb.hasSuffix("s"), "\(first)")
    }
  }

  /// Whoever tries an example on the archive of the quickstart sees what it is for.
  @Test func examplesRun() throws {
    let folder = try TestFolder()
    let export = ["--events", "5000", "--days", "30", "--out", folder.file("exports")]
    #expect(try ScriptRun("make-export", export, in: folder).exitCode == 0)
    #expect(try ProgramRun("ingest", "exports", in: folder).exitCode == 0)
    try folder.write("fields detail.stopCode | limit 3", to: "crashes.insights")
    try folder.write("SELECT count(*) FROM stopped_tasks", to: "weekly.sql")
    for name in ["pattern.json", "abnormal.json"] {
      try folder.write(#"{"detail":{"stopCode":[{"exists":true}]}}"#, to: name)
    }
    let event = try ProgramRun(
      "/bin/sh",
      [
        "-c",
        "ecs-stops query 'fields @message | filter detail.stopCode = \"EssentialContainerExited\" | limit 1' | jq -r '.[\"@message\"]' > event.json",
      ], in: folder)
    #expect(event.exitCode == 0)
    for (name, page) in try Self.pages(columns: 100) {
      for line in page.split(separator: "\n") where line.hasPrefix("  ecs-stops ") {
        // In the root page, what an example does stands beside it.
        let command = line.dropFirst(2).split(separator: "  ")[0]
        // A parameter without a default is the user's to give, and a server goes on until it is stopped.
        guard !command.contains("=\u{2026}"), command != "ecs-stops serve" else { continue }
        let run = try ProgramRun("/bin/sh", ["-c", String(command)], in: folder)
        #expect(run.exitCode == 0, "\(name): \(command): \(run.standardError)")
      }
    }
  }
}
