import InsightsSQLite
import LogsInsights
package import Masking
package import Queries
import Rows
import SQLite
package import Storage

/// Runs reports on an archive.
package final class ReportRunner {
  let connection: Connection
  /// What compiles Logs Insights queries; made when the first is, since that costs more than many a report.
  private lazy var queries = Result { try QueryRunner(connection, sandbox.runner) }
  /// Which stops there are, and which count.
  package let archiveStops: ArchiveStops
  /// Where all reports run, those of users and ours.
  let sandbox: SQLSandbox
  /// What masks secrets in the rows of results; nil if they are shown.
  package let masker: Masker?

  /// - Parameters:
  ///   - limits: the time is that of one report.
  ///   - unmask: whether results show secrets.
  package convenience init(
    _ archive: borrowing Archive, limits: ReadLimits = .none, unmask: Bool = false
  ) throws {
    try self.init(archive, in: SQLSandbox(archive.connection, limits: limits), unmask: unmask)
  }

  /// Takes an archive whose connection is a sandbox already.
  package convenience init(
    _ archive: borrowing Archive, in sandbox: SQLSandbox, unmask: Bool = false
  ) throws {
    try self.init(archive, in: sandbox, masker: unmask ? nil : Masker(archive.connection))
  }

  /// - Parameter masker: one of the archive as it is now, which may know its secrets already; nil to show them.
  package init(_ archive: borrowing Archive, in sandbox: SQLSandbox, masker: Masker?) throws {
    connection = archive.connection
    self.masker = masker
    archiveStops = try ArchiveStops(archive)
    try ReportFunctions.register(on: archive.connection)
    self.sandbox = sandbox
  }

  /// How long the report at hand has worked.
  package var clock: SQLSandboxClock { sandbox.runner.clock }

  /// Runs a report.
  ///
  /// - Parameter condition: SQL on the columns of the result, asked of all its rows.
  package func run(
    _ report: Report, _ request: ReportRequest, failIf condition: String? = nil
  ) throws -> ReportResult {
    try inSnapshot {
      let stops = try condition == nil ? listed(report, request) : nil
      // Where nothing else tells how many rows there are, the query gives all of them.
      var asked = request
      if stops == nil { asked.rowsMax = nil }
      let plan = try plan(report, asked, search: stops?.search ?? .inOrder)
      var result = try run(
        plan, shown: request.rowsMax ?? .max, of: stops?.count, failIf: condition)
      if request.countsStops, report.argument == nil {
        result.stopCount = try stops?.count ?? totals(request).stops
      }
      return result
    }
  }

  /// The SQL that a report runs, which gives the same rows by itself.
  package func sql(of report: Report, _ request: ReportRequest) throws -> String {
    try inSnapshot { try plan(report, request).sql }
  }

  /// The question of a report for Logs Insights, with the scope as filters, ready to be pasted.
  ///
  /// - Throws: `ReportError.noInsights` if that language cannot ask it.
  package func insights(of report: Report, _ request: ReportRequest) throws -> String {
    try request.check(report)
    guard let text = try insightsText(of: report, request) else {
      throw ReportError.noInsights(report: report.name)
    }
    return text
  }

  /// A scope with the names that its patterns stand for.
  ///
  /// - Throws: `ReportError` for a name that is not in the archive.
  package func resolved(_ scope: ReportScope) throws -> ReportScope {
    try scope.resolved(in: connection)
  }

  /// Has several reports see the same state of the archive, whatever is written meanwhile.
  package func inSnapshot<R>(_ body: () throws -> R) throws -> R {
    guard !connection.isInTransaction else { return try body() }
    let transaction = try Transaction(connection, .deferred)
    let result = try body()
    try transaction.commit()
    return result
  }
}

extension ReportRunner {
  /// All that is known of a report before it runs.
  private struct Plan {
    let report: Report
    let request: ReportRequest
    let window: ReportWindow
    let sql: String
    let insights: String?
  }

  private func plan(
    _ report: Report, _ request: ReportRequest, search: StopSearch = .inOrder
  ) throws -> Plan {
    try request.check(report)
    let request = try archiveStops.completed(request, for: report)
    let window = try archiveStops.window(of: request)
    let scope = try ScopeIDs(request.scope, connection)
    let insights = try ReportInsights.text(of: report, request, scope)
    let sql =
      report.language == .sql
      ? try sql(report, request, window, scope, search) : try sql(insights ?? "", report, request)
    return Plan(report: report, request: request, window: window, sql: sql, insights: insights)
  }

  private func sql(
    _ report: Report, _ request: ReportRequest, _ window: ReportWindow, _ scope: ScopeIDs,
    _ search: StopSearch
  ) throws -> String {
    let tables = archiveStops.tables(
      request, window, scope, search: search,
      sharedClusterNames: request.dimension == .cluster ? try sharedClusterNames() : [])
    let subject = try subject(request, scope)
    return try ReportSQL(report, request, tables, subject: subject, sandbox: sandbox).text
  }

