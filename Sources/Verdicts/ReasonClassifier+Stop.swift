extension ReasonClassifier {
  /// The category of a whole stop.
  ///
  /// With the stop code `UserInitiated` the text is the caller's and may quote anything, so it is
  /// not asked. Else the first category wins that says something about the cause; then what the
  /// task's own text says at least; then the stop code.
  ///
  /// - Parameters:
  ///   - stopCode: The stop code, if there is a known one.
  ///   - taskReason: The category of the task's `stoppedReason`; `nil` if it is absent or empty.
  ///   - otherReasons: Those of the containers' reasons, then of the attachments'.
  package static func category(
    stopCode code: StopCode?, taskReason: StopCategory?,
    otherReasons: some Sequence<StopCategory>
  ) -> StopCategory {
    if code == .userInitiated { return .userStopped }
    if let taskReason, !taskReason.isGeneric { return taskReason }
    if let specific = otherReasons.first(where: { !$0.isGeneric }) { return specific }
    if let taskReason, taskReason != .unknown { return taskReason }
    switch code {
    case .taskFailedToStart: return .taskFailedToStart
    case .spotInterruption: return .spotInterruption
    // A new text of this code may tell of something else, and should be seen.
    case .terminationNotice: return taskReason == nil ? .hostTerminated : .unknown
    case .essentialContainerExited: return .essentialContainerExited
    // The scheduler stops for scaling, deployments and failed health checks alike.
    case .serviceSchedulerInitiated, .userInitiated, nil: return .unknown
    }
  }

  /// Whether somebody should look at a stop.
  ///
  /// Only where an essential container ended by itself do the exit codes count, for nobody had
  /// asked for the stop: it is routine if all containers returned 0 and were meant to end, which
  /// those of a service are not. A missing exit code is no success.
  package static func isAbnormal(
    category: StopCategory, exitCodes: some Sequence<Int64?>, isService: Bool
  ) -> Bool {
    if let routine = category.isRoutine { return !routine }
    if isService { return true }
    var containers = 0
    for code in exitCodes {
      guard code == 0 else { return true }
      containers += 1
    }
    return containers == 0
  }
}
