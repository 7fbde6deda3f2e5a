import FixtureArchive
import Queries
import Rows
import SQLite
import Storage
import TestSupport
import Testing

@testable import Reports

/// The report `stops` lists the same stops however they are searched, and knows how many there are.
@Suite struct StopSearchTests {
  private static let filters = [
    StopFilters(), StopFilters(onlyAbnormal: true), StopFilters(causes: ["out_of_memory"]),
    StopFilters(onlyAbnormal: true, causes: ["essential_container_exited", "user_stopped"]),
    StopFilters(causes: ["host_stopped"]),
  ]

  @Test func everySearchFindsTheSameStops() throws {
    let archive = try GeneratedArchive(count: 250, seed: seed)
    try Self.expectSameStops(archive.archive, "seed \(seed)")
    try Self.expectSameStops(try FixtureArchive.open(), "fixture")
  }

  private static func expectSameStops(_ archive: borrowing Archive, _ context: Comment) throws {
    let first = try archive.connection.integer("SELECT min(logged_at) FROM tasks") ?? 0
    let last = try archive.connection.integer("SELECT max(logged_at) FROM tasks") ?? 0
    let scopes = try scopes(archive)
    for filters in filters {
      for scope in scopes {
        for (start, end) in [(nil, nil), (first + (last - first) / 3, last - 1)] {
          var request = ReportRequest(coversAllTime: true, now: now, scope: scope, filters: filters)
          (request.start, request.end) = (start, end)
          try expectSameStops(archive, request, context)
        }
      }
    }
  }

  private static func expectSameStops(
    _ archive: borrowing Archive, _ request: ReportRequest, _ context: Comment
  ) throws {
    let runner = try ReportRunner(archive)
    let report = try ReportCatalog.standard["stops"].orFail()
    let expected = try ids(archive, request)
    let all = try runner.run(report, request)
    #expect(all.rows.count == expected.count && !all.areMore, context)
    var few = request
    few.rowsMax = 3
    let shown = try runner.run(report, few)
    #expect(shown.rows == Array(all.rows.prefix(3)), context)
    #expect(shown.total == expected.count && shown.areMore == (expected.count > 3), context)
    // Whatever the number of stops would make it choose.
    let lastDay =
      (try archive.connection.integer("SELECT max(logged_at) FROM tasks") ?? 0) / 86_400_000
    for search in [StopSearch.inOrder, .newestFirst(lastDay: lastDay), .byDays(from: nil)] {
      #expect(try found(runner, request, search) == expected, "\(search), \(context)")
    }
  }

  /// The rows of `tasks` that the common table finds, newest first.
  private static func found(
    _ runner: ReportRunner, _ request: ReportRequest, _ search: StopSearch
  ) throws -> [Int64] {
    let request = try runner.archiveStops.completed(request)
    let tables = try runner.archiveStops.tables(
      request, runner.archiveStops.window(of: request),
      ScopeIDs(request.scope, runner.connection), search: search)
    let select = try runner.connection.prepare(
      "WITH \(tables.definition(of: .init(name: .stops, columns: []))) "
        + "SELECT id FROM stops ORDER BY logged_at DESC, id DESC", persistent: false)
    var found: [Int64] = []
    while try select.step() { found.append(select.integer(at: 0)) }
    return found
  }

  /// The same by the view and plain conditions.
  private static func ids(
    _ archive: borrowing Archive, _ request: ReportRequest
  ) throws -> [Int64] {
    var conditions = ["1"]
    if let start = request.start { conditions.append("logged_at_ms >= \(start)") }
    if let end = request.end { conditions.append("logged_at_ms <= \(end)") }
    if request.filters.onlyAbnormal { conditions.append("is_abnormal") }
    if !request.filters.causes.isEmpty {
      let names = request.filters.causes.map { "'\($0)'" }.joined(separator: ", ")
      conditions.append("category IN (\(names))")
    }
    for (column, names) in [
      ("cluster_arn", request.scope.clusters), ("\"group\"", request.scope.services),
    ] where !names.isEmpty {
      conditions.append("\(column) IN (\(names.map { "'\($0)'" }.joined(separator: ", ")))")
    }
    let select = try archive.connection.prepare(
      "SELECT id FROM stopped_tasks WHERE \(conditions.joined(separator: " AND ")) "
        + "ORDER BY logged_at_ms DESC, id DESC", persistent: false)
    var ids: [Int64] = []
    while try select.step() { ids.append(select.integer(at: 0)) }
    return ids
  }

  /// All stops, those of a cluster, and those of one and of two groups.
  private static func scopes(_ archive: borrowing Archive) throws -> [ReportScope] {
    func texts(_ sql: String) throws -> [String] {
      let select = try archive.connection.prepare(sql, persistent: false)
      var texts: [String] = []
      while try select.step() { texts.append(select.string(at: 0) ?? "") }
      return texts.filter { !$0.contains("'") && !$0.isEmpty }
    }
    let clusters = try texts(
      "SELECT arn FROM clusters WHERE id IN (SELECT cluster_id FROM tasks) ORDER BY 1 LIMIT 1")
    let groups = try texts(
      "SELECT name FROM task_groups WHERE id IN (SELECT group_id FROM tasks) ORDER BY 1 LIMIT 2")
    return [
      ReportScope(), ReportScope(clusters: clusters),
      ReportScope(services: Array(groups.prefix(1))),
      ReportScope(clusters: clusters, services: groups),
    ]
  }
}
