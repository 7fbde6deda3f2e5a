import TestSupport
import Testing

@testable import Verdicts

/// What holds of every verdict, tried on facts made at random.
@Suite struct VerdictPropertyTests {
  private static let codes: [Int64?] = [
    nil, 0, 0, 1, 2, 125, 126, 127, 130, 134, 137, 137, 139, 143, 255, 256, -1, .min, .max,
  ]

  private func facts(_ random: inout SeededGenerator) -> StopFacts {
    let textsMax = Rulebook.standard.texts.count
    func text(_ random: inout SeededGenerator) -> TextFinding? {
      switch Int.random(in: 0..<6, using: &random) {
      case 0, 1: nil
      case 2: TextFinding(number: 0)
      // The generic ones are at the end, memory is at the beginning.
      case 3: TextFinding(number: Int.random(in: textsMax - 2...textsMax, using: &random))
      case 4: TextFinding(number: Int.random(in: 1...2, using: &random))
      default: TextFinding(number: Int.random(in: 1...textsMax, using: &random))
      }
    }
    var facts = StopFacts()
    facts.stopCode = (StopCode.allCases + [nil]).randomElement(using: &random) ?? nil
    facts.hasOtherStopCode = facts.stopCode == nil && Bool.random(using: &random)
    facts.taskText = text(&random)
    for _ in 0..<Int.random(in: 0...4, using: &random) {
      facts.containers.append(
        StopFacts.Container(
          text: text(&random), exitCode: Self.codes.randomElement(using: &random) ?? nil,
          role: ContainerRole.allCases.randomElement(using: &random) ?? .main))
    }
    for _ in 0..<Int.random(in: 0...2, using: &random) { facts.attachments.append(text(&random)) }
    facts.isService = Bool.random(using: &random)
    facts.hasStarted = Bool.random(using: &random)
    let times: [Int64?] = [nil, -5_000, 0, 29_999, 30_000, 90_000]
    facts.stopMilliseconds = times.randomElement(using: &random) ?? nil
    return facts
  }

  private func forAll(_ check: (StopFacts, Verdict, VerdictClassifier) -> Void) {
    var random = SeededGenerator(seed: 4)
    let classifier = VerdictClassifier()
    for _ in 0..<20_000 {
      let facts = facts(&random)
      check(facts, classifier.verdict(on: facts), classifier)
    }
  }

  @Test func nothingButTheFactsCounts() {
    let fresh = VerdictClassifier()
    forAll { facts, verdict, classifier in
      #expect(classifier.verdict(on: facts) == verdict)
      #expect(fresh.verdict(on: facts) == verdict)
    }
    #expect(fresh.verdicts.count > 500)
  }

  @Test func theOrderOfContainersChangesEvidenceAlone() {
    forAll { facts, verdict, classifier in
      var turned = facts
      turned.containers.reverse()
      turned.attachments.reverse()
      var other = classifier.verdict(on: turned)
      if facts.containers.count == 3 {
        turned.containers.swapAt(0, 1)
        let third = classifier.verdict(on: turned)
        #expect(third.category == verdict.category && third.exitCode == verdict.exitCode)
      }
      other.evidence = verdict.evidence
      #expect(other == verdict, "\(facts)")
    }
  }

  @Test func aStopThatAUserAskedForIsTheUsers() {
    forAll { facts, verdict, _ in
      guard facts.stopCode == .userInitiated else { return }
      #expect(verdict.category == .userStopped && verdict.responsible == .user)
      #expect(!verdict.isAbnormal && verdict.confidence == .certain)
    }
  }

  @Test func aFailureThatNobodyAskedForIsNeverRoutine() {
    forAll { facts, verdict, _ in
      guard facts.stopCode == .essentialContainerExited, !verdict.isAbnormal else { return }
      // Only where the task's own text tells of another end, or all ended well.
      if verdict.category == .essentialContainerExited {
        let ended = facts.containers.filter { $0.exitCode != nil }
        let lowest = ended.map(\.role).min()
        let codes = ended.filter { $0.role == lowest }.map(\.exitCode)
        #expect(codes.contains(0) && codes.allSatisfy { $0 == 0 || $0 == 143 }, "\(facts)")
        #expect(!facts.isService)
      } else {
        #expect(StopCategory.routine.contains(verdict.category))
        #expect(verdict.rule.hasPrefix("text/"))
      }
    }
  }

  @Test func exitCodesCountOnlyWhereNobodyAsked() {
    forAll { facts, verdict, classifier in
      guard [.serviceSchedulerInitiated, .spotInterruption].contains(facts.stopCode),
        // Only in a task that had started they tell which containers had not.
        !facts.hasStarted
      else { return }
      var without = facts
      for index in without.containers.indices { without.containers[index].exitCode = nil }
      let other = classifier.verdict(on: without)
      #expect(other.category == verdict.category && other.responsible == verdict.responsible)
      #expect(other.isAbnormal == verdict.isAbnormal)
    }
  }

