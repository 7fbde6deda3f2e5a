/// The `stopCode` of a stopped task.
package enum StopCode: String, CaseIterable, Sendable {
  case taskFailedToStart = "TaskFailedToStart"
  case essentialContainerExited = "EssentialContainerExited"
  case userInitiated = "UserInitiated"
  case serviceSchedulerInitiated = "ServiceSchedulerInitiated"
  case spotInterruption = "SpotInterruption"
  case terminationNotice = "TerminationNotice"

  /// The code of that name; `nil` if it is newer than this list.
  package init?(_ name: UnsafeRawBufferPointer) {
    let found = Self.allCases.first { code in
      code.rawValue.utf8.count == name.count && code.rawValue.utf8.elementsEqual(name)
    }
    guard let code = found else { return nil }
    self = code
  }
}
