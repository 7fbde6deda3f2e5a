/// Judges stops by the rules.
///
/// It holds compiled patterns, which belong to one thread at a time: make one and keep it. A text
/// is looked at once per distinct text, a stop once per stop.
package final class Judge {
  private let classifier = ReasonClassifier()
  /// All verdicts that have been given so far; a stop is judged by a number into it.
  package private(set) var verdicts: [Verdict] = []
  private var numbers: [Verdict: Int] = [:]

  package init() {}

  /// The version of the rules: a hash of their text, 16 hexadecimal digits.
  package static var rulesVersion: String { "0000000000000000" }

  /// What a text says by itself.
  package func finding(of text: UnsafeRawBufferPointer) -> TextFinding {
    TextFinding(number: (classifier.step(deciding: text) ?? -1) + 1)
  }

  /// The verdict on a stop.
  package func verdict(on facts: StopFacts) -> Verdict { verdicts[verdictNumber(on: facts)] }

  /// The verdict on a stop as its index in `verdicts`, which stays the same for a judge's life.
  ///
  /// Callers that keep something with each distinct verdict spare themselves its hash.
  package func verdictNumber(on facts: StopFacts) -> Int {
    let category = ReasonClassifier.category(
      stopCode: facts.stopCode, taskReason: facts.taskText?.category,
      otherReasons: (facts.containers.map(\.text) + facts.attachments).compactMap { $0?.category })
    let isAbnormal = ReasonClassifier.isAbnormal(
      category: category, exitCodes: facts.containers.map(\.exitCode), isService: facts.isService)
    let verdict = Verdict(
      category: category, answerable: category.answerable, isAbnormal: isAbnormal,
      confidence: category == .unknown ? .unknown : .likely, kill: nil, exitCode: nil,
      rule: "stop/\(category.rawValue)", evidence: "detail.stopCode, detail.stoppedReason")
    if let number = numbers[verdict] { return number }
    numbers[verdict] = verdicts.count
    verdicts.append(verdict)
    return verdicts.count - 1
  }
}
