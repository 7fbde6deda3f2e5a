import ArgumentParser
import ECSStops

/// The options of a command, and which of them an unknown one may stand for.
struct KnownOptions {
  /// With their dashes, in the order of the help page.
  let names: [String]
  private let command: String?

  /// - Parameter command: the subcommand; nil for the program itself.
  init(of command: String?) {
    self.command = command
    let type = ECSStopsCommand.configuration.subcommands.first {
      $0.configuration.commandName == command
    }
    let page = type.map { ECSStopsCommand.helpMessage(for: $0, columns: HelpPage.widthMax) }
    let lines = (page ?? ECSStopsCommand.helpMessage(columns: HelpPage.widthMax)).split(
      separator: "\n")
    // `  -a, --archive <file>    Archive file.`; what explains an option is indented further.
    names = lines.filter { $0.hasPrefix("  -") }.flatMap { line in
      line.trimmingPrefix("  ").prefix(while: { $0 != "<" }).split(separator: "  ", maxSplits: 1)
        .first?.split(separator: ",").map { String($0.filter { $0 != " " }) } ?? []
    }
  }

  /// The first word that looks like a long option and is none; nil if there is no such word.
  func unknown(in arguments: [String]) -> String? {
    arguments.prefix { $0 != "--" }.first { word in
      guard word.wholeMatch(of: /--[a-z][a-z-]*/) != nil else { return false }
      return !names.contains(word) && !Self.hidden.contains(word)
    }
  }

  /// Options that the help page does not list.
  private static let hidden: Set<String> = [
    "--help", "--help-hidden", "--version", "--generate-completion-script",
    "--experimental-dump-help",
  ]

  /// What to do about an option that there is not.
  func advice(for option: String) -> String {
    let name = String(option.prefix { $0 != "=" })
    let word = String(name.drop { $0 == "-" })
    for spelling in [name, "--" + word].map({ $0.lowercased() }) {
      if names.contains(spelling) { return "did you mean \(spelling)?" }
      if let meant = meant(spelling) { return "did you mean \(meant)?" }
      if let explanation = OptionMeanings.explanation(of: spelling, in: command) {
        return explanation
      }
    }
    if let advice = timeAdvice(name) { return advice }
    if let near = joined(name) ?? near(word) { return "did you mean \(near)?" }
    return "`ecs-stops \(command.map { $0 + " " } ?? "")--help` lists the options"
  }

  /// How a command without a time range is given one.
  private func timeAdvice(_ option: String) -> String? {
    let meant =
      [option] + OptionMeanings.options(for: option).map { String($0.prefix { $0 != " " }) }
    guard !meant.filter(["--since", "--start", "--end"].contains).isEmpty else { return nil }
    switch command {
    case "sql": return "the statement says the time: WHERE stopped_at >= '2026-01-30'"
    case "info":
      return "info is about the whole archive; `ecs-stops report` and `query` take a time range"
    default: return nil
    }
  }

  private func meant(_ name: String) -> String? {
    OptionMeanings.options(for: name).first { text in
      names.contains(String(text.prefix { $0 != " " }))
    }
  }

  /// `-f csv` for `-fcsv`.
  private func joined(_ name: String) -> String? {
    let short = String(name.prefix(2))
    guard !name.hasPrefix("--"), name.count > 2, names.contains(short) else { return nil }
    return "\(short) \(name.dropFirst(2))"
  }

  /// The option that is spelled nearly so, or of which the word is the beginning.
  private func near(_ word: String) -> String? {
    guard word.count > 1 else { return nil }
    let long = names.filter { $0.hasPrefix("--") }.map { String($0.dropFirst(2)) }
    if let nearest = NameSuggestions.nearest(to: word, among: long) { return "--" + nearest }
    let beginning = long.filter { $0.hasPrefix(word.lowercased()) }
    return beginning.count == 1 ? "--" + beginning[0] : nil
  }
}