  /// A Logs Insights query as SQL.
  private func sql(
    _ query: String, _ report: Report, _ request: ReportRequest
  ) throws -> String {
    let options = CompileOptions(
      start: request.start, end: request.end, now: request.now, rowsMax: .max)
    return try queries.get().compile(query, options: options).literalSQL
  }

  private func sharedClusterNames() throws -> [String] {
    let select = try connection.prepare(
      "SELECT name FROM clusters GROUP BY name HAVING count(*) > 1 ORDER BY name",
      persistent: false)
    let names = RowCollector()
    try sandbox.runner.run(select, to: names)
    return names.texts
  }

  /// The row of the task that the report is about.
  ///
  /// - Throws: `ReportError` if there is none, are several, or if it is outside the scope.
  private func subject(_ request: ReportRequest, _ scope: ScopeIDs) throws -> Int64? {
    guard let text = request.subject else { return nil }
    let row = try TaskFinder(connection).row(of: text)
    let select = try connection.prepare(
      """
      SELECT t.cluster_id, t.group_id, coalesce(g.service, g.name, '(none)'), coalesce(c.name, '(none)')
      FROM tasks AS t LEFT JOIN task_groups AS g ON g.id = t.group_id LEFT JOIN clusters AS c ON c.id = t.cluster_id
      WHERE t.id = ?1
      """, persistent: false)
    try select.bind(row, at: 1)
    guard try select.step() else { return row }
    let cluster = select.isNull(at: 0) ? nil : select.integer(at: 0)
    let group = select.isNull(at: 1) ? nil : select.integer(at: 1)
    guard scope.contains(cluster: cluster, group: group) else {
      throw ReportError.taskOutsideScope(
        text, scope: request.scope.description, service: select.string(at: 2) ?? "",
        cluster: select.string(at: 3) ?? "")
    }
    return row
  }
}

extension ReportRunner {
  /// How many of the rows that are not shown are counted.
  private static let countedMax = 10_000

  /// - Parameters:
  ///   - rowsMax: how many rows are kept.
  ///   - count: how many there are; nil where only running tells.
  private func run(
    _ plan: Plan, shown rowsMax: Int, of count: Int?, failIf text: String?
  ) throws -> ReportResult {
    clock.reset()
    let select = try sandbox.prepare(plan.sql)
    let condition = try text.map {
      try ReportCondition($0, columns: select.columns.map(\.name), connection, sandbox)
    }
    let rows = ReportRows(rowsMax: rowsMax, condition)
    // Only a condition needs the rows that are not shown; counting them is cheap as long as they are not many.
    let (countedMax, isUnbounded) = rowsMax.addingReportingOverflow(Self.countedMax)
    let outcome = try sandbox.run(
      select, rowsMax: isUnbounded || condition != nil ? .max : countedMax, to: rows)
    let total = count ?? (outcome.isCut ? nil : outcome.rows)
    let resultColumns = try columns(plan, rows.kept)
    var shown = rows.kept.rows
    try masker?.mask(&shown, of: rows.kept.columns)
    return ReportResult(
      report: plan.report, window: plan.window, scope: plan.request.scope,
      filters: plan.request.filters,
      dimension: plan.request.dimension, columns: resultColumns, rows: shown,
      areMore: max(outcome.rows, count ?? 0) > rowsMax, total: total,
      sql: plan.sql, insights: plan.insights, failing: try condition?.outcome())
  }

  private func columns(_ plan: Plan, _ kept: RowCollector) throws -> [ResultColumn] {
    try kept.columns.enumerated().map { index, column in
      let name = column.name
      let values = kept.rows.lazy.map { $0[index] }
      if let declared = plan.report.column(name) {
        try ReportColumnsCheck(plan.report).check(declared, values)
        return ResultColumn(
          name, declared.kind ?? .init(of: values), unit: declared.unit, meaning: declared.meaning)
      }
      let dimension = plan.request.dimension.flatMap { $0.columnName == name ? $0 : nil }
      return ResultColumn(name, dimension?.kind ?? .init(of: values), meaning: dimension?.meaning)
    }
  }
}

/// Keeps the rows of a report that are shown, and has its condition see all of them.
private final class ReportRows: RowWriter {
  let kept: RowCollector
  private let condition: ReportCondition?

  init(rowsMax: Int, _ condition: ReportCondition?) {
    kept = RowCollector(rowsMax: rowsMax)
    self.condition = condition
  }

  func begin(columns: [ResultColumn]) { kept.begin(columns: columns) }

  func write(row: Row) throws {
    try condition?.take(row)
    kept.write(row: row)
  }

  func end() {}
}
