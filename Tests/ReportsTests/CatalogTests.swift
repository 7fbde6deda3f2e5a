import FixtureArchive
import InsightsSQLite
import LogsInsights
import Queries
import Rows
import SQLite
import Storage
import TestSupport
import Testing

@testable import Reports

/// What holds for every report that comes with the command.
@Suite struct CatalogTests {
  static let names = ReportCatalog.standard.all.map(\.name)

  @Test func filesAreReports() {
    #expect(ReportCatalog.standard.mistakes == [])
    #expect(Self.names.count >= 5)
    #expect(Self.names.count == Set(Self.names).count)
  }

  @Test(arguments: names)
  func headsAreWhole(_ name: String) throws {
    let report = try ReportCatalog.standard[name].orFail()
    #expect(!report.title.isEmpty && report.title != name)
    #expect(!report.about.isEmpty)
    #expect(!report.columns.isEmpty)
    for parameter in report.parameters {
      #expect((parameter.standard != nil || report.isFigure) && !parameter.meaning.isEmpty)
      let isUsed = ReportTemplate(report.query).parameters.contains(parameter.name)
      #expect(isUsed, "\(parameter.name) is not in the query")
    }
    #expect(report.parameters.count == report.parameterNames.count)
    // The dimension's column would stand twice.
    for dimension in report.dimensions { #expect(!report.declares(dimension.columnName)) }
    let misnamed = report.columns.filter { column in
      !column.name.allSatisfy { $0 == "_" || $0.isLowercase || $0.isNumber }
    }
    #expect(report.language == .insights || misnamed.isEmpty, "\(misnamed)")
  }

  /// In their order: what programs read must not move.
  @Test(arguments: names)
  func columnsAreThoseOfTheHead(_ name: String) throws {
    let archive = try FixtureArchive.open()
    let report = try ReportCatalog.standard[name].orFail()
    let result = try ReportRunner(archive).run(report, try Self.request(report, archive))
    #expect(result.columns.map(\.name) == report.columns.map(\.name))
  }

  /// On a connection that knows nothing of reports but their functions.
  @Test(arguments: names)
  func sqlGivesTheSameRowsByItself(_ name: String) throws {
    let archive = try FixtureArchive.open()
    let runner = try ReportRunner(archive)
    let report = try ReportCatalog.standard[name].orFail()
    for request in try Self.requests(report, archive) {
      let result = try runner.run(report, request)
      let other = try FixtureArchive.open()
      try ReportFunctions.register(on: other.connection)
      let sandbox = try SQLSandbox(other.connection)
      let statement = try sandbox.prepare(result.sql)
      let given = RowCollector()
      try sandbox.run(statement, to: given)
      #expect(given.rows == result.rows, "\(request)")
      #expect(result.columns.map(\.name) == given.columns.map(\.name))
    }
  }

  @Test(arguments: names)
  func insightsTextRuns(_ name: String) throws {
    let archive = try FixtureArchive.open()
    let report = try ReportCatalog.standard[name].orFail()
    guard report.insights != nil else { return }
    let runner = try ReportRunner(archive)
    for request in try Self.requests(report, archive) where request.dimension == nil {
      let text = try runner.insights(of: report, request)
      let queries = try QueryRunner(archive)
      let compiled = try queries.compile(text, options: .init(now: now))
      #expect(compiled.warnings.isEmpty, "\(compiled.warnings)")
      _ = try Rows { try queries.run(compiled, to: $0) }
    }
  }

  /// The rows come in one order only, whatever SQLite does.
  @Test(arguments: names)
  func rowsComeInOneOrder(_ name: String) throws {
    let archive = try FixtureArchive.open()
    let report = try ReportCatalog.standard[name].orFail()
    let runner = try ReportRunner(archive)
    let request = try Self.request(report, archive)
    let rows = try runner.run(report, request).rows
    try archive.connection.execute("PRAGMA reverse_unordered_selects = 1")
    #expect(try runner.run(report, request).rows == rows)
  }
}

extension CatalogTests {
  private static func request(
    _ report: Report, _ archive: borrowing Archive
  ) throws -> ReportRequest {
    var request = ReportRequest(start: 0, now: now)
    if report.argument != nil {
      request.subject = String(repeating: "1", count: 32)
    }
    for name in report.parameterNames where report.standard(of: name) == nil {
      request.values[name] = "out_of_memory"
    }
    return request
  }

  /// The whole archive, each dimension, each kind of scope, and a window with two edges.
  private static func requests(
    _ report: Report, _ archive: borrowing Archive
  ) throws -> [ReportRequest] {
    let plain = try request(report, archive)
    var requests = [plain]
    for dimension in report.dimensions {
      requests.append(plain)
      requests[requests.count - 1].dimension = dimension
    }
    let scopes = [
      ReportScope(clusters: ["shop"]), ReportScope(services: ["web", "family:import"]),
      ReportScope(services: [ScopeIDs.none]),
      ReportScope(accounts: ["111122223333"], regions: ["eu-west-1"]),
    ]
    // The task of the request is of the service web, and a report on it refuses another scope.
    for scope in scopes where report.argument == nil || !scope.services.contains(ScopeIDs.none) {
      requests.append(plain)
      requests[requests.count - 1].scope = scope
    }
    requests.append(plain)
    // 2026-03-01T09:00:00Z to 2026-03-02T05:00:00Z.
    requests[requests.count - 1].start = 1_772_355_600_000
    requests[requests.count - 1].end = 1_772_427_600_000
    return requests
  }
}