  @Test func killsAreReadByWhatIsThere() {
    forAll { facts, verdict, _ in
      // No attachment ran out of memory yet; it would tell nothing of a container's end.
      let attached = facts.attachments.contains { $0?.category == .outOfMemory }
      let namesMemory = (facts.containers.map(\.text) + [facts.taskText]).contains {
        $0?.category == .outOfMemory
      }
      let hasKill = facts.containers.contains { $0.exitCode == 137 }
      switch verdict.kill {
      case nil: #expect(verdict.category != .outOfMemory || attached)
      case .memoryConfirmed, .memoryDoubtful: #expect(namesMemory || attached)
      case .memoryLikely:
        #expect(hasKill && verdict.confidence == .likely && verdict.category == .outOfMemory)
      case .stopTimeout: #expect(hasKill && (verdict.category != .outOfMemory || attached))
      }
    }
  }

  /// All of a verdict but its evidence.
  private func isSame(_ left: Verdict, _ right: Verdict) -> Bool {
    var left = left
    left.evidence = right.evidence
    return left == right
  }

  @Test func aSidecarThatNeverStartedChangesNothingWhereTheMainContainerEnded() {
    var random = SeededGenerator(seed: 5)
    let starts = (1...Rulebook.standard.texts.count).filter {
      let rule = Rulebook.standard.texts[$0 - 1]
      return rule.isOfStart || Rulebook.standard[rule.category].isOfStart
    }
    var tried = 0
    forAll { facts, verdict, classifier in
      guard facts.hasStarted,
        facts.containers.contains(where: { $0.role == .main && $0.exitCode != nil })
      else { return }
      tried += 1
      for text in [
        nil, TextFinding(number: 0), starts.randomElement(using: &random).map(TextFinding.init),
      ] {
        var more = facts
        more.containers.insert(
          StopFacts.Container(text: text, role: .sidecar),
          at: Int.random(in: 0...facts.containers.count, using: &random))
        #expect(isSame(classifier.verdict(on: more), verdict), "\(more)")
      }
    }
    #expect(tried > 1_000)
  }

  @Test func whatASidecarReturnedChangesNoCauseWhereTheMainContainerFailedByItself() {
    var random = SeededGenerator(seed: 6)
    var tried = 0
    forAll { facts, verdict, classifier in
      guard facts.stopCode == .essentialContainerExited, verdict.rule.hasPrefix("stop/"),
        facts.containers.contains(where: {
          $0.role == .main && $0.exitCode.map { ![0, 137, 143].contains($0) } ?? false
        })
      else { return }
      tried += 1
      var more = facts
      more.containers.append(
        StopFacts.Container(
          exitCode: Self.codes.randomElement(using: &random) ?? nil, role: .sidecar))
      let other = classifier.verdict(on: more)
      #expect(other.category == verdict.category && other.isAbnormal == verdict.isAbnormal)
      #expect(other.exitCode == verdict.exitCode && other.rule == verdict.rule, "\(more)")
    }
    #expect(tried > 150)
  }

  @Test func whatASidecarReturnedMakesNoFailureOfAFinishedJob() {
    var random = SeededGenerator(seed: 7)
    let classifier = VerdictClassifier()
    for _ in 0..<2_000 {
      var facts = StopFacts()
      facts.stopCode = .essentialContainerExited
      facts.hasStarted = true
      facts.containers = [StopFacts.Container(exitCode: 0)]
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        facts.containers.append(
          StopFacts.Container(
            exitCode: Self.codes.randomElement(using: &random) ?? nil,
            role: Bool.random(using: &random) ? .helper : .sidecar))
      }
      facts.containers.shuffle(using: &random)
      facts.stopMilliseconds = [nil, -11_000, 0, 30_500].randomElement(using: &random) ?? nil
      let verdict = classifier.verdict(on: facts)
      #expect(verdict.category == .essentialContainerExited && !verdict.isAbnormal, "\(facts)")
      #expect(verdict.exitCode == 0 && verdict.kill != .memoryLikely)
    }
  }

  /// What makes a verdict certain is in the words of Amazon ECS, or in the code of the only container that may have ended
  /// the task.
  @Test func certainIsWhereNoOtherContainerMayHaveEndedTheTask() {
    forAll { facts, verdict, _ in
      guard facts.stopCode == .essentialContainerExited, verdict.confidence == .certain,
        verdict.rule.hasPrefix("stop/"), let code = verdict.exitCode, code != 0
      else { return }
      let others = facts.containers.filter { ![nil, 0, 137, 143].contains($0.exitCode) }
      #expect(others.map(\.exitCode) == [code], "\(facts)")
      #expect(!facts.containers.contains { $0.exitCode == 137 }, "\(facts)")
    }
  }

  @Test func unknownIsUnknownInEveryColumn() {
    forAll { _, verdict, _ in
      #expect((verdict.category == .unknown) == (verdict.confidence == .unknown))
      if verdict.category == .unknown {
        #expect(verdict.isAbnormal && verdict.responsible == .unknown)
      }
      #expect(!verdict.evidence.isEmpty || verdict.category == .unknown)
    }
  }
}

extension StopCategory {
  fileprivate static let routine = Set(allCases.filter { $0.isRoutine == true })
}
