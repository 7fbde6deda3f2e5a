import Testing

@testable import Verdicts

@Suite struct CategoriesRuleTests {
  private let classifier = ReasonClassifier()

  private func category(_ text: String) -> StopCategory { category(Array(text.utf8)) }

  private func category(_ text: [UInt8]) -> StopCategory {
    text.withUnsafeBytes { classifier.category(of: $0) }
  }

  @Test(arguments: CategoryExamples.all.indices)
  func examplesAreOfTheirCategory(index: Int) {
    let examples = CategoryExamples.all[index]
    #expect(examples.texts.count >= 2)
    #expect(!examples.others.isEmpty)
    for text in examples.texts {
      #expect(category(text) == examples.category, "\(text)")
    }
    for (text, other) in examples.others {
      #expect(other != examples.category)
      #expect(category(text) == other, "\(text)")
    }
  }

  @Test func everyCategoryWithATextHasExamples() {
    let reserved: Set<StopCategory> = [.deploymentRollback, .availabilityZoneRebalance]
    let shown = CategoryExamples.all.map(\.category)
    #expect(Set(shown).count == shown.count)
    #expect(Set(shown) == Set(StopCategory.allCases).subtracting(reserved))
  }

  /// Each alternative of each rule decides on some example, so no pattern stands idle or misspelt.
  @Test func everyAlternativeOfEveryRuleIsUsed() {
    var deciding: [Int: [String]] = [:]
    for text in CategoryExamples.all.flatMap(\.texts) {
      let step = Array(text.utf8).withUnsafeBytes { classifier.step(deciding: $0) }
      if let step { deciding[step, default: []].append(text) }
    }
    var step = 0
    func visit(_ rules: [ReasonRule]) {
      for rule in rules {
        let here = step
        step += 1
        var texts = deciding[here] ?? []
        if case .family(let members) = rule.outcome {
          visit(members)
          texts = (here..<step).flatMap { deciding[$0] ?? [] }
        }
        #expect(!texts.isEmpty, "rule \(here) decides on no example: \(rule)")
        for alternative in rule.conditions.joined() {
          let alone = ReasonClassifier(rules: [.when([alternative], .outOfMemory)])
          let isUsed = texts.contains { text in
            Array(text.utf8).withUnsafeBytes { alone.category(of: $0) } == .outOfMemory
          }
          #expect(isUsed, "\(alternative) of rule \(here) is in no example")
        }
      }
    }
    visit(ReasonRules.all)
    #expect(deciding.keys.allSatisfy { $0 < step })
  }

  @Test func familiesTakeEveryTextTheyGot() {
    for rule in ReasonRules.all {
      guard case .family(let members) = rule.outcome else { continue }
      #expect(members.last?.conditions.isEmpty == true)
      #expect(members.dropLast().allSatisfy { !$0.conditions.isEmpty })
    }
  }

  @Test func theInnerNameIsTheCauseAndTheOuterOneThePhase() {
    #expect(
      category(
        "CannotStartContainerError: ResourceInitializationError: failed to initialize logging "
          + "driver: no such host") == .logDriverFailed)
    #expect(
      category("CannotStartContainerError: OutOfMemoryError: Container killed") == .outOfMemory)
    #expect(
      category("Task failed to start - CANNOTPULLCONTAINERERROR: manifest unknown")
        == .imagePullNotFound)
    #expect(
      category("CannotCreateContainerError: CannotCreateVolumeError: no driver")
        == .containerCreateFailed)
    #expect(
      category("UnknownError: unable to pull secrets: no such host") == .secretNetwork)
    #expect(category("ContainerNetworkingError: OCI runtime exec failed") == .containerStartFailed)
    #expect(category("Task failed to start - UnknownError: odd") == .agentInternal)
  }

  @Test func caseDoesNotMatterInAnyExample() {
    for examples in CategoryExamples.all {
      for text in examples.texts {
        let upper = Array(text.utf8).map { (97...122).contains($0) ? $0 - 32 : $0 }
        #expect(category(upper) == examples.category, "\(text)")
      }
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
    #expect(category("ResourceInitializationError: unable to pull secre...") == .unknown)
    #expect(category("CannotPullContainerError: context ca...") == .imagePullNetwork)
    #expect(category("CannotPullContainerError: context c...") == .imagePullOther)
  }

  @Test func aTextOnWhichAPatternGivesUpDoesNotMatchIt() {
    // Matches in the end, after more steps than anybody waits for.
    let hard = ReasonRule.when(["^(?:(a+)+b|a+c)$"], .outOfMemory)
    let classifier = ReasonClassifier(rules: [hard, .when(["^a"], .secretOther)])
    func category(_ length: Int) -> StopCategory {
      Array((String(repeating: "a", count: length) + "c").utf8).withUnsafeBytes {
        classifier.category(of: $0)
      }
    }
    #expect(category(10) == .outOfMemory)
    #expect(category(1_000) == .secretOther)
  }

  @Test func aLongTextOfAnybodyIsClassified() {
    let text = String(repeating: "spot task ", count: 20_000)
    #expect(category(text) == .unknown)
    #expect(category("Essential container " + text) == .essentialContainerExited)
  }
}
