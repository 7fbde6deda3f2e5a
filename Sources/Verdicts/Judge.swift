import CXXHash

/// Judges stops by the rules.
///
/// It holds compiled patterns, which belong to one thread at a time: make one and keep it. A text
/// is looked at once per distinct text, a stop once per stop; the same facts always get the same
/// verdict.
package final class Judge {
  private let texts: TextJudge
  private let rules: StopJudge
  private let writer: VerdictWriter
  /// All verdicts that have been given so far; a stop is judged by an index into it.
  package private(set) var verdicts: [Verdict] = []
  private var numbers: [Decision: Int] = [:]

  /// Reads the rules that come with the program.
  package convenience init() { self.init(Rulebook.standard) }

  /// Takes other rules.
  package init(_ book: Rulebook) {
    texts = TextJudge(book)
    rules = StopJudge(book)
    writer = VerdictWriter(book)
  }

  /// The version of the rules: a hash of their text, 16 hexadecimal digits.
  package static let rulesVersion: String = Rulebook.bytes.withUnsafeBytes { bytes in
    let digits = String(XXH3_64bits(bytes.baseAddress, bytes.count), radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }

  /// What a text says by itself.
  package func finding(of text: UnsafeRawBufferPointer) -> TextFinding {
    TextFinding(number: texts.number(of: text))
  }

  /// The verdict on a stop.
  package func verdict(on facts: StopFacts) -> Verdict { verdicts[verdictNumber(on: facts)] }

  /// The verdict on a stop as its index in `verdicts`, which stays the same for a judge's life.
  ///
  /// Two indices may stand for equal verdicts. Callers that keep something with each verdict spare
  /// themselves its hash.
  package func verdictNumber(on facts: StopFacts) -> Int {
    let decision = rules.decision(on: facts)
    if let number = numbers[decision] { return number }
    verdicts.append(writer.verdict(for: decision))
    numbers[decision] = verdicts.count - 1
    return verdicts.count - 1
  }

  /// Which rules decide on a stop, and by what.
  package func decision(on facts: StopFacts) -> Decision { rules.decision(on: facts) }
}
