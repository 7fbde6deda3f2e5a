/// What the rules look at.
package struct StopFacts: Sendable {
  /// A container of the task.
  package struct Container: Sendable {
    /// What its reason says by itself; nil without a reason.
    package var text: TextFinding?
    package var exitCode: Int64?

    package init(text: TextFinding?, exitCode: Int64?) {
      self.text = text
      self.exitCode = exitCode
    }
  }

  package private(set) var stopCode: StopCode?
  /// Whether there is a stop code that is newer than our list.
  package private(set) var hasUnknownStopCode = false
  /// What the task's own reason says; nil without one.
  package var taskText: TextFinding?
  package var containers: [Container] = []
  package var attachments: [TextFinding?] = []
  package var isService = false
  /// Whether it is known to have run.
  package var hasStarted = false
  /// From the moment a stop was asked for or seen until the containers had ended.
  package var stopMilliseconds: Int64?

  package init() {}

  /// Takes the name of the stop code.
  package mutating func setStopCode(_ name: UnsafeRawBufferPointer) {
    stopCode = StopCode(name)
    hasUnknownStopCode = stopCode == nil
  }

  /// Forgets everything, for the next stop.
  package mutating func removeAll() {
    stopCode = nil
    hasUnknownStopCode = false
    taskText = nil
    containers.removeAll(keepingCapacity: true)
    attachments.removeAll(keepingCapacity: true)
    isService = false
    hasStarted = false
    stopMilliseconds = nil
  }
}

/// What a text says by itself: the rule that it matches.
package struct TextFinding: RawRepresentable, Hashable, Sendable {
  package let rawValue: Int

  package init(rawValue: Int) { self.rawValue = rawValue }

  package var category: StopCategory { StopCategory.allCases[rawValue] }
}
