/// The rules by which stops are classified, as written in `verdicts.rules`.
package struct Rulebook: Sendable {
  /// The meaning of a stop code by itself.
  package struct Code: Sendable {
    /// Whether the stop was requested; `nil` if the code does not say.
    package var isRequested: Bool?
  }

  /// A cause, in words for people.
  package struct Category: Sendable {
    /// A short phrase.
    package var title = ""
    /// One sentence on what to do.
    package var advice = ""
    package var responsible = ResponsibleParty.unknown
    /// Whether such stops belong to normal operation; `nil` if the rule for the stop says.
    package var isRoutine: Bool?
    /// Whether a reason of this category means that the stop was requested.
    package var isRequested: Bool?
    /// Whether any other category of the same stop wins.
    package var isGeneric = false
    /// Whether a container whose reason says so never ran.
    package var isOfStart = false
    /// Whether a container whose reason says so followed another one.
    package var isConsequence = false
  }

  /// Lists of regular expressions: of each non-empty list at least one must match.
  package struct Patterns: Sendable {
    package var any: [String] = []
    package var and: [String] = []
  }

  /// Reasons that only the rules of this family may match.
  package struct Family: Sendable {
    package var name: String
    package var patterns = Patterns()
  }

  /// A rule for a reason.
  package struct TextRule: Sendable {
    /// `text/` and the rule's name.
    package var id: String
    /// The index of its family.
    package var family: Int?
    package var patterns = Patterns()
    package var category = StopCategory.unknown
    package var responsible: ResponsibleParty?
    package var kill: Kill?
    /// The highest confidence of a verdict that rests on such a reason; `nil` if there is no limit.
    package var confidence: Confidence?
    /// Whether a container whose reason says so never ran, if its category does not say.
    package var isOfStart = false
    package var cases = Cases()
  }

  /// A rule for a stop.
  package struct StopRule: Sendable {
    /// Where the category comes from.
    package enum Outcome: Hashable, Sendable {
      case category(StopCategory), taskText, containerText, attachmentText
    }

    /// `stop/` and the rule's name.
    package var id: String
    package var conditions = StopConditions()
    package var outcome = Outcome.category(.unknown)
    package var confidence = Confidence.unknown
    package var responsible: ResponsibleParty?
    package var isRoutine: Bool?
    package var kill: Kill?
    package var cases = Cases()
  }

  /// A rule that interprets a kill once the cause is known.
  package struct KillRule: Sendable {
    /// `kill/` and the rule's name.
    package var id: String
    package var conditions = StopConditions()
    package var kill = Kill.stopTimeout
    /// The verdict's new confidence; `nil` leaves it unchanged.
    package var confidence: Confidence?
    package var cases = Cases()
  }

  /// What a rule must match and what it must not match, as written in the file.
  package struct Cases: Sendable {
    package var wanted: [String] = []
    package var unwanted: [String] = []
  }

  /// By the index of the stop code in `allCases`.
  package var codes = [Code](repeating: Code(), count: StopCode.allCases.count)
  package var categories: [StopCategory: Category] = [:]
  package var words: [String: [String]] = [:]
  /// Name patterns of containers that serve others, by role.
  package var sidecars: [ContainerRole: [NamePattern]] = [:]
  /// Exit codes of containers that were told to end.
  package var toldToEnd = ExitSet()
  package var families: [Family] = []
  package var texts: [TextRule] = []
  package var stops: [StopRule] = []
  package var kills: [KillRule] = []

  package init() {}

  /// The rules that come with the program, without their cases.
  static let standard = read(keepsCases: false)

  /// The rules that come with the program, with their cases.
  package static func withCases() -> Rulebook { read(keepsCases: true) }

  /// The text of the rules that come with the program.
  package static var bytes: [UInt8] { PackageResources.verdicts_rules }

  private static func read(keepsCases: Bool) -> Rulebook {
    do {
      return try bytes.withUnsafeBytes {
        try RulebookParser.parse($0, keepsCases: keepsCases)
      }
    } catch {
      preconditionFailure("the rules have mistakes:\n\(error)")
    }
  }

  /// What the rules say about a category.
  subscript(category: StopCategory) -> Category { categories[category] ?? Category() }
}
