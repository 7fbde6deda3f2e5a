/// Why a task stopped, as the rules judge it.
package struct Verdict: Hashable, Sendable {
  /// How sure a verdict is.
  package enum Confidence: String, CaseIterable, Sendable {
    /// A text or code says so.
    case certain
    /// It fits best what is known.
    case likely
    /// Nothing tells.
    case unknown
  }

  /// What killed a container, where one was killed.
  package enum Kill: String, CaseIterable, Sendable {
    /// Out of memory, as the container's reason says.
    case memoryConfirmed = "memory_confirmed"
    /// SIGKILL that nobody had asked for, without a reason.
    case memoryLikely = "memory_likely"
    /// A reason that speaks of memory, from a container that ended well or went on.
    case memoryDoubtful = "memory_doubtful"
    /// SIGKILL after a stop was asked for: the container did not end in time.
    case stopTimeout = "stop_timeout"
  }

  package var category: StopCategory
  package var answerable: Answerable
  package var isAbnormal: Bool
  package var confidence: Confidence
  package var kill: Kill?
  /// The exit code that it rests on.
  package var exitCode: Int64?
  /// The id of the rule that fired.
  package var rule: String
  /// The paths of the fields that it rests on, as queries write them, joined by `, `.
  package var evidence: String

  package init(
    category: StopCategory, answerable: Answerable, isAbnormal: Bool, confidence: Confidence,
    kill: Kill? = nil, exitCode: Int64? = nil, rule: String, evidence: String
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
package enum Answerable: String, CaseIterable, Sendable {
  case application, configuration, deployment, platform, capacity, user, unknown
}
