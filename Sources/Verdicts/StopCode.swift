/// The `stopCode` of a stopped task.
package enum StopCode: String, CaseIterable, Sendable {
  case taskFailedToStart = "TaskFailedToStart"
  case essentialContainerExited = "EssentialContainerExited"
  case userInitiated = "UserInitiated"
  case serviceSchedulerInitiated = "ServiceSchedulerInitiated"
  case spotInterruption = "SpotInterruption"
  case terminationNotice = "TerminationNotice"
  case infrastructureHealth = "InfrastructureHealth"

  /// The code of that name; `nil` if it is newer than this list.
  package init?(_ name: UnsafeRawBufferPointer) {
    guard let code = Self.allCases.first(where: { $0.rawValue.utf8.elementsEqual(name) })
    else { return nil }
    self = code
  }
}
