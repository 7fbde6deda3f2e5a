import ArgumentParser
import ECSStops

/// What is wrong with a command line, in our words: ArgumentParser's message with better suggestions.
struct UsageMessage {
  private(set) var message: String
  private(set) var help: String?
  /// How the command is used, in ArgumentParser's words.
  private(set) var usage: String

  /// - Parameters:
  ///   - error: one that ArgumentParser has thrown or that it explains.
  ///   - arguments: the command line after the program's name.
  init(_ error: any Error, _ arguments: [String]) {
    message = ECSStopsCommand.message(for: error)
    let full = ECSStopsCommand.fullMessage(for: error, columns: HelpPage.widthMax)
    let lines = full.split(separator: "\n", omittingEmptySubsequences: false)
    usage = lines.drop { !$0.hasPrefix("Usage: ") }.joined(separator: "\n")
    // `--limit <rows>  Print at most …`, for values that are missing or wrong.
    help = lines.first { $0.hasPrefix("Help:  ") }.map { String($0.dropFirst("Help:  ".count)) }
    let command = arguments.first.flatMap { SubcommandNames.all.contains($0) ? $0 : nil }
    reword(KnownOptions(of: command), arguments)
  }

  /// Writes it to standard error.
  func report() {
    StandardError.message(.error, message)
    if let help { StandardError.message(.help, help) }
    if !usage.isEmpty { StandardError.line(usage) }
  }

  private mutating func reword(_ known: KnownOptions, _ arguments: [String]) {
    if let unknown = known.unknown(in: arguments) {
      message = "unknown option \(unknown)"
      help = known.advice(for: unknown)
      return
    }
    // The lines after it say what a short option may have been.
    let first = String(message.prefix { $0 != "\n" })
    if let match = first.wholeMatch(of: /Unknown option '(.+?)'(?:\. Did you mean '.+'\?)?/) {
      message = "unknown option \(match.1)"
      help = known.advice(for: String(match.1))
    } else if let match = first.wholeMatch(of: /Unexpected argument '(.*)'/) {
      message = "unexpected argument \"\(match.1)\""
      help = extraAdvice(known, arguments)
    } else if let match = first.wholeMatch(of: /(\d+) unexpected arguments: (.*)/) {
      message = "\(match.1) unexpected arguments: \(match.2.replacing("'", with: "\""))"
      help = extraAdvice(known, arguments)
    } else if let match = first.firstMatch(of: /^The value '(.*)' is invalid for '(.+?)(?: <.*>)?'/)
    {
      let rest = message[first[match.range.upperBound...].startIndex...]
      reword(value: String(match.1), of: String(match.2), rest)
    } else if let match = first.wholeMatch(of: /The option '(.+)' does not take any value, but .*/)
    {
      message = "\(match.1) takes no value"
    } else if let match = first.wholeMatch(of: /Missing value for '(.+?)(?: <.*>)?'/) {
      message = "\(match.1) needs a value"
      rewordNegative(String(match.1), arguments)
    } else if let match = first.wholeMatch(of: /Missing expected argument '(.+)'/) {
      message = "missing \(match.1)"
    } else if let match = first.wholeMatch(
      of: /Value to be set with flag '(.+)' had already been set with flag '(.+)'/)
    {
      message = "\(match.2) and \(match.1) cannot be used together"
    }
  }

  /// `--since -1d`: a value that ArgumentParser takes for an option.
  private mutating func rewordNegative(_ option: String, _ arguments: [String]) {
    guard let index = arguments.firstIndex(of: option), index + 1 < arguments.count,
      arguments[index + 1].wholeMatch(of: /-[0-9].*/) != nil
    else { return }
    let value = arguments[index + 1]
    message = "\(option) \"\(value)\": the value cannot begin with a minus sign"
    if ["--since", "--start", "--end", "--fail-if-stale"].contains(option) {
      help = "a duration counts back from now: \(option) \(value.dropFirst())"
    }
  }

  /// - Parameter rest: what ArgumentParser says after the option: the reason, or the values that there are.
  private mutating func reword(value: String, of option: String, _ rest: Substring) {
    if rest.hasPrefix(": ") {
      message = "\(option) \"\(value)\": \(rest.dropFirst(2))"
      help = nil
      return
    }
    message = "\"\(value)\" is not a valid value of \(option)"
    if option == "-f", let advice = QueryArgument.fileAdvice(for: value) {
      help = "-f is --format; \(advice)"
      return
    }
    let listed = Self.values(in: rest)
    guard !listed.isEmpty else { return }
    let name = option == "-f" ? "--format" : option
    let all = "the values are \(listed.joined(separator: ", "))"
    help =
      NameSuggestions.question(for: value, among: listed, meanings: ValueMeanings.of(name))
      .map { "\($0) \(all)" } ?? all
  }

  /// The values in `Please provide one of 'a', 'b' or 'c'.`, or in a list with one a line.
  private static func values(in text: Substring) -> [String] {
    let lines = text.split(separator: "\n").filter { $0.hasPrefix("  - ") }
    guard lines.isEmpty else { return lines.map { String($0.dropFirst(4)) } }
    return text.matches(of: /'([^']*)'/).map { String($0.1) }
  }

  /// What to do about words after those that a command takes.
  private func extraAdvice(_ known: KnownOptions, _ arguments: [String]) -> String {
    switch arguments.first {
    case "query", "sql": QueryArgument.quotingAdvice(arguments)
    case "report":
      ScopeOptions.severalNamesAdvice(arguments)
        ?? "a report takes its name and, for a task, its ID; `ecs-stops report --help` lists the options"
    case let command?: "`ecs-stops \(command) --help` shows what it takes"
    case nil: "`ecs-stops --help` shows the subcommands"
    }
  }
}
