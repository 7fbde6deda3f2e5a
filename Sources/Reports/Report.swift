/// A canned report: a query in a file, with a comment at its head that says what it tells.
package struct Report: Sendable {
  /// The language of its text.
  package enum Language: Sendable {
    case insights, sql
  }

  package let name: String
  package let language: Language
  /// What it tells, in a few words, and in a sentence or two.
  package let title: String
  package let about: String
  /// What has to be given with the name; nil for nothing.
  package let argument: String?
  /// The file, as it is.
  package let text: String

  /// Reads the head of a report's file: comment lines `title:`, `about:` (which may go on) and `argument:`.
  init(name: String, language: Language, text: [UInt8]) {
    self.name = name
    self.language = language
    self.text = String(decoding: text, as: UTF8.self)
    var head: [String: String] = [:]
    var last = ""
    for line in self.text.split(separator: "\n", omittingEmptySubsequences: false) {
      guard let comment = Self.comment(line, language) else { break }
      let parts = comment.split(separator: ": ", maxSplits: 1)
      if parts.count == 2, ["title", "about", "argument"].contains(parts[0]) {
        last = String(parts[0])
        head[last] = String(parts[1])
      } else {
        head[last, default: ""] += " " + comment
      }
    }
    title = head["title"] ?? name
    about = head["about"] ?? ""
    argument = head["argument"]
  }

  private static func comment(_ line: Substring, _ language: Language) -> Substring? {
    let mark = language == .sql ? "-- " : "# "
    return line.hasPrefix(mark) ? line.dropFirst(mark.count) : nil
  }
}

/// The reports that come with the command.
///
/// A new one is a file in `Catalog` and a line here and in Package.swift.
package enum ReportCatalog {
  package static let reports: [Report] = [
    Report(name: "reasons", language: .sql, text: PackageResources.reasons_sql),
    Report(name: "services", language: .sql, text: PackageResources.services_sql),
    Report(name: "exits", language: .sql, text: PackageResources.exits_sql),
    Report(name: "task", language: .sql, text: PackageResources.task_sql),
    Report(
      name: "stop-codes", language: .insights, text: PackageResources.stop_codes_insights),
  ]

  /// The report of a name.
  package static func report(named name: String) -> Report? { reports.first { $0.name == name } }
}
