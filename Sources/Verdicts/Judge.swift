/// Judges why tasks stopped.
package final class Judge {
  private let classifier = ReasonClassifier()

  package init() {}

  /// The version of the rules: verdicts of another one may differ.
  package static let rulesVersion = "1"

  /// What a text says by itself.
  package func finding(of text: UnsafeRawBufferPointer) -> TextFinding {
    let category = classifier.category(of: text)
    return TextFinding(rawValue: StopCategory.allCases.firstIndex(of: category) ?? 0)
  }

  /// The verdict on a stop.
  package func verdict(on facts: StopFacts) -> Verdict {
    let others = facts.containers.map(\.text) + facts.attachments
    let category = ReasonClassifier.category(
      stopCode: facts.stopCode, taskReason: facts.taskText?.category,
      otherReasons: others.compactMap { $0?.category })
    return Verdict(
      category: category, answerable: category.answerable,
      isAbnormal: ReasonClassifier.isAbnormal(
        category: category, exitCodes: facts.containers.map(\.exitCode),
        isService: facts.isService),
      confidence: category == .unknown ? .unknown : .certain, rule: category.rawValue,
      evidence: "")
  }
}
