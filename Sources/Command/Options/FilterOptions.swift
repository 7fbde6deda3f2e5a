import ArgumentParser
import ECSStops

/// Which stops a report looks at, by their verdicts.
struct FilterOptions: ParsableArguments {
  @Flag(help: "Only abnormal stops; for reports that list stops.")
  var abnormal = false

  @Option(
    help: ArgumentHelp(
      "Only stops with this cause, such as out_of_memory; a,b works too; for reports that list stops.",
      valueName: "name"), completion: .list(StopCategory.allCases.map(\.rawValue)),
    transform: Self.causes)
  var cause: [[String]] = []

  var filters: StopFilters { StopFilters(onlyAbnormal: abnormal, causes: cause.flatMap(\.self)) }

  /// The causes of names with commas between them.
  private static func causes(_ text: String) throws -> [String] {
    try text.split(separator: ",", omittingEmptySubsequences: false).map { name in
      try cause(String(name.trimmingPrefix(" ")))
    }
  }

  /// The cause of a name; people also type its title, or dashes.
  private static func cause(_ text: String) throws -> String {
    let names = StopCategory.allCases.map(\.rawValue)
    let name = text.lowercased().map { $0 == "-" || $0 == " " ? "_" : String($0) }.joined()
    if names.contains(name) { return name }
    if let cause = StopCategory.allCases.first(where: { $0.title.lowercased() == text.lowercased() }
    ) {
      return cause.rawValue
    }
    let question = NameSuggestions.question(
      for: text, among: names, meanings: ValueMeanings.of("--cause"))
    throw ValidationError(
      question
        ?? "there is no such cause; docs/verdicts.md lists them, `ecs-stops report reasons` those in the archive"
    )
  }
}
