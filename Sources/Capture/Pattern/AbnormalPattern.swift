/// What a pattern can express about abnormal stops.
enum AbnormalPattern {
  static let scaling = "Scaling activity initiated by"

  private static let notScaling = DocumentValue.operator(
    "anything-but", .operator("prefix", .text(scaling)))
  private static let failedCode = DocumentValue.operator("anything-but", .number(0))

  /// A container failed or has no exit code, or the task did not start; and the stop was not requested by a scaling
  /// activity.
  ///
  /// `anything-but` needs a value, so exit codes alone would miss tasks whose containers never ran.
  static let recommended = DetailCondition(
    stoppedReason: [notScaling, .exists(false)],
    oneOf: [
      DetailCondition(exitCodes: [failedCode]),
      DetailCondition(containerARNs: [.exists(true)], exitCodes: [.exists(false)]),
      DetailCondition(stopCode: [.text("TaskFailedToStart")]),
    ])

  /// The article's form.
  static let byExitCodes = DetailCondition(stoppedReason: [notScaling], exitCodes: [failedCode])

  /// The abnormal stops of a cause, as far as one pattern can express both.
  ///
  /// A field can be compared only once, and all conditions on containers apply to the same one. So a condition that
  /// already has a reason keeps it, and one on containers is not narrowed further.
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
