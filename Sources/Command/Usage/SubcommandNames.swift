import ArgumentParser
import ECSStops

/// The first word of the command line: a subcommand, or something else that people type there.
enum SubcommandNames {
  /// The names of the subcommands, in the order of the help page.
  static let all = ECSStopsCommand.configuration.subcommands.compactMap {
    $0.configuration.commandName
  }

  private static let versionWords: Set<String> = ["-v", "-V", "-version", "version"]

  /// The arguments as ArgumentParser takes them.
  ///
  /// - Throws: `Failure` if the first word, or the word after `help`, is not a subcommand.
  static func checked(_ arguments: [String]) throws -> [String] {
    guard let first = arguments.first else { return arguments }
    if versionWords.contains(first), arguments.count == 1 { return ["--version"] }
    if first == "help" { return try helpArguments(arguments.dropFirst()) }
    guard !first.hasPrefix("-"), !all.contains(first) else { return arguments }
    if let task = arguments.first(where: TaskID.isLike) {
      throw Failure(
        "unknown subcommand \"\(first)\"", help: TaskID.advice(for: task),
        exitCode: .validationFailure)
    }
    throw unknown(first)
  }

  /// `help report reasons` as `report reasons --help`.
  private static func helpArguments(_ words: ArraySlice<String>) throws -> [String] {
    let words = words.filter { !["-h", "--help", "-help"].contains($0) }
    guard let first = words.first, first != "help" else { return ["--help"] }
    guard all.contains(first) else { throw unknown(first) }
    guard words.count == 1 || first == ReportCommand.configuration.commandName else {
      throw Failure(
        "\(first) has no subcommand \"\(words[1])\"",
        help: "`ecs-stops help \(first)` describes its options", exitCode: .validationFailure)
    }
    return words + ["--help"]
  }

  private static func unknown(_ word: String) -> Failure {
    Failure(
      "unknown subcommand \"\(word)\"", help: advice(for: word), exitCode: .validationFailure)
  }

  /// The subcommands that may have been meant, or else the command that runs the report of this name, or all of them.
  private static func advice(for word: String) -> String {
    let key = word.lowercased()
    if let meant = meanings[key] { return "did you mean \"\(meant)\"?" }
    let near = NameSuggestions.near(to: word, among: all)
    if let question = NameSuggestions.question(near) { return question }
    let reports = ReportCatalog.standard.near(to: word).map { "report \($0)" }
    return NameSuggestions.question(reports)
      ?? "the subcommands are \(all.joined(separator: ", ")); a query or SQL goes after `ecs-stops query` or `ecs-stops sql`"
  }

  /// What other programs call it.
  private static let meanings = [
    "version": "--version", "completion": "--generate-completion-script bash",
    "completions": "--generate-completion-script bash",
    "import": "ingest", "load": "ingest", "add": "ingest", "read": "ingest", "sync": "ingest",
    "init": "ingest", "list": "report --list", "ls": "report stops", "stop": "report stops",
    "stops": "report stops", "tasks": "report stops", "recent": "report stops",
    "last": "report stops", "tail": "report stops", "log": "report stops",
    "logs": "report stops", "events": "report stops", "show": "report stops",
    "describe": "report task", "inspect": "report task", "why": "report reasons",
    "summary": "report --digest", "digest": "report --digest", "top": "report reasons",
    "page": "report --all --html page.html", "html": "report --all --html page.html",
    "select": "sql", "sqlite": "sql", "sqlite3": "sql", "db": "sql", "shell": "sql",
    "search": "query", "filter": "query", "insights": "query", "grep": "query", "find": "query",
    "columns": "fields", "schema": "fields", "keys": "fields",
    "status": "info", "stat": "info", "stats": "info", "about": "info",
    "delete": "prune", "clean": "prune", "cleanup": "prune", "gc": "prune", "expire": "prune",
    "purge": "prune", "vacuum": "prune", "keep": "retention", "policy": "retention",
    "export": "bundle", "pack": "bundle", "archive": "bundle", "share": "bundle",
    "capture": "template", "cloudformation": "template", "terraform": "template",
    "deploy": "template", "rule": "template", "test": "match", "pattern": "match",
    "update": "reclassify", "upgrade": "reclassify", "classify": "reclassify",
    "reindex": "reclassify",
  ]
}
