/// The facts that a verdict is derived from.
///
/// A caller that classifies many stops keeps one value and refills it.
package struct StopFacts: Hashable, Sendable {
  /// The facts about a container at the end of its task.
  package struct Container: Hashable, Sendable {
    /// What its reason says; `nil` without one.
    package var text: TextFinding?
    /// Its exit code; `nil` if it is absent, which does not count as success.
    package var exitCode: Int64?
    /// The role that its name suggests; it matters only if there are other containers.
    package var role: ContainerRole

    package init(
      text: TextFinding? = nil, exitCode: Int64? = nil, role: ContainerRole = .main
    ) {
      self.text = text
      self.exitCode = exitCode
      self.role = role
    }
  }

  package var stopCode: StopCode?
  /// Whether there is a stop code that `StopCode` does not know.
  package var hasOtherStopCode = false
  /// What the task's `stoppedReason` says; `nil` if it is absent or empty.
  package var taskText: TextFinding?
  /// In the event's order, which is that of the positions in the evidence.
  package var containers: [Container] = []
  /// What the attachments' reasons say, in the event's order.
  package var attachments: [TextFinding?] = []
  /// Whether a service started the task.
  package var isService = false
  /// Whether the task ran, that is, has a `startedAt`.
  package var hasStarted = false
  /// From `stoppingAt` to `executionStoppedAt`, or to `stoppedAt` where that is absent.
  package var stopMilliseconds: Int64?

  package init() {}

  /// Sets the stop code by its name; an empty name counts as none.
  package mutating func setStopCode(_ name: UnsafeRawBufferPointer) {
    setStopCode(number: StopCode.number(of: name))
  }

  /// Sets the stop code by its number.
  package mutating func setStopCode(number: Int) {
    stopCode = StopCode(number: number)
    hasOtherStopCode = stopCode == nil && number != 0
  }

  /// Empties the facts for the next stop, keeping their memory.
  package mutating func removeAll() {
    stopCode = nil
    hasOtherStopCode = false
    taskText = nil
    containers.removeAll(keepingCapacity: true)
    attachments.removeAll(keepingCapacity: true)
    isService = false
    hasStarted = false
    stopMilliseconds = nil
  }
}
