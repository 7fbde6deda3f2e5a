/// What a pattern can say of abnormal stops.
enum AbnormalPattern {
  static let scaling = "Scaling activity initiated by"

  private static let notScaling = DocumentValue.operator(
    "anything-but", .operator("prefix", .text(scaling)))
  private static let failedCode = DocumentValue.operator("anything-but", .number(0))

  /// A container failed, or has no exit code, or the task did not start; and no scaling activity asked for it.
  ///
  /// `anything-but` needs a value, so that exit codes alone would lose the tasks whose containers never ran.
  static let recommended = DetailCondition(
    stoppedReason: [notScaling, .exists(false)],
    oneOf: [
      DetailCondition(exitCodes: [failedCode]),
      DetailCondition(containerARNs: [.exists(true)], exitCodes: [.exists(false)]),
      DetailCondition(stopCode: [.text("TaskFailedToStart")]),
    ])

  /// The article's form.
  static let byExitCodes = DetailCondition(stoppedReason: [notScaling], exitCodes: [failedCode])

  /// The stops of a cause that are abnormal, as far as one pattern can say both.
  ///
  /// A field can be compared once only, and all that is said of containers is about the same one. So a condition that
  /// has a reason already keeps it, and one on containers is not narrowed further.
  static func recommended(_ cause: DetailCondition, isAlwaysAbnormal: Bool) -> DetailCondition {
    var both = cause
    if both.stoppedReason.isEmpty { both.stoppedReason = recommended.stoppedReason }
    if isAlwaysAbnormal || both.isOfContainers
      || both.stopCode == recommended.oneOf.last?.stopCode
    {
      return both
    }
    both.oneOf = both.stopCode.isEmpty ? recommended.oneOf : recommended.oneOf.dropLast()
    return both
  }

  /// The same in the article's form: the exit code is that of the container with the reason.
  static func byExitCodes(_ cause: DetailCondition) -> DetailCondition {
    var both = cause
    if both.stoppedReason.isEmpty { both.stoppedReason = byExitCodes.stoppedReason }
    if both.exitCodes.isEmpty { both.exitCodes = byExitCodes.exitCodes }
    return both
  }
}
