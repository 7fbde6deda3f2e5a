/// Why a task stopped and who has to look into it, as the rules read the facts.
package struct Verdict: Hashable, Sendable {
  package var category: StopCategory
  package var answerable: Answerable
  /// Whether somebody should look at the stop.
  package var isAbnormal: Bool
  package var confidence: Confidence
  /// How a SIGKILL or an `OutOfMemoryError` among the facts is read; `nil` where there is none.
  package var kill: Kill?
  /// The exit code that the verdict rests on.
  package var exitCode: Int64?
  /// The id of the rule that named the category, such as `text/out-of-memory`.
  package var rule: String
  /// The fields used, as query paths: `detail.stopCode, detail.containers.1.exitCode`.
  package var evidence: String

  package init(
    category: StopCategory, answerable: Answerable, isAbnormal: Bool, confidence: Confidence,
    kill: Kill?, exitCode: Int64?, rule: String, evidence: String
  ) {
    self.category = category
    self.answerable = answerable
    self.isAbnormal = isAbnormal
    self.confidence = confidence
    self.kill = kill
    self.exitCode = exitCode
    self.rule = rule
    self.evidence = evidence
  }
}

/// Who has to look into a stop.
///
/// The raw values are stored in archives: they never change.
package enum Answerable: String, CaseIterable, Sendable {
  case application, configuration, deployment, platform, capacity, user, unknown
}

/// How sure a verdict is.
///
/// The raw values are stored in archives: they never change.
package enum Confidence: String, CaseIterable, Sendable {
  /// Amazon ECS or its agent said so itself.
  case certain
  /// It follows from what usually is the cause of such facts.
  case likely
  /// Nothing is known of the cause.
  case unknown
}

/// How a SIGKILL or an `OutOfMemoryError` is read.
///
/// The raw values are stored in archives: they never change.
package enum Kill: String, CaseIterable, Sendable {
  /// The agent named memory, and a container failed with it.
  case memoryConfirmed = "memory_confirmed"
  /// Nobody had asked for the stop, and nobody gave a reason for the kill.
  case memoryLikely = "memory_likely"
  /// The agent named memory, but the container ended well or its end is not known.
  case memoryDoubtful = "memory_doubtful"
  /// The container had been asked to stop and did not in time.
  case stopTimeout = "stop_timeout"
}
