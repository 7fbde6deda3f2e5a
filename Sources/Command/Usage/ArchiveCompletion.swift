import ArgumentParser
import ECSStops

/// Completes words of the command line from the archive that it names; offers nothing where there is none.
enum ArchiveCompletion {
  /// Names of services, clusters, accounts or regions; after a comma the next one of a list.
  static func names(_ kind: ReportScope.Kind) -> CompletionKind {
    .custom { words, _, prefix in
      let start = prefix.lastIndex(of: ",").map { prefix[...$0] } ?? ""
      let rest = String(prefix.dropFirst(start.count))
      let names = names(of: kind, words).filter { $0.hasPrefix(rest) }
      // A name that would be masked elsewhere is not offered.
      return names.filter { Masker().masked($0) == $0 }.map { start + $0 }
    }
  }

  /// Ids of tasks: the newest, or those that begin as the word does.
  static let tasks = CompletionKind.custom { words, _, prefix in tasks(words, prefix) }

  /// The names of reports, those of the user's folder too.
  static let reports = CompletionKind.custom { words, _, prefix in
    reports(words).map(\.name).filter { $0.hasPrefix(prefix) }
  }

  /// What goes after a report's name: the id of a task where the report is about one.
  static let subjects = CompletionKind.custom { words, _, prefix in
    reports(words).contains { $0.argument != nil && words.contains($0.name) }
      ? tasks(words, prefix) : []
  }

  /// The parameters of the report at hand, with the sign after their names.
  static let parameters = CompletionKind.custom { words, _, prefix in
    let report = reports(words).first { words.contains($0.name) }
    return (report?.parameterNames ?? []).map { $0 + "=" }.filter { $0.hasPrefix(prefix) }
  }

  static let retentionDays = CompletionKind.list(
    RetentionPolicy.allowedDays.map(String.init) + [RetentionSetting.never])

  static let causes = CompletionKind.list(CausePattern.names)

  private static func names(of kind: ReportScope.Kind, _ words: [String]) -> [String] {
    read(words) { try ScopeNames($0).all(kind) }
  }

  private static func tasks(_ words: [String], _ prefix: String) -> [String] {
    let ids = read(words) { try TaskFinder($0).newestIDs(beginningWith: prefix) }
    return ids.map { String($0.prefix(8)) }.filter { prefix.count <= $0.count }
  }

  /// What the archive of the command line says; nothing where there is none, or where it cannot be read.
  private static func read(
    _ words: [String], _ body: (Connection) throws -> [String]
  ) -> [String] {
    do {
      let options = try ArchiveOptions.parse(values(of: ["-a", "--archive"], in: words))
      guard options.exists else { return [] }
      return try body(Archive(path: options.path, .read).connection)
    } catch {
      return []
    }
  }

  private static func reports(_ words: [String]) -> [Report] {
    let options = try? ReportOptions.parse(values(of: ["--reports"], in: words))
    return (try? options?.catalog().reports) ?? ReportCatalog.standard.reports
  }

  /// An option and its value, as far as they stand on the command line that is being completed.
  private static func values(of names: Set<String>, in words: [String]) -> [String] {
    guard let index = words.lastIndex(where: names.contains), index + 1 < words.count,
      !words[index + 1].isEmpty
    else { return [] }
    return [words[index], words[index + 1]]
  }
}
