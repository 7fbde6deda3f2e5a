/// The `stopCode` of a stopped task.
package enum StopCode: String, CaseIterable, Sendable {
  case taskFailedToStart = "TaskFailedToStart"
  case essentialContainerExited = "EssentialContainerExited"
  case userInitiated = "UserInitiated"
  case serviceSchedulerInitiated = "ServiceSchedulerInitiated"
  case spotInterruption = "SpotInterruption"
  case terminationNotice = "TerminationNotice"
  case infrastructureHealth = "InfrastructureHealth"

  /// A number for a code, which may be cached with its name in memory: 0 for an empty name, -1 for one that this list
  /// does not know.
  package static func number(of name: UnsafeRawBufferPointer) -> Int {
    if name.isEmpty { return 0 }
    return allCases.firstIndex { $0.rawValue.utf8.elementsEqual(name) }.map { $0 + 1 } ?? -1
  }

  /// The code with a number; nil for 0 and -1.
  init?(number: Int) {
    guard number > 0 else { return nil }
    self = Self.allCases[number - 1]
  }
}
