/// Why a task stopped and who is responsible, as the rules interpret the facts.
package struct Verdict: Hashable, Sendable {
  package var category: StopCategory
  package var responsible: ResponsibleParty
  /// Whether someone should look into the stop.
  package var isAbnormal: Bool
  package var confidence: Confidence
  /// How a SIGKILL or an `OutOfMemoryError` among the facts is interpreted; `nil` if there is none.
  package var kill: Kill?
  /// The exit code that the verdict rests on.
  package var exitCode: Int64?
  /// The id of the rule that named the category, such as `text/out-of-memory`.
  package var rule: String
  /// The fields used, as query paths: `detail.stopCode, detail.containers.1.exitCode`.
  package var evidence: String

  package init(
    category: StopCategory, responsible: ResponsibleParty, isAbnormal: Bool, confidence: Confidence,
    kill: Kill?, exitCode: Int64?, rule: String, evidence: String
  ) {
    self.category = category
    self.responsible = responsible
    self.isAbnormal = isAbnormal
    self.confidence = confidence
    self.kill = kill
    self.exitCode = exitCode
    self.rule = rule
    self.evidence = evidence
  }
}

/// Who is responsible for a stop.
///
/// The raw values are stored in archives: they never change.
package enum ResponsibleParty: String, CaseIterable, Sendable {
  case application, configuration, deployment, platform, capacity, user, unknown
}

/// How sure a verdict is.
///
/// The raw values are stored in archives: they never change.
package enum Confidence: String, CaseIterable, Sendable {
  /// Amazon ECS or its agent said so itself.
  case certain
  /// Such facts usually have this cause.
  case likely
  /// Nothing is known about the cause.
  case unknown
}

/// How a SIGKILL or an `OutOfMemoryError` is interpreted.
///
/// The raw values are stored in archives: they never change.
package enum Kill: String, CaseIterable, Sendable {
  /// The agent reported memory, and the container failed.
  case memoryConfirmed = "memory_confirmed"
  /// The stop was not requested, and nothing says why the container was killed.
  case memoryLikely = "memory_likely"
  /// The agent reported memory, but the container succeeded or its exit code is unknown.
  case memoryDoubtful = "memory_doubtful"
  /// The container was told to stop and did not do so in time.
  case stopTimeout = "stop_timeout"
}
