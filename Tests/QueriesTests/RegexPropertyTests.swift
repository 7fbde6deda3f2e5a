import FixtureArchive
import LogsInsights
import Patterns
import Queries
import TestSupport
import Testing

/// A regular expression either is an error of the query or runs: the engine refuses none later.
@Suite struct RegexPropertyTests {
  private static let pieces = [
    "a", "é", "-", "^", "$", ".", " ", "1", "{", "}", ",", ":", "<", "]", "[", "(", ")", "|", "*",
    "+",
    "?", "\\\\", "\\/", "\\[", "\\]", "\\(", "[a-z]", "[z-a]", "[^", "[]", "[^]", "[:alpha:]",
    "[[:alpha:]]", "[[:nix:]]", "[\\d-z]", "\\Q", "\\E", "(?:", "(?<n>", "(?P<m>", "(?'q'", "(?i)",
    "(?-s)",
    "(?^)", "(?", "(*", "{2}", "{2,}", "{3,1}", "{,2}", "\\d", "\\b", "\\B", "\\A", "\\z", "\\Z",
    "\\h", "\\N", "\\R",
    "\\L", "\\U", "\\l", "\\F", "\\o{101}", "\\o", "\\x41", "\\x{e9}", "\\x{110000}", "\\x{",
    "\\xg", "\\c", "\\ca", "\\0",
    "\\08", "\\p{L}", "\\p{Nix}", "\\pL", "\\P", "\\p{^Lu}", "\\N{U+41}", "\\u0041", "\\u00e9",
    "\\uD83D\\uDE00", "\\uD83D",
    "\\uDE00", "\\u12", "\\u{41}", "\\k", "\\g1", "\\1", "\\v", "\\e", "\\a", "\\H", "\\y",
  ]

  @Test(arguments: [1, 2, 3, 4])
  func whatCompilesRuns(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let archive = try FixtureArchive.open()
    let runner = try QueryRunner(archive)
    var ran = 0
    for _ in 0..<1500 {
      let regex = (0..<1 + random.below(7)).map { _ in random.pick(Self.pieces) }.joined()
      for query in Self.queries(regex) {
        do {
          let compiled = try runner.compile(query, options: CompileOptions(now: 0))
          _ = try Rows { try runner.run(compiled, to: $0) }
          ran += 1
        } catch is QueryError {
        } catch PatternError.tooComplex {
        } catch {
          Issue.record("\(query): \(error)")
        }
      }
    }
    #expect(ran > 500)
  }

  private static func queries(_ regex: String) -> [String] {
    let quoted = "\"" + regex.replacing("\\", with: "\\\\") + "\""
    return [
      "filter @message like /\(regex)/ | limit 1",
      "parse @message /\(regex)/ | limit 2",
      "parse @message /\(regex)/ as x | limit 2",
      "parse @message /\(regex)/ as x, y multi | limit 2",
      "fields regexReplace(@message, \(quoted), \"<\\\\1>\") | limit 2",
      "fields @message =~ \(quoted) | limit 2",
    ]
  }
}
