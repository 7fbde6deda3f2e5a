import Testing

@testable import Verdicts

@Suite struct RulebookParserTests {
  private func mistakes(_ text: String) -> [String] {
    do {
      _ = try Array(text.utf8).withUnsafeBytes { bytes in
        try RulebookParser.parse(bytes)
      }
      return []
    } catch let error as RulebookError {
      return error.mistakes.map { "\($0.line): \($0.message)" }
    } catch {
      return ["\(error)"]
    }
  }

  /// The rules of the program with a line put in the place of another.
  private func mistakes(
    replacing line: String, with other: String, after heading: String
  ) -> [String] {
    var lines = String(decoding: Rulebook.bytes, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
    guard let start = lines.firstIndex(of: heading[...]),
      let index = lines[start...].firstIndex(of: line[...])
    else { return ["\(line) is not there"] }
    lines[index] = other[...]
    return mistakes(lines.joined(separator: "\n")).map { mistake in
      let cut = mistake.firstIndex(of: ":") ?? mistake.startIndex
      let at = Int(mistake[..<cut]) ?? 0
      return (at == start + 1 ? "heading" : at == index + 1 ? "here" : "\(at)") + mistake[cut...]
    }
  }

  @Test func theRulesOfTheProgramHaveNone() {
    #expect(mistakes(String(decoding: Rulebook.bytes, as: UTF8.self)) == [])
  }

  @Test(arguments: [
    ("code X", "there is no stop code X"), ("category x", "there is no category x"),
    (
      "rule x",
      "rule is not a kind of block: code, category, words, sidecars, exits, family, text, stop, kill"
    ),
    ("text", "a block begins with its kind and its name, such as `text spot-interruption`"),
    ("  any: x", "this line does not belong to any block"),
    ("stop a\n  any: x", "a stop has no line `any:`; allowed: "),
    ("stop a\n  code", "a line of a block has the form `key: value`"),
    ("stop a\n  code:", "the colon must be followed by a space and a value"),
    ("stop a\n  code: Odd", "there is no stop code `Odd`"),
    ("stop a\n  requested: maybe", "requested is yes, no or unknown, not `maybe`"),
    ("stop a\n  exit: 137", "exit is `some`, `all` or `no` with a set, such as `some 1..9, none`"),
    ("stop a\n  exit: any 137", "exit is `some`, `all` or `no` with a set, not `any`"),
    ("stop a\n  exit: main 137", "exit is `some`, `all` or `no` with a set, such as"),
    ("sidecars never", "sidecars are `always` or `often`, not `never`"),
    ("sidecars often\n  names: a, two words", "`two words` cannot be a container's name"),
    ("sidecars often\n  any: a", "a list of sidecars has no line `any:`; allowed: names"),
    ("exits odd", "there is no set of exits odd"),
    ("exits told-to-end\n  set: x", "`x` is not a set of exit codes"),
    (
      "category unknown\n  says: much",
      "a category says `little`, `never ran` or `another failed`, not `much`"
    ),
    ("text a\n  says: little", "a reason says `never ran`, not `little`"),
    ("stop a\n  exit: some 9..1", "exit is `some`, `all` or `no` with a set, such as"),
    ("stop a\n  container: specific exit x", "`x` is not a set of exit codes"),
    ("stop a\n  service: 1", "yes or no, not `1`"),
    ("stop a\n  stop: 30 s", "a stop takes `30 s or more`, not `30 s`"),
    (
      "stop a\n  confidence: sure", "confidence cannot be `sure`; allowed: certain, likely, unknown"
    ),
    ("stop a\n  then: text of host", "category cannot be `text of host`"),
    ("stop a\n  kind: odd", "kind cannot be `odd`"),
    ("kill a\n  kill: odd", "kill cannot be `odd`; allowed: memory_confirmed, "),
    ("text a\n  in: b", "family b is not defined above"),
    ("text a\n  any: <b>", "list of words <b> is not defined above"),
    ("text a\n  then: odd", "category cannot be `odd`"),
    ("words a\n  and: x", "a list of words has no line `and:`; allowed: any"),
    ("stop a\nstop a", "stop a already exists, in line 1"),
  ])
  func aMistakeHasItsLine(text: String, message: String) {
    let line = text.split(separator: "\n").count
    let first = mistakes(text).first ?? "none"
    #expect(first.hasPrefix("\(line): \(message)"), "\(first)")
  }

  @Test func allMistakesAreTold() {
    let found = mistakes("# a comment\n\nstop a\n  exit: x\n  service: x\n")
    #expect(found.prefix(2).map { $0.prefix(2) } == ["4:", "5:"])
  }

  @Test(arguments: [
    (
      "category availability_zone_rebalance", "  advice: Nothing to do.", "",
      "category/availability_zone_rebalance has no title or no advice"
    ),
    (
      "text runtime-error", "  then: runtime_error", "", "text/runtime-error has no category"
    ),
    (
      "text runtime-error", "  any: containerruntimeerror", "",
      "text/runtime-error has no pattern"
    ),
    (
      "text runtime-error", "  against: ContainerRuntimeTimeoutError: slow", "",
      "text/runtime-error needs a case that it matches and one that it does not"
    ),
    (
      "stop nothing-known", "  then: unknown", "  service: no",
      "stop/nothing-known is the last rule but has conditions, so some stops would have no verdict"
    ),
    (
      "stop user-initiated", "  code: UserInitiated", "",
      "stop/user-initiated has no conditions, so the rules after it can never match"
    ),
    (
      "text image-not-there", "  any: check whether the image exists", "",
      "text/image-not-there has no pattern, so the rules after it can never match"
    ),
  ])
  func whatIsMissingIsFoundAtItsHeading(
    heading: String, line: String, other: String, message: String
  ) {
    #expect(mistakes(replacing: line, with: other, after: heading) == ["heading: \(message)"])
  }

  @Test func rulesWithoutARuleForAStopAreNone() {
    #expect(mistakes("").last == "0: there are no rules for stops")
  }

  @Test func aFamilyLosesNoText() {
    let found = mistakes(replacing: "  in: image", with: "  any: x", after: "text image-other")
    #expect(found.count == 1)
    #expect(
      found[0].hasSuffix(
        "family/image has no last rule without patterns, so some reasons would match nothing"))
  }

  @Test func setsOfExitCodes() throws {
    let set = try #require(ExitSet("..-5, 1..3, 7, 256.., none"))
    let inside: [Int64?] = [.min, -5, 1, 3, 7, 256, .max, nil]
    for code in inside { #expect(set.contains(code), "\(code as Int64?)") }
    for code: Int64 in [-4, 0, 4, 8, 255] { #expect(!set.contains(code), "\(code)") }
    let all = try #require(ExitSet(".."))
    #expect(all.contains(0) && all.contains(.min) && !all.contains(nil))
    for bad: Substring in ["", "x", "1,", "3..1", ".", "1.2", "1...2"] {
      #expect(ExitSet(bad) == nil, "\(bad)")
    }
  }
}
