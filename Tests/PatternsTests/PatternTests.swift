import Patterns
import TestSupport
import Testing

/// Whether a pattern matches a text.
private func matches(_ pattern: Pattern, _ text: String) throws -> Bool {
  try Array(text.utf8).withUnsafeBytes { bytes in try pattern.matches(bytes) }
}

/// The groups of the first match, the whole match first.
private func groups(
  _ pattern: Pattern, _ bytes: [UInt8], from start: Int = 0
) throws -> [String?]? {
  try bytes.withUnsafeBytes { buffer in
    guard let match = try pattern.firstMatch(in: buffer, from: start) else { return nil }
    return (0...pattern.groupCount).map { group in
      match[group].map { String(decoding: buffer[$0], as: UTF8.self) }
    }
  }
}

private func refusal(_ regex: String) -> PatternError? {
  do {
    _ = try Pattern(regex)
    return nil
  } catch {
    return error
  }
}

@Suite struct PatternTests {
  static let matching: [(regex: String, text: String, isMatch: Bool)] = [
    ("", "", true), ("", "x", true), ("a", "", false), ("^$", "", true),
    ("exit code: \\d+", "Task stopped, exit code: 137", true),
    ("^exit", "no exit", false), ("(?i)OOM", "oom-kill", true), ("OOM", "oom-kill", false),
    (".", "\n", false), ("(?s).", "\n", true), ("a.c", "aéc", true), ("^.$", "🦆", true),
    ("^b", "a\nb", false), ("(?m)^b", "a\nb", true), ("a\u{0}b", "a\u{0}b", true),
    // The classes are ASCII's.
    ("\\w", "é", false), ("\\d", "٣", false), ("\\s", "\u{a0}", false), ("\\W", "é", true),
    ("\\bé", "é", false), ("\\s", "\t", true), ("[[:alpha:]]", "é", false),
    ("\\D", "٣", true), ("\\S", "\u{a0}", true), ("^\\W+$", "é🦆", true), ("[^a]", "é", true),
    // Letters are compared without case beyond ASCII, too.
    ("(?i)É", "é", true),
  ]

  @Test(arguments: matching.indices)
  func theDialect(_ index: Int) throws {
    let (regex, text, isMatch) = Self.matching[index]
    #expect(try matches(Pattern(regex), text) == isMatch, "\(regex) on \(text)")
  }

  @Test func optionsOfTheInitialiser() throws {
    #expect(try matches(Pattern("OOM", caseInsensitive: true), "oom"))
    #expect(try matches(Pattern("^b", multiline: true), "a\nb"))
    #expect(try matches(Pattern("a.b", dotMatchesNewline: true), "a\nb"))
  }

  @Test func groupsAreRanges() throws {
    let pattern = try Pattern("(?<key>\\w+)=(\\d+)?(?<rest>;.*)?")
    #expect(pattern.groupCount == 3)
    #expect(pattern.groupNames == [1: "key", 3: "rest"])
    let text = Array("é memory=512 cpu=;x".utf8)
    #expect(try groups(pattern, text) == ["memory=512", "memory", "512", nil])
    #expect(try groups(pattern, text, from: 13) == ["cpu=;x", "cpu", nil, ";x"])
    #expect(try groups(pattern, text, from: text.count) == nil)
    #expect(try Pattern("a").groupNames == [:])
    #expect(try Pattern("a").groupCount == 0)
  }

  @Test func theWholeMatchHasARange() throws {
    let pattern = try Pattern("b+")
    let range = try Array("aabbb".utf8).withUnsafeBytes { bytes in
      try pattern.firstMatch(in: bytes)?.range
    }
    #expect(range == 2..<5)
    // Looked at from where the search began, `^` is still the start of the text only.
    #expect(try groups(Pattern("^b"), Array("ab".utf8), from: 1) == nil)
  }

  @Test func errorsSayWhatAndWhere() throws {
    for (regex, offset) in [
      ("a(b", 3), ("[z-a]", 3), ("*", 0), ("a{2,1}", 5), ("(?<n>a)(?<n>b)", 12),
    ] {
      guard case .invalid(let message, let found) = refusal(regex) else {
        Issue.record("\(regex) was accepted")
        continue
      }
      #expect(found == offset, "\(regex): \(message)")
      #expect(!message.isEmpty)
    }
    #expect(refusal("a(b")?.description.contains("missing closing parenthesis") == true)
  }

