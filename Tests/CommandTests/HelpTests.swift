import TestSupport
import Testing

/// What the help pages say about themselves.
@Suite struct HelpTests {
  private static func help(_ arguments: String...) throws -> String {
    let run = try ProgramRun(BuiltCommand.path, arguments, in: TestFolder())
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
    for name in try [""] + Self.subcommands() {
      let page = try name.isEmpty ? Self.help("--help") : Self.help("help", name)
      for line in page.split(separator: "\n") where line.hasPrefix("  ecs-stops ") {
        #expect(line.count { $0 == "'" } % 2 == 0, "\(line)")
      }
    }
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
}
