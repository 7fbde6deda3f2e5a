import CXXHash

/// Classifies stops by the rules.
///
/// It holds compiled patterns, which belong to one thread at a time: create one and keep it. The same
/// facts always get the same verdict.
package final class VerdictClassifier {
  private let texts: ReasonClassifier
  private let rules: RuleMatcher
  private let writer: VerdictWriter
  private let roles: ContainerRoles
  /// The version of the rules and of the archive's own sidecars: a hash of both, 16 hexadecimal digits.
  package let version: String
  /// All verdicts so far; `verdictNumber(on:)` is an index into it.
  package private(set) var verdicts: [Verdict] = []
  private var numbers: [Decision: Int] = [:]

  /// Uses the rules that come with the program, and a user's sidecar names in addition to theirs.
  package convenience init(sidecars: SidecarList = SidecarList()) {
    self.init(Rulebook.standard, sidecars: sidecars)
  }

  /// Uses other rules.
  package init(_ book: Rulebook, sidecars: SidecarList = SidecarList()) {
    texts = ReasonClassifier(book)
    rules = RuleMatcher(book)
    writer = VerdictWriter(book)
    roles = ContainerRoles(book, sidecars)
    version = Self.rulesVersion(with: sidecars)
  }

  /// The version of the rules that come with the program, together with a user's sidecar names.
  package static func rulesVersion(with sidecars: SidecarList) -> String {
    sidecars.isEmpty ? rulesVersion : hash(Rulebook.bytes + Array("\n\(sidecars.text)".utf8))
  }

  /// The version of the rules that come with the program: a hash of their text, 16 hexadecimal digits.
  package static let rulesVersion = hash(Rulebook.bytes)

  private static func hash(_ bytes: [UInt8]) -> String {
    let digits = bytes.withUnsafeBytes {
      String(XXH3_64bits($0.baseAddress, $0.count), radix: 16)
    }
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }

  /// The role of a container with this name.
  package func role(of name: UnsafeRawBufferPointer) -> ContainerRole { roles.role(of: name) }

  /// The category that a reason has by itself.
  package func finding(of text: UnsafeRawBufferPointer) -> TextFinding {
    TextFinding(number: texts.number(of: text))
  }

  /// The verdict on a stop.
  package func verdict(on facts: StopFacts) -> Verdict { verdicts[verdictNumber(on: facts)] }

  /// The verdict on a stop as an index into `verdicts`, which never changes.
  ///
  /// Two indices may stand for equal verdicts. Callers that cache something for each verdict need
  /// not hash it.
  package func verdictNumber(on facts: StopFacts) -> Int {
    let decision = rules.decision(on: facts)
    if let number = numbers[decision] { return number }
    verdicts.append(writer.verdict(for: decision))
    numbers[decision] = verdicts.count - 1
    return verdicts.count - 1
  }

  /// Which rules decide on a stop, and by which facts.
  package func decision(on facts: StopFacts) -> Decision { rules.decision(on: facts) }
}
