/// The rules by which stops are judged, as `verdicts.rules` has them.
package struct Rulebook: Sendable {
  /// What a stop code says of itself.
  package struct Code: Sendable {
    /// Whether somebody had asked for the stop; `nil` where the code does not tell.
    package var isAsked: Bool?
  }

  /// A cause, in words for people.
  package struct Category: Sendable {
    /// A short phrase.
    package var title = ""
    /// One sentence on what to do.
    package var advice = ""
    package var answerable = Answerable.unknown
    /// Whether such stops belong to normal operation; `nil` where the rule for the stop tells.
    package var isRoutine: Bool?
    /// What a text of it says on whether somebody had asked for the stop.
    package var isAsked: Bool?
    /// Whether any other category of the same stop wins.
    package var isGeneric = false
    /// Whether a container whose reason says so never ran.
    package var isOfStart = false
    /// Whether a container whose reason says so followed another one.
    package var isConsequence = false
  }

  /// Lists of regular expressions: of each list that is not empty one has to match.
  package struct Patterns: Sendable {
    package var any: [String] = []
    package var and: [String] = []
  }

  /// Texts that are left to the rules that name it.
  package struct Family: Sendable {
    package var name: String
    package var patterns = Patterns()
  }

  /// A rule for a text.
  package struct TextRule: Sendable {
    /// Its name with `text/` before it.
    package var id: String
    /// The index of its family.
    package var family: Int?
    package var patterns = Patterns()
    package var category = StopCategory.unknown
    package var answerable: Answerable?
    package var kill: Kill?
    /// How sure a verdict can be at most that rests on such a text; `nil` where the text tells all.
    package var confidence: Confidence?
    /// Whether a container whose reason says so never ran, where its category does not tell.
    package var isOfStart = false
    package var cases = Cases()
  }

  /// A rule for a stop.
  package struct StopRule: Sendable {
    /// Where the category comes from.
    package enum Outcome: Hashable, Sendable {
      case category(StopCategory), taskText, containerText, attachmentText
    }

    /// Its name with `stop/` before it.
    package var id: String
    package var conditions = StopConditions()
    package var outcome = Outcome.category(.unknown)
    package var confidence = Confidence.unknown
    package var answerable: Answerable?
    package var isRoutine: Bool?
    package var kill: Kill?
    package var cases = Cases()
  }

  /// A rule for how a kill is read when the cause is known.
  package struct KillRule: Sendable {
    /// Its name with `kill/` before it.
    package var id: String
    package var conditions = StopConditions()
    package var kill = Kill.stopTimeout
    /// What becomes of the verdict's confidence; `nil` leaves it.
    package var confidence: Confidence?
    package var cases = Cases()
  }

  /// What a rule has to decide and what it must not decide, as the file has it.
  package struct Cases: Sendable {
    package var wanted: [String] = []
    package var unwanted: [String] = []
  }

  /// By the index of the stop code in `allCases`.
  package var codes = [Code](repeating: Code(), count: StopCode.allCases.count)
  package var categories: [StopCategory: Category] = [:]
  package var words: [String: [String]] = [:]
  /// Names of containers that serve others, by how sure that is.
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

  /// What the rules say of a category.
  subscript(category: StopCategory) -> Category { categories[category] ?? Category() }
}
