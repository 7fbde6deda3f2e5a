import Foundation
import Testing

/// Comments, messages, help and documents are plain English.
@Suite("Wording") struct WordingTests {
  /// Folders and files of this repository; those of `Tests` count by their comments only.
  private static let places = [
    "Sources/Capture", "Sources/Charts", "Sources/ECSStops", "Sources/EventPatterns",
    "Sources/Events", "Sources/Exports", "Sources/Files", "Sources/Ingest",
    "Sources/InsightsSQLite", "Sources/JSON", "Sources/LogsInsights", "Sources/PatternSearch",
    "Sources/Output", "Sources/Patterns", "Sources/Queries", "Sources/Reports", "Sources/Rows",
    "Sources/SQLite", "Sources/Storage", "Sources/System", "Sources/TerminalText",
    "Sources/Time", "Sources/Verdicts", "Sources/Command", "Sources/embed-catalog", "Migrations",
    "Scripts", "Tests",
    "Tests/CommandTests/Cases/help",
    "README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/architecture.md", "docs/capture.md",
    "docs/guide.md", "docs/jobs.md", "docs/language.md", "docs/performance.md", "docs/README.md",
    "docs/install.md", "docs/reports.md", "docs/schema.md", "docs/verdicts.md",
  ]

  private static let extensions: Set = [
    "swift", "c", "cpp", "h", "sql", "md", "rules", "case", "py", "",
  ]

  @Test("wordings that read as translated are not used", arguments: places)
  func wordingsAreNotUsed(place: String) throws {
    let isTests = place == "Tests"
    let extensions = isTests ? ["swift", "py", "cpp"] : Self.extensions
    let files = repositoryFiles(in: place, extensions: extensions)
    #expect(!files.isEmpty, "\(place) does not exist")
    for file in files {
      for piece in try Prose.pieces(of: file, hasMessages: !isTests) {
        for finding in Self.findings(in: piece.text) {
          Issue.record("\(file.lastPathComponent):\(piece.line) \(finding)")
        }
      }
    }
  }

  /// What a text says and should not, with what to write instead.
  private static func findings(in text: String) -> [String] {
    guard let anyRule, text.contains(anyRule) else { return [] }
    return rules.compactMap { rule in
      guard let match = text.firstMatch(of: rule.pattern) else { return nil }
      if let except = rule.except, text.contains(except) { return nil }
      return "says \"\(text[match.range])\"; better: \(rule.instead)"
    }
  }

  private struct Rule: @unchecked Sendable {
    let pattern: Regex<AnyRegexOutput>
    let except: Regex<AnyRegexOutput>?
    let instead: String
  }

  private static let rules: [Rule] = Wording.all.compactMap { wording in
    guard let pattern = try? Regex("\\b(?:\(wording.pattern))\\b") else {
      return nil
    }
    let except = wording.except.flatMap { try? Regex($0) }
    return Rule(pattern: pattern.ignoresCase(), except: except, instead: wording.instead)
  }

  /// Matches wherever a rule does, so that most text is read once.
  private nonisolated(unsafe) static let anyRule = try? Regex(
    "\\b(?:" + Wording.all.map(\.pattern).joined(separator: "|") + ")\\b"
  ).ignoresCase()

  @Test("the rules find what they are for, in comments, strings and pages")
  func rulesFindWordings() {
    #expect(Self.rules.count == Wording.all.count)
    let source = """
      /// Judges texts anew.
      let line = "a value is no \\(kind("behind")) of \\(x)"  // `texts` is a name here.
      let sql = "ALTER TABLE misfits RENAME"
      """
    let pieces = SwiftProse(source, hasStrings: true).pieces
    let findings = pieces.map { ($0.line, Self.findings(in: $0.text).count) }
    #expect(findings.filter { $0.1 > 0 }.map(\.0) == [1, 2, 2])
    #expect(findings.first?.1 == 3)
  }

  @Test("quotes are straight")
  func quotesAreStraight() throws {
    let folders = [
      "Sources", "Tests", "Migrations", "docs", "Scripts", "README.md", "CONTRIBUTING.md",
    ]
    let extensions = Self.extensions.union(["insights", "css", "js"])
    for file in folders.flatMap({ repositoryFiles(in: $0, extensions: extensions) }) {
      guard let text = try? String(contentsOf: file, encoding: .utf8) else { continue }
      let found = text.firstIndex { $0 == "\u{AB}" || $0 == "\u{BB}" }
      #expect(found == nil, "\(file.path) has a guillemet; quote with \" or '")
    }
  }
}
