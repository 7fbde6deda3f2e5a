import Testing

@testable import Verdicts

@Suite struct TextJudgeTests {
  private let classifier = VerdictClassifier()

  private func category(_ text: String) -> StopCategory { classifier.finding(of: text).category }

  private func category(_ text: [UInt8]) -> StopCategory {
    text.withUnsafeBytes { classifier.finding(of: $0).category }
  }

  @Test func aTextThatNoRuleKnowsIsUnknown() {
    for text in ["", " \n ", "The moon was full", "ResourceInitializationError: it was"] {
      #expect(category(text) == .unknown)
      #expect(classifier.finding(of: text).rule == "text/unknown")
    }
  }

  @Test func whiteSpaceIsSqueezed() {
    #expect(category("\n Task \t\r\n failed\u{0B}to\u{0C}start ") == .taskFailedToStart)
    #expect(
      category("CannotPullContainerError: write x: no\nspace\n\nleft on device")
        == .imagePullDiskFull)
    // White space of other scripts is none here.
    #expect(category("Essential\u{A0}container") == .unknown)
  }

  @Test func apostrophesAreFolded() {
    for apostrophe in ["'", "\u{2018}", "\u{2019}"] {
      #expect(category("The task can\(apostrophe)t pull the image.") == .imagePullOther)
      #expect(category("The task cannot pull \(apostrophe)i") == .imagePullOther)
    }
    #expect(category("The task can\u{201A}t pull the image.") == .unknown)
    #expect(category("The task can\u{00B4}t pull the image.") == .unknown)
  }

  @Test func textsMayBeCutAnywhere() {
    let head = Array("CannotPullContainerError: ".utf8)
    // The first bytes of an apostrophe, as slicing leaves them.
    for cut: [UInt8] in [[0xE2], [0xE2, 0x80], [0xFF, 0xFE], [0xEF, 0xBF, 0xBD]] {
      #expect(category(head + cut) == .imagePullOther)
      #expect(category(head + cut + Array(" toomanyrequests".utf8)) == .imagePullRateLimited)
      #expect(category(cut) == .unknown)
    }
    let resource = "ResourceInitializationError: unable to pull secrets or registry auth: "
    let expected: [(String, StopCategory)] = [
      ("unable to retrieve ecr registry auth: AccessDenied", .registryAuthDenied),
      ("unable to retrieve ecr registry auth: AccessDenie", .registryAuthNetwork),
      ("unable to retrieve ecr registry au", .secretOther), ("", .secretOther),
    ]
    for (end, category) in expected {
      #expect(self.category(resource + end + "...") == category, "\(end)")
      #expect(self.category(resource + end) == category, "\(end)")
    }
  }

  @Test func aTextOnWhichAPatternGivesUpDoesNotMatchIt() {
    // Matches in the end, after more steps than anybody waits for.
    var book = Rulebook()
    for pattern in ["^(?:(a+)+b|a+c)$", "^a"] {
      var rule = Rulebook.TextRule(id: "text/\(pattern)")
      rule.patterns.any = [pattern]
      book.texts.append(rule)
    }
    let classifier = VerdictClassifier(book)
    #expect(classifier.finding(of: String(repeating: "a", count: 10) + "c").number == 1)
    #expect(classifier.finding(of: String(repeating: "a", count: 1_000) + "c").number == 2)
  }

  @Test func aLongTextOfAnybodyIsJudged() {
    let text = String(repeating: "spot task ", count: 20_000)
    #expect(category(text) == .unknown)
    #expect(category("Essential container " + text) == .essentialContainerExited)
  }
}
