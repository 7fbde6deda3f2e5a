import Testing

@testable import Verdicts

@Suite struct CategoriesStopTests {
  private func category(
    _ code: String?, _ taskReason: StopCategory?, _ others: [StopCategory] = []
  ) -> StopCategory {
    ReasonClassifier.category(
      stopCode: code.flatMap { name in Array(name.utf8).withUnsafeBytes { StopCode($0) } },
      taskReason: taskReason, otherReasons: others)
  }

  @Test func stopCodes() {
    func code(_ name: String) -> StopCode? {
      Array(name.utf8).withUnsafeBytes { StopCode($0) }
    }
    #expect(StopCode.allCases.count == 6)
    for known in StopCode.allCases { #expect(code(known.rawValue) == known) }
    #expect(code("") == nil)
    #expect(code("userInitiated") == nil)
    #expect(code("UserInitiatedByNobody") == nil)
  }

  @Test func aTextOfTheUserIsNotAsked() {
    for reason in StopCategory.allCases {
      #expect(category("UserInitiated", reason) == .userStopped)
      #expect(category("UserInitiated", nil, [reason]) == .userStopped)
    }
    #expect(category("UserInitiated", nil) == .userStopped)
    #expect(category("ServiceSchedulerInitiated", .outOfMemory) == .outOfMemory)
  }

  @Test func theFirstSpecificCategoryWins() {
    let code = "EssentialContainerExited"
    #expect(category(code, .essentialContainerExited, [.unknown, .outOfMemory]) == .outOfMemory)
    #expect(category(code, .essentialContainerExited, [.unknown]) == .essentialContainerExited)
    #expect(category(nil, .userStopped, [.imagePullAuth, .secretOther]) == .imagePullAuth)
    #expect(category(nil, .taskFailedToStart, [.ebsAttachFailed]) == .ebsAttachFailed)
    #expect(
      category("ServiceSchedulerInitiated", .serviceScaling, [.outOfMemory]) == .serviceScaling)
    #expect(category("SpotInterruption", .unknown, [.outOfMemory]) == .outOfMemory)
    #expect(category("TaskFailedToStart", nil, [.unknown, .volumeFailed]) == .volumeFailed)
  }

  @Test func theGenericTextOfTheTaskIsBetterThanTheCode() {
    #expect(category("TaskFailedToStart", .essentialContainerExited) == .essentialContainerExited)
    #expect(category("SpotInterruption", .userStopped) == .userStopped)
    #expect(category(nil, .userStopped) == .userStopped)
    #expect(category("SomethingNew", .taskFailedToStart) == .taskFailedToStart)
  }

  @Test func theCodeDecidesWhereTheTextsSayNothing() {
    for reason: StopCategory? in [nil, .unknown] {
      #expect(category("TaskFailedToStart", reason) == .taskFailedToStart)
      #expect(category("SpotInterruption", reason) == .spotInterruption)
      #expect(category("EssentialContainerExited", reason) == .essentialContainerExited)
      #expect(category("ServiceSchedulerInitiated", reason) == .unknown)
      #expect(category("SomethingNew", reason) == .unknown)
      #expect(category("", reason) == .unknown)
      #expect(category(nil, reason) == .unknown)
    }
    #expect(category("TerminationNotice", nil) == .hostTerminated)
    #expect(category("TerminationNotice", nil, [.unknown]) == .hostTerminated)
    #expect(category("TerminationNotice", .unknown) == .unknown)
    #expect(category("TerminationNotice", .spotInterruption) == .spotInterruption)
    // What a container says in general is not what the task says.
    #expect(category(nil, nil, [.taskFailedToStart]) == .unknown)
  }

  @Test func exitCodesDecideOnAnEssentialContainer() {
    func isAbnormal(_ codes: [Int64?], isService: Bool = false) -> Bool {
      ReasonClassifier.isAbnormal(
        category: .essentialContainerExited, exitCodes: codes, isService: isService)
    }
    #expect(!isAbnormal([0]))
    #expect(!isAbnormal([0, 0]))
    #expect(isAbnormal([]))
    #expect(isAbnormal([nil]))
    #expect(isAbnormal([0, nil]))
    #expect(isAbnormal([0, 1]))
    #expect(isAbnormal([143, 0]))
    #expect(isAbnormal([-1_073_741_510]))
    #expect(isAbnormal([0], isService: true))
    #expect(isAbnormal([1], isService: true))
    #expect(isAbnormal([], isService: true))
  }

  @Test func exitCodesHaveNoSayInOtherStops() {
    for category in StopCategory.allCases where category != .essentialContainerExited {
      for isService in [false, true] {
        for codes: [Int64?] in [[], [0], [137], [nil]] {
          #expect(
            ReasonClassifier.isAbnormal(
              category: category, exitCodes: codes, isService: isService)
              == (category.isRoutine == false), "\(category)")
        }
      }
    }
  }
}
