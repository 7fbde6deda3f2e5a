import LogsInsights

/// Why a report's file cannot be used: where, and what is wrong there.
package struct ReportFileError: Error, Equatable, CustomStringConvertible {
  package let path: String
  /// Counted from 1; nil where it is about the whole file.
  package let line: Int?
  package let sentence: String

  init(_ path: String, line: Int?, _ sentence: String) {
    self.path = path
    self.line = line
    self.sentence = sentence
  }

  package var description: String {
    "\(path)\(line.map { ":\($0)" } ?? ""): \(sentence)"
  }
}

/// Why a report cannot be made of what was asked.
package enum ReportError: Error, Equatable {
  case needsArgument(report: String, argument: String)
  case takesNoArgument(report: String)
  case noTask(String)
  case severalTasks(String, candidates: [String], areMore: Bool)
  /// The task is there, in this service and cluster, which the scope leaves out.
  case taskOutsideScope(String, scope: String, service: String, cluster: String)
  /// The names are those that the archive has of this kind.
  case unknownScope(ReportScope.Kind, String, names: [String], isPattern: Bool = false)
  /// Each value is there, but no stop has all of them.
  case emptyScope(String)
  /// The archive is a bundle, and holds only stops of this time and scope.
  case outsideBundle(String)
  case noDimensions(report: String)
  case wrongDimension(report: String, ReportDimension, allowed: [ReportDimension])
  /// The query reads totals of days, which do not tell it.
  case dimensionNeedsStops(report: String, ReportDimension)
  case takesNoFilter(report: String, StopFilters.Kind)
  case missingParameters(report: String, names: [String])
  case unknownParameter(report: String, String, allowed: [String])
  /// The parameter takes something else, of which there may be an example.
  case wrongValue(parameter: String, String, requirement: String, example: String?)
  /// There is no text of it in Logs Insights QL.
  case noInsights(report: String)
  /// The query of a user's file has a mistake, at a byte of it if that is known; the text has as many lines as the file.
  case invalidQuery(path: String, sql: String, offset: Int?, message: String)
  /// The condition has a mistake, at a byte of it if that is known.
  case invalidCondition(String, offset: Int?, message: String, columns: [String])
}

extension ReportError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .needsArgument(let report, let argument):
      "report \"\(report)\" needs \(argument): ecs-stops report \(report) …"
    case .takesNoArgument(let report): "report \"\(report)\" takes no argument"
    case .noTask(let text):
      "no stopped task has an ID that begins with \"\(text)\""
    case .severalTasks(let text, let candidates, let areMore):
      "several tasks match \"\(text)\"; give more of the ID:\n  "
        + candidates.joined(separator: "\n  ") + (areMore ? "\n  …" : "")
    case .taskOutsideScope(let task, let scope, let service, let cluster):
      "task \"\(task)\" is not in \(scope): it ran in service \(service), cluster \(cluster)"
    case .unknownScope(let kind, let value, _, let isPattern):
      isPattern
        ? "no \(kind.rawValue) matches \"\(value)\""
        : "no stops for \(kind.rawValue) \"\(value)\""
    case .emptyScope(let scope): "no cluster is in all of \(scope)"
    case .outsideBundle(let content):
      "the time range is outside this archive: it is a bundle with the stops from \(content)"
    case .noDimensions(let report): "report \"\(report)\" does not accept --by"
    case .wrongDimension(let report, let dimension, let allowed):
      "report \"\(report)\" cannot be broken down by \(dimension.rawValue); --by accepts "
        + allowed.map(\.rawValue).joined(separator: ", ")
    case .dimensionNeedsStops(let report, let dimension):
      "report \"\(report)\" cannot be broken down by \(dimension.rawValue): its query reads daily"
        + " totals, and only the table stops has that"
    case .takesNoFilter(let report, let kind):
      "report \"\(report)\" takes no \(kind.option)"
    case .missingParameters(let report, let names):
      "report \"\(report)\" needs a value for \(names.joined(separator: ", ")): "
        + names.map { "--set \($0)=…" }.joined(separator: " ")
    case .unknownParameter(let report, let name, _):
      "report \"\(report)\" has no parameter \"\(name)\""
    case .wrongValue(let name, let value, let requirement, let example):
      "--set \(name)=\(value): \(name) takes \(requirement)"
        + (example.map { ", such as \($0)" } ?? "")
    case .noInsights(let report):
      "report \"\(report)\" cannot be written in Logs Insights QL"
    case .invalidQuery(let path, let sql, let offset, let message):
      "\(path)\(offset.map { ":\(Self.line(of: $0, in: sql))" } ?? ""): \(message)"
    case .invalidCondition(_, _, let message, let columns):
      "--fail-if: \(message); the columns are \(columns.joined(separator: ", "))"
    }
  }

  /// What to do, with the names that were probably meant; nil where the description says all.
  package var advice: String? {
    switch self {
    case .unknownScope(let kind, let value, let names, let isPattern):
      NameSuggestions.advice(
        for: isPattern ? "" : value, among: names, called: "\(kind.rawValue)s")
    case .unknownParameter(_, let name, let allowed):
      NameSuggestions.advice(for: name, among: allowed, called: "parameters")
        ?? "it has no parameters"
    case .noInsights: "--as sql prints its SQL"
    case .takesNoFilter(_, let kind):
      Self.list(of: kind.option) { $0.filters.contains(kind) }
    case .noDimensions: Self.list(of: "--by") { !$0.dimensions.isEmpty }
    case .invalidCondition(_, _, let message, let columns):
      Self.unknownColumn(message).flatMap { NameSuggestions.question(for: $0, among: columns) }
    default: nil
    }
  }

  /// The built-in reports that take an option.
  private static func list(of option: String, _ takesIt: (Report) -> Bool) -> String {
    let names = ReportCatalog.standard.reports.filter(takesIt).map(\.name)
    return "reports that take \(option): \(names.joined(separator: ", "))"
  }

  /// The column that SQLite does not find, by its message.
  private static func unknownColumn(_ message: String) -> String? {
    let start = "no such column: "
    return message.hasPrefix(start) ? String(message.dropFirst(start.count)) : nil
  }

  private static func line(of offset: Int, in sql: String) -> Int {
    sql.utf8.prefix(offset).count { $0 == 0x0a } + 1
  }
}