  @Test func whatWouldChangeTheDialectIsRefused() {
    #expect(refusal("\\C") != nil)
    #expect(refusal("(*UCP)\\w") != nil)
    #expect(refusal(String(repeating: "a", count: Pattern.regexBytesMax + 1)) != nil)
    #expect(refusal("((a{1000}){1000}){1000}") != nil)
    #expect(
      refusal(String(repeating: "(", count: 1000) + String(repeating: ")", count: 1000)) != nil)
  }

  @Test func invalidUTF8IsSafe() throws {
    let broken: [UInt8] = Array("ab".utf8) + [0xff, 0xc3] + Array("cd".utf8) + [0xf0, 0x9f]
    #expect(try groups(Pattern("b"), broken) == ["b"])
    #expect(try groups(Pattern("c(d)"), broken) == ["cd", "d"])
    #expect(try groups(Pattern("b..c"), broken) == nil)
    #expect(try groups(Pattern("d.+"), broken) == nil)
    #expect(try groups(Pattern("\\w+", caseInsensitive: true), broken, from: 3) == ["cd"])
  }

  @Test func classesHoldBesideInvalidBytes() throws {
    let broken: [UInt8] = [0xff] + Array("é1".utf8)
    for regex in ["\\W1", "\\D\\d", "\\S\\S", "[^a]1", ".1"] {
      #expect(try groups(Pattern(regex), broken) == ["é1"], "\(regex)")
    }
    #expect(try groups(Pattern("^."), broken) == nil)
    // In the middle of a character, too, the search is safe.
    #expect(try groups(Pattern("1"), broken, from: 2) == ["1"])
  }

  @Test func randomBytesAreSafe() throws {
    let seed = UInt64.random(in: .min ... .max)
    var random = SeededGenerator(seed: seed)
    let patterns = try [
      Pattern("(?i)é+.*\\b(x|y)?"), Pattern("\\w+\\s*$"), Pattern("[^a]*\u{1f986}|\\x{10ffff}"),
    ]
    for _ in 0..<2000 {
      let bytes = (0..<Int.random(in: 0...40, using: &random)).map { _ in
        UInt8.random(in: 0x60 ... .max, using: &random)
      }
      for pattern in patterns {
        try bytes.withUnsafeBytes { buffer in
          guard let match = try pattern.firstMatch(in: buffer) else { return }
          #expect(match.range.upperBound <= bytes.count, "seed \(seed)")
        }
      }
    }
  }

  @Test(arguments: [
    ("(a+)+$", "a", "b"), ("^(\\w+\\s?)*$", "a", "!"), ("(x+x+)+y", "x", "!y"),
    ("(.*)*z", "a", "b\nz"),
    ("^(a|a|a)*$", "a", "b"),
  ])
  func endlessBacktrackingIsStopped(_ regex: String, _ piece: String, _ end: String) throws {
    let text = String(repeating: piece, count: 5000) + end
    let pattern = try Pattern(regex)
    let clock = ContinuousClock()
    var error: PatternError?
    let elapsed = clock.measure {
      do { _ = try matches(pattern, text) } catch let thrown { error = thrown as? PatternError }
    }
    #expect(error == .tooComplex)
    #expect(elapsed < .milliseconds(500))
    // The pattern is usable afterwards.
    #expect(try matches(pattern, "-") == matches(Pattern(regex), "-"))
  }

  @Test func aLongTextIsNoReasonToStop() throws {
    let text = String(repeating: "some words, and more; ", count: 50_000) + "end"
    for regex in ["end$", "\\w+ \\w+ end|;end", "e.d$", "(?i)[a-z]+ end", "q.*q"] {
      _ = try matches(Pattern(regex), text)
    }
    #expect(try matches(Pattern("; end$"), text))
  }

  /// Each search would read all of the text, if what it is were not known from the first.
  @Test(arguments: [[UInt8]("ä".utf8), [UInt8]("a".utf8), [0xff]])
  func manyMatchesInALongTextTakeNoLonger(_ end: [UInt8]) throws {
    let text = [UInt8](repeating: UInt8(ascii: "x"), count: end == [0xff] ? 20_000 : 400_000) + end
    let pattern = try Pattern("x")
    var count = 0
    let elapsed = try ContinuousClock().measure {
      try text.withUnsafeBytes { bytes in
        var encoding = Pattern.Encoding.unknown
        var start = 0
        while let match = try pattern.firstMatch(in: bytes, from: start, &encoding) {
          count += 1
          start = match.range.upperBound
        }
      }
    }
    #expect(count == text.count - end.count)
    #expect(elapsed < .seconds(5))
  }
}
