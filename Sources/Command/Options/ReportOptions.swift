import ArgumentParser
import ECSStops
import Glibc

extension ReportDimension {
  static let completion = CompletionKind.list(allCases.map(\.rawValue))

  /// All of them, for sentences.
  static let list = allCases.map(\.rawValue).joined(separator: ", ")

  /// The dimension of a name on the command line.
  static func parse(_ name: String) throws -> ReportDimension {
    if let dimension = ReportDimension(name: name) { return dimension }
    if let present = newName(of: name) {
      throw ValidationError("it is now called \(present)")
    }
    let question = NameSuggestions.question(
      for: name, among: allCases.map(\.rawValue), meanings: ValueMeanings.of("--by"))
    throw ValidationError(question ?? "it is one of \(list)")
  }
}

/// Which reports there are besides ours, and what they are given.
struct ReportOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Set a report parameter; may be repeated.", valueName: "name=value"),
    completion: ArchiveCompletion.parameters,
    transform: Self.setting)
  var set: [(name: String, value: String)] = []

  @Option(
    help: ArgumentHelp(
      "Also use your own reports in this folder, files NAME.sql or NAME.insights.",
      discussion:
        "Default: $ECS_STOPS_REPORTS, else $XDG_CONFIG_HOME/ecs-stops/reports (~/.config if unset).",
      valueName: "folder"), completion: .directory, transform: PathArgument.parse)
  var reports: String?

  func validate() throws {
    var names: Set<String> = []
    for setting in set where !names.insert(setting.name).inserted {
      throw ValidationError("--set gives \(setting.name) two values")
    }
  }

  /// The values of parameters, by name.
  var values: [String: String] {
    Dictionary(set.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
  }

  /// Ours and those of the user's folder.
  func catalog() throws -> ReportCatalog {
    guard let folder else { return .standard }
    return try .standard(andFolder: folder)
  }

  /// The report of a name; the standard folder is not looked at for one of ours.
  func report(named name: String) throws -> Report {
    if reports == nil, let report = ReportCatalog.standard[name] { return report }
    let catalog = try catalog()
    if let report = catalog[name] { return report }
    if let mistake = catalog.mistake(of: name) { throw mistake }
    if let present = ReportCatalog.newName(of: name) {
      throw Failure(
        "the report \"\(name)\" is now called \"\(present)\"",
        help: "`ecs-stops report \(present)` runs it", exitCode: .validationFailure)
    }
    let names = catalog.reports.map(\.name).joined(separator: ", ")
    let help =
      TaskID.isLike(name)
      ? TaskID.advice(for: name)
      : NameSuggestions.question(catalog.near(to: name))
        ?? "the reports are \(names); for one service write `ecs-stops report stops --service NAME`"
    throw Failure(
      "there is no report named \"\(name)\"", help: help, exitCode: .validationFailure)
  }

  private var folder: String? {
    if let reports { return reports }
    if let named = Environment.value("ECS_STOPS_REPORTS") { return named }
    let settings =
      Environment.value("XDG_CONFIG_HOME") ?? (Environment.value("HOME") ?? "") + "/.config"
    let path = settings + "/ecs-stops/reports"
    return access(path, F_OK) == 0 ? path : nil
  }

  private static func setting(_ text: String) throws -> (name: String, value: String) {
    guard let sign = text.firstIndex(of: "="), sign > text.startIndex else {
      throw ValidationError("a value is given as name=value")
    }
    return (String(text[..<sign]), String(text[text.index(after: sign)...]))
  }
}
