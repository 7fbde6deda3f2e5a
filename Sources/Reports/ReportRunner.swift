import LogsInsights
package import Output
import Queries
import SQLite
package import Storage

/// Why a report cannot be made.
package enum ReportError: Error, Equatable, CustomStringConvertible {
  case needsArgument(report: String, argument: String)
  case takesNoArgument(report: String)
  case noTask(String)
  case severalTasks(String, candidates: [String], areMore: Bool)

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
    }
  }
}

/// Runs canned reports.
package final class ReportRunner {
  private let connection: ConnectionReference
  private let queries: QueryRunner

  package init(_ archive: borrowing Archive) throws {
    connection = archive.connection.reference
    queries = try QueryRunner(archive)
    try ReportFunctions.register(on: archive.connection)
  }

  /// What a report is asked for.
  package struct Request {
    package var argument: String?
    /// Milliseconds since 1970, inclusive; nil for no bound.
    package var start: Int64?
    package var end: Int64?
    package var now: Int64
    /// How many rows at most.
    package var rowsMax: Int?

    package init(argument: String?, start: Int64?, end: Int64?, now: Int64, rowsMax: Int?) {
      self.argument = argument
      self.start = start
      self.end = end
      self.now = now
      self.rowsMax = rowsMax
    }
  }

  /// Makes a report and hands its rows to a writer; returns whether rows were left out.
  package func run(
    _ report: Report, _ request: Request, to writer: any RowWriter
  ) throws -> Bool {
    if report.argument == nil, request.argument != nil {
      throw ReportError.takesNoArgument(report: report.name)
    }
    switch report.language {
    case .insights:
      let options = CompileOptions(
        start: request.start, end: request.end, now: request.now, rowsMax: request.rowsMax)
      try queries.run(queries.compile(report.text, options: options), to: writer)
      return false
    case .sql: return try runSQL(report, request, to: writer)
    }
  }

  private func runSQL(
    _ report: Report, _ request: Request, to writer: any RowWriter
  ) throws -> Bool {
    let select = try connection.prepare(report.text, persistent: false)
    let values: [String: Value] = [
      ":start": .integer(request.start ?? .min), ":end": .integer(request.end ?? .max),
      ":task": try task(report, request).map { .integer($0) } ?? .null,
    ]
    for (name, value) in values where select.parameterIndex(name) != nil {
      try select.bind(value, named: name)
    }
    var hasRow = try select.step()
    try writer.begin(columns: (0..<select.columnCount).map { select.columnName(at: $0) })
    var rows = 0
    while hasRow, rows < request.rowsMax ?? .max {
      try writer.write(row: select)
      rows += 1
      hasRow = try select.step()
    }
    try writer.end()
    return hasRow
  }

  /// The row of the task that the argument names.
  private func task(_ report: Report, _ request: Request) throws -> Int64? {
    guard let argument = report.argument else { return nil }
    guard let text = request.argument else {
      throw ReportError.needsArgument(report: report.name, argument: argument)
    }
    let found = try TaskFinder(connection).find(text)
    guard let first = found.first else { throw ReportError.noTask(text) }
    guard found.count == 1 else {
      throw ReportError.severalTasks(
        text, candidates: found.prefix(TaskFinder.candidatesMax).map(\.arn),
        areMore: found.count > TaskFinder.candidatesMax)
    }
    return first.row
  }
}
