import TestSupport
import Testing

@testable import Reports

@Suite struct ScopePatternTests {
  @Test(arguments: [
    ("web", ["web"]), ("web,api", ["web", "api"]), ("\"a,b\",c", ["a,b", "c"]),
    ("a\\,b", ["a,b"]), ("a\\*,\"?\"", ["a*", "?"]), (",,web,", ["web"]), ("a\\", ["a\\"]),
    ("\"a\"b", ["ab"]), ("", []),
  ])
  func splitsAtCommas(text: String, names: [String]) {
    #expect(ScopePattern.list(text).map(\.name) == names)
  }

  @Test func keepsItsText() {
    #expect(ScopePattern.list("web-*,\"a,b\"").map(\.text) == ["web-*", "\"a,b\""])
    #expect(ScopePattern.list("web-*").first?.name == nil)
  }

  @Test(arguments: [
    ("web-*", "web-api", true), ("web-*", "web-", true), ("web-*", "web", false),
    ("*", "", true), ("*-?", "eu-west-1", true), ("w?b", "web", true), ("w?b", "wb", false),
    ("*a*b*", "xxaxxbxx", true), ("*a*b", "xbxa", false), ("w\\*b", "w*b", true),
    ("w\\*b", "web", false), ("Web", "web", false), ("?", "é", true),
  ])
  func matches(text: String, name: String, expected: Bool) {
    #expect(ScopePattern.list(text).first?.matches(name) == expected)
  }

  /// The plain definition of the wildcards, exponential in time.
  private static func naive(_ pattern: Substring, _ name: Substring) -> Bool {
    guard let first = pattern.first else { return name.isEmpty }
    let rest = pattern.dropFirst()
    if first == "*" {
      return naive(rest, name) || !name.isEmpty && naive(pattern, name.dropFirst())
    }
    guard let character = name.first else { return false }
    return (first == "?" || first == character) && naive(rest, name.dropFirst())
  }

  @Test func agreesWithTheirDefinition() {
    var random = SeededGenerator(seed: 12)
    for _ in 0..<5_000 {
      let pattern = String(
        (0..<Int.random(in: 1...7, using: &random)).map { _ in
          "ab*?".randomElement(using: &random) ?? "a"
        })
      let name = String(
        (0..<Int.random(in: 0...8, using: &random)).map { _ in
          "ab".randomElement(using: &random) ?? "a"
        })
      let matches = ScopePattern.list(pattern).first?.matches(name)
      #expect(matches == Self.naive(pattern[...], name[...]), "\(pattern) \(name)")
    }
  }
}
