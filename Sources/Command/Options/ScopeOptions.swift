import ArgumentParser
import ECSStops

/// Which stops a command looks at, besides their time.
///
/// Each value may be several names with commas between them, and have the wildcards `*` and `?`.
struct ScopeOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Only stops in this cluster: a name, an ARN, a,b or 'shop-*'.",
      valueName: "name"), completion: ArchiveCompletion.names(.cluster))
  var cluster: [String] = []

  @Option(
    help: ArgumentHelp(
      "Only stops of this service, or group such as family:report; a,b and 'web-*' work too.",
      valueName: "name"), completion: ArchiveCompletion.names(.service))
  var service: [String] = []

  @Option(
    help: ArgumentHelp("Only stops in clusters of this account.", valueName: "id"),
    completion: ArchiveCompletion.names(.account))
  var account: [String] = []

  @Option(
    help: ArgumentHelp("Only stops in clusters of this region.", valueName: "name"),
    completion: ArchiveCompletion.names(.region))
  var region: [String] = []

  /// What was given, with its patterns as they are.
  private var given: ReportScope {
    ReportScope(clusters: cluster, services: service, accounts: account, regions: region)
  }

  var isEmpty: Bool { given.isEmpty }

  /// The names in an archive that the options stand for.
  ///
  /// - Throws: `ReportError.unknownScope`.
  func scope(in archive: borrowing Archive) throws -> ReportScope {
    try given.resolved(in: archive.connection)
  }

  func validate() throws {
    for kind in ReportScope.Kind.allCases where given[kind].contains("") {
      throw ValidationError(
        "--\(kind.rawValue) is empty; name a \(kind.rawValue), and check that the variable is set")
    }
  }

  /// What to do about a word after the value of a scope option: `--service a b`; nil where there is no such option.
  static func severalNamesAdvice(_ arguments: [String]) -> String? {
    let options = Set(ReportScope.Kind.allCases.map { "--" + $0.rawValue })
    return arguments.last { options.contains(String($0.prefix { $0 != "=" })) }.map { option in
      let name = option.prefix { $0 != "=" }
      return "for several names repeat \(name), or write \(name) a,b"
    }
  }
}
