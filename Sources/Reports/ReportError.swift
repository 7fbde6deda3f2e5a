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
  case unknownScope(ReportScope.Kind, String, near: [String])
  /// Each value is there, but no stop has all of them.
  case emptyScope(String)
  /// The archive is a bundle, and holds only stops of this time and scope.
  case outsideBundle(String)
  case noDimensions(report: String)
  case wrongDimension(report: String, ReportDimension, allowed: [ReportDimension])
  /// The query reads totals of days, which do not tell it.
  case dimensionNeedsStops(report: String, ReportDimension)
  case missingParameters(report: String, names: [String])
  case unknownParameter(report: String, String, allowed: [String])
  /// There is no text of it in Logs Insights QL.
  case noInsights(report: String, near: [String])
  /// The query of a user's file has a mistake, at a byte of it if that is known; the text has as many lines as the file.
  case invalidQuery(path: String, sql: String, offset: Int?, message: String)
  /// The condition has a mistake, at a byte of it if that is known.
  case invalidCondition(String, offset: Int?, message: String, columns: [String])
}

extension ReportError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .needsArgument(let report, let argument):
      "the report \(report) needs \(argument): ecs-stops report \(report) …"
    case .takesNoArgument(let report): "the report \(report) takes nothing after its name"
    case .noTask(let text):
      "no stopped task in the archive has an id that begins with \(text)"
    case .severalTasks(let text, let candidates, let areMore):
      "several tasks match \(text); give more of the id:\n  "
        + candidates.joined(separator: "\n  ") + (areMore ? "\n  …" : "")
    case .unknownScope(let kind, let value, let near):
      "no stop in the archive is of the \(kind.rawValue) \(value)"
        + (near.isEmpty ? "" : "; there are \(near.joined(separator: ", "))")
    case .emptyScope(let scope): "no cluster in the archive is of \(scope) at once"
    case .outsideBundle(let content):
      "the time is outside what this archive holds: it is a bundle, with the stops of \(content), and no others"
    case .noDimensions(let report): "the report \(report) takes no --by"
    case .wrongDimension(let report, let dimension, let allowed):
      "the report \(report) cannot be told apart by \(dimension.rawValue); it takes --by with "
        + allowed.map(\.rawValue).joined(separator: ", ")
    case .dimensionNeedsStops(let report, let dimension):
      "the report \(report) cannot be told apart by \(dimension.rawValue): its query reads totals of"
        + " days, and only the table stops tells that"
    case .missingParameters(let report, let names):
      "the report \(report) needs a value for \(names.joined(separator: ", ")): "
        + names.map { "--set \($0)=…" }.joined(separator: " ")
    case .unknownParameter(let report, let name, let allowed):
      "the report \(report) has no parameter \(name)"
        + (allowed.isEmpty ? "" : "; it has \(allowed.joined(separator: ", "))")
    case .noInsights(let report, let near):
      "Logs Insights cannot ask what the report \(report) answers"
        + (near.isEmpty ? "" : "; the nearest that it can ask: \(near.joined(separator: ", "))")
    case .invalidQuery(let path, let sql, let offset, let message):
      "\(path)\(offset.map { ":\(Self.line(of: $0, in: sql))" } ?? ""): \(message)"
    case .invalidCondition(_, _, let message, let columns):
      "the condition of --fail-if: \(message); the columns are \(columns.joined(separator: ", "))"
    }
  }

  private static func line(of offset: Int, in sql: String) -> Int {
    sql.utf8.prefix(offset).count { $0 == 0x0a } + 1
  }
}
