import Foundation
import Testing

/// Comments and pages keep to plain English, in the places that have been gone over.
@Suite("Wording") struct WordingTests {
  /// A phrase that is not used, as a regular expression, and what to write.
  private static let phrases: [(pattern: String, instead: String)] = [
    ("behind", "after, beyond"),
    ("anew", "again"),
    ("texts", "strings, messages, reasons"),
    ("told apart", "grouped by, broken down by, distinguished"),
    ("answerable", "responsible"),
    ("unasked", "unrequested"),
    ("put out", "produces"),
    ("(?!there\\b)\\w+ is no(?! longer| more)", "is not a"),
    ("hand-over", "incident bundle"),
    ("time line", "timeline"),
    ("time-out", "timeout"),
    ("side-car", "sidecar"),
    ("given back", "freed, returned"),
    ("judge[sd]?", "classified, re-evaluated"),
    ("for want of", "out of, without"),
    ("way of the data", "data flow"),
    ("never were", "synthetic"),
    ("colour\\w*|grey|behaviour|neighbour\\w*|licence", "the US spelling"),
  ]

  /// What has been gone over: folders, whose Swift, C and SQL files count by their comments, and pages.
  private static let places = [
    "Sources/Verdicts", "Sources/Charts", "Sources/Patterns", "Sources/SQLite", "Sources/System",
    "Sources/JSON",
    "Sources/Time", "Sources/Files", "Sources/TerminalText", "Sources/Exports", "Migrations",
    "README.md",
    "CONTRIBUTING.md", "CHANGELOG.md", "docs/architecture.md", "docs/schema.md", "docs/jobs.md",
    "docs/performance.md", "docs/capture.md", "docs/guide.md", "docs/README.md",
  ]

  private static let extensions: Set = ["swift", "c", "cpp", "h", "sql", "md"]

  @Test("phrases that read as translated are not used", arguments: places)
  func phrasesAreNotUsed(place: String) throws {
    let files = repositoryFiles(in: place, extensions: Self.extensions)
    #expect(!files.isEmpty, "\(place) is not there")
    let phrases = try Self.phrases.map {
      (try Regex("\\b(?:\($0.pattern))\\b").ignoresCase(), $0.instead)
    }
    for file in files {
      for (index, line) in try Self.proseLines(of: file).enumerated() {
        for (pattern, instead) in phrases {
          guard let match = line.firstMatch(of: pattern) else { continue }
          Issue.record(
            "\(file.lastPathComponent):\(index + 1) says \"\(line[match.range])\"; better: \(instead)"
          )
        }
      }
    }
  }

  /// The lines of a page without code spans, or those of a source file without what is no comment.
  private static func proseLines(of file: URL) throws -> [Substring] {
    let lines = try String(contentsOf: file, encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false)
    switch file.pathExtension {
    case "md":
      let isDrawing = "│─▶"
      return lines.map { line in
        line.contains(where: isDrawing.contains)
          ? "" : Substring(line.replacing(/`[^`]*`/, with: ""))
      }
    case "sql": return lines.map { after("--", in: $0) }
    default: return lines.map { after("//", in: $0) }
    }
  }

  private static func after(_ mark: String, in line: Substring) -> Substring {
    line.firstRange(of: mark).map { line[$0.upperBound...] } ?? ""
  }

  @Test("quotes are straight")
  func quotesAreStraight() throws {
    let folders = [
      "Sources", "Tests", "Migrations", "docs", "Scripts", "README.md", "CONTRIBUTING.md",
    ]
    let extensions = Self.extensions.union(["", "case", "insights", "rules", "py", "css", "js"])
    for file in folders.flatMap({ repositoryFiles(in: $0, extensions: extensions) }) {
      guard let text = try? String(contentsOf: file, encoding: .utf8) else { continue }
      let found = text.firstIndex { $0 == "\u{AB}" || $0 == "\u{BB}" }
      #expect(found == nil, "\(file.path) has a guillemet; quote with \" or '")
    }
  }
}
