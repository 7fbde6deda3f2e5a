import Testing

@testable import Verdicts

/// Whole verdicts: the value of each column.
@Suite struct VerdictTests {
  private let classifier = VerdictClassifier()

  private func verdict(_ text: String) throws -> Verdict {
    classifier.verdict(on: try #require(StopCase(text, classifier: classifier)).facts)
  }

  private static let memory = "OutOfMemoryError: Container killed due to memory usage"

  @Test func aMemoryKillThatTheAgentNames() throws {
    #expect(
      try verdict(
        "code EssentialContainerExited | task Essential container in task exited | container 0 | "
          + "container 137: \(Self.memory)")
        == Verdict(
          category: .outOfMemory, responsible: .application, isAbnormal: true,
          confidence: .certain, kill: .memoryConfirmed, exitCode: 137, rule: "text/out-of-memory",
          evidence: "detail.stopCode, detail.stoppedReason, detail.containers.1.reason, "
            + "detail.containers.1.exitCode"))
  }

  @Test func aMemoryKillThatNobodyNames() throws {
    #expect(
      try verdict("code EssentialContainerExited | container 143 | container 137 | service")
        == Verdict(
          category: .outOfMemory, responsible: .application, isAbnormal: true, confidence: .likely,
          kill: .memoryLikely, exitCode: 137, rule: "stop/killed-unrequested",
          evidence: "detail.stopCode, detail.containers.1.exitCode"))
  }

  @Test func memoryIsNamedButTheContainerEndedWell() throws {
    for end in ["0", "none"] {
      let verdict = try verdict("code EssentialContainerExited | container \(end): \(Self.memory)")
      #expect(verdict.category == .outOfMemory)
      #expect(verdict.kill == .memoryDoubtful)
      #expect(verdict.confidence == .likely)
      #expect(verdict.exitCode == nil)
      #expect(verdict.isAbnormal)
    }
  }

  @Test func memoryRunOutBeforeTheContainerRan() throws {
    let verdict = try verdict(
      "code TaskFailedToStart | task Task failed to start | container none: "
        + "CannotStartContainerError: OCI runtime create failed: container init was OOM-killed")
    #expect(verdict.category == .outOfMemory)
    #expect(verdict.kill == .memoryConfirmed)
    #expect(verdict.confidence == .certain)
    #expect(verdict.responsible == .configuration)
    #expect(verdict.rule == "text/out-of-memory-at-start")
  }

  @Test func theStopTimeoutLeavesTheCauseAlone() throws {
    let scaling = "code ServiceSchedulerInitiated | task Scaling activity initiated by (x)"
    let plain = try verdict("\(scaling) | container 0 | container 143")
    var killed = try verdict("\(scaling) | container 0 | container 137")
    #expect(killed.kill == .stopTimeout)
    #expect(killed.exitCode == 137)
    #expect(
      killed.evidence == "detail.stopCode, detail.stoppedReason, detail.containers.1.exitCode")
    killed.kill = nil
    killed.exitCode = nil
    killed.evidence = plain.evidence
    #expect(killed == plain)
    #expect(!plain.isAbnormal && plain.exitCode == nil)
  }

  @Test func aCodeAfterAnAskedForStopIsNoFailure() throws {
    for code in ["0", "1", "2", "125", "127", "134", "143", "-1073741510", "none"] {
      let verdict = try verdict("code UserInitiated | task deploy | container \(code) | service")
      #expect(verdict.category == .userStopped)
      #expect(verdict.exitCode == nil && verdict.kill == nil && !verdict.isAbnormal)
      #expect(verdict.responsible == .user)
      #expect(verdict.evidence == "detail.stopCode")
    }
  }

  @Test(arguments: [
    (0 as Int64, ResponsibleParty.application), (1, .application), (2, .application),
    (125, .configuration),
    (126, .configuration), (127, .configuration), (130, .application), (134, .application),
    (139, .application), (143, .application), (255, .application), (-1_073_741_819, .application),
  ])
  func whoIsResponsibleForAnExitCode(code: Int64, responsible: ResponsibleParty) throws {
    let verdict = try verdict("code EssentialContainerExited | container \(code) | service")
    #expect(verdict.category == .essentialContainerExited)
    #expect(verdict.responsible == responsible)
    #expect(verdict.exitCode == code)
    #expect(verdict.isAbnormal)
  }

  @Test func aJobThatFinishedIsRoutine() throws {
    let verdict = try verdict("code EssentialContainerExited | container 0 | container 0")
    #expect(!verdict.isAbnormal)
    #expect(verdict.exitCode == 0)
    #expect(
      verdict.evidence
        == "detail.stopCode, detail.containers.0.exitCode, detail.containers.1.exitCode, "
        + "detail.group")
  }

  @Test func theFailedContainerIsFoundBehindOthers() throws {
    let verdict = try verdict(
      "code EssentialContainerExited | container 137 | container 143 | container 3 | stop 30 s")
    #expect(verdict.exitCode == 3)
    #expect(verdict.kill == .stopTimeout)
    #expect(verdict.confidence == .likely)
    #expect(
      verdict.evidence
        == "detail.stopCode, detail.containers.2.exitCode, detail.containers.0.exitCode")
  }

  @Test func thePartThatSaysMostIsFoundBehindOthers() throws {
    let verdict = try verdict(
      "code TaskFailedToStart | task Task failed to start | container none: it was | "
        + "container none: CannotStartContainerError: bad | "
        + "container none: CannotPullContainerError: manifest unknown")
    #expect(verdict.category == .imagePullNotFound)
    #expect(
      verdict.evidence == "detail.stopCode, detail.stoppedReason, detail.containers.2.reason")
    let attached = try attachmentVerdict()
    #expect(attached.category == .ebsAttachFailed)
    #expect(
      attached.evidence == "detail.stopCode, detail.stoppedReason, detail.attachments.1.details")
  }

  private func attachmentVerdict() throws -> Verdict {
    try verdict(
      "code TaskFailedToStart | task Task failed to start | attachment odd | "
        + "attachment ECS timed out while configuring the EBS volume attachment to your Task")
  }

  @Test func anUnknownTextStaysUnknown() throws {
    let verdict = try verdict("code ServiceSchedulerInitiated | task The moon was full")
    #expect(verdict.category == .unknown)
    #expect(verdict.confidence == .unknown)
    #expect(verdict.responsible == .unknown)
    #expect(verdict.isAbnormal)
    #expect(verdict.evidence == "")
    #expect(verdict.rule == "stop/nothing-known")
  }

  @Test func stopCodesAreKnownByTheirNames() {
    var facts = StopFacts()
    for code in StopCode.allCases {
      var name = code.rawValue
      name.withUTF8 { facts.setStopCode(UnsafeRawBufferPointer($0)) }
      #expect(facts.stopCode == code && !facts.hasOtherStopCode)
    }
    for (name, isThere) in [("", false), ("userInitiated", true), ("UserInitiatedToo", true)] {
      var name = name
      name.withUTF8 { facts.setStopCode(UnsafeRawBufferPointer($0)) }
      #expect(facts.stopCode == nil && facts.hasOtherStopCode == isThere)
    }
    facts.removeAll()
    #expect(facts == StopFacts())
  }

  @Test func theVersionIsAHashOfTheText() {
    #expect(VerdictClassifier.rulesVersion.count == 16)
    #expect(VerdictClassifier.rulesVersion.allSatisfy { $0.isHexDigit })
  }
}
