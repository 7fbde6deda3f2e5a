import FixtureArchive
import Rows
import Storage
import TestSupport
import Testing

@testable import Reports

/// Totals of days and rows of tasks give the same numbers, whatever is asked.
@Suite struct CommonTablesTests {
  /// What a report may look at, and the same as conditions on `tasks`, by other means.
  private struct Question {
    var request: ReportRequest
    var conditions: [String]

    var condition: String { conditions.isEmpty ? "1" : conditions.joined(separator: " AND ") }
  }

  @Test func countsAreThoseOfTasks() throws {
    let generated = try GeneratedArchive(count: 400, seed: seed)
    var random = SeededGenerator(seed: seed)
    let counts = try report(Self.probe("counts", day: "max(last_day)"))
    let daily = try report(Self.probe("daily_counts", day: "max(day)"))
    let stops = try report("SELECT count(*) AS stops, min(id), max(id) FROM stops")
    let runner = try ReportRunner(generated.archive)
    var answered = 0
    for _ in 0..<150 {
      let question = try Self.question(&random, generated.archive)
      let expected = try rows(Self.groups(where: question.condition), generated.archive)
      let context = Comment(rawValue: "seed \(seed): \(question.condition)")
      do {
        let given = try runner.run(counts, question.request)
        #expect(given.rows == expected, context)
        #expect(try runner.run(daily, question.request).rows == expected, context)
        let number = try rows(
          "SELECT count(*), min(id), max(id) FROM tasks AS t WHERE \(question.condition)",
          generated.archive)
        #expect(try runner.run(stops, question.request).rows == number, context)
        answered += expected.isEmpty ? 0 : 1
      } catch ReportError.emptyScope {
        #expect(expected.isEmpty, context)
      }
    }
    #expect(answered > 50)
  }

  @Test func earlierAndHistoryAreWhatLiesBefore() throws {
    let generated = try GeneratedArchive(count: 200, seed: seed &+ 1)
    let runner = try ReportRunner(generated.archive)
    let report = try report(
      """
      SELECT (SELECT sum(stops) FROM counts), (SELECT sum(stops) FROM earlier_counts),
        (SELECT sum(stops) FROM history_counts), (SELECT count(*) FROM earlier_stops), p.start_at, p.end_at
      FROM period AS p
      """)
    let day: Int64 = 86_400_000
    for start in stride(
      from: GeneratedArchive.start, to: GeneratedArchive.start + 12 * day, by: Int(day * 5 / 4))
    {
      let end = start + day * 5 / 4 - 1
      let given = try runner.run(report, ReportRequest(start: start, end: end, now: end)).rows
      let expected = try rows(
        """
        SELECT
          sum(logged_at BETWEEN \(start) AND \(end)),
          nullif(sum(logged_at >= \(start - day * 5 / 4) AND logged_at < \(start)), 0),
          nullif(sum(logged_at < \(start)), 0),
          sum(logged_at >= \(start - day * 5 / 4) AND logged_at < \(start)), \(start), \(end)
        FROM tasks
        """, generated.archive)
      #expect(given == expected)
    }
  }

  /// Of places only the stops that a place may answer for.
  @Test(arguments: ReportDimension.allCases.filter { !$0.isOfSingleStops })
  func aDimensionIsTheSameForCountsAndStops(_ dimension: ReportDimension) throws {
    let generated = try GeneratedArchive(count: 300, seed: seed &+ 2)
    let runner = try ReportRunner(generated.archive)
    let condition =
      "verdict_id IN (SELECT id FROM verdicts WHERE responsible IN ('platform', 'capacity'))"
    let isPlace = dimension == .zone || dimension == .capacityProvider
    func totals(_ table: String, _ number: String) throws -> [[Cell]] {
      let report = try report(
        """
        -- by: \(dimension.rawValue)
        SELECT "by", \(number) AS n FROM \(table) WHERE \(isPlace ? condition : "1") GROUP BY "by" ORDER BY 1
        """)
      let request = ReportRequest(
        start: GeneratedArchive.start + 1_000_000, end: GeneratedArchive.start + 500_000_000,
        now: 0,
        dimension: dimension)
      let result = try runner.run(report, request)
      #expect(result.columns.map(\.name) == [dimension.columnName, "n"])
      return result.rows
    }
    let expected = try totals("stops", "count(*)")
    #expect(try totals("counts", "sum(stops)") == expected)
    #expect(try totals("daily_counts", "sum(stops)") == expected)
    #expect(isPlace || expected.count > 1)
  }

  @Test func wholeDaysAreSummedWithoutSorting() throws {
    let generated = try GeneratedArchive(count: 50, seed: seed)
    let runner = try ReportRunner(generated.archive)
    let sql = try runner.sql(
      of: try report("SELECT count(*) FROM counts"), ReportRequest(coversAllTime: true, now: 0))
    let plan = try rows("EXPLAIN QUERY PLAN " + sql, generated.archive).map { "\($0)" }
    #expect(plan.contains { $0.contains("SCAN d") })
    #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(plan)")
  }

  /// What a report does not take is summed up.
  @Test(arguments: [
    ([], "verdict_id"), (["is_abnormal", "category"], "verdict_id"), (["pattern_id"], "pattern_id"),
    (["cluster_id", "pattern_id"], "cluster_id"), (nil, "capacity_provider_id"),
  ])
  func countsAreToldApartByWhatIsTaken(_ columns: [String]?, _ last: String) {
    #expect(TotalsKeys(columns, dimension: nil).names.last == last)
    #expect(TotalsKeys(columns, dimension: .zone).names.contains("availability_zone_id"))
  }

  /// Columns on request are those of the verdict, or names.
  @Test func columnsOnRequestAreThoseOfOtherTables() throws {
    let generated = try GeneratedArchive(count: 200, seed: seed &+ 3)
    let runner = try ReportRunner(generated.archive)
    let request = ReportRequest(
      start: GeneratedArchive.start + 1_000_000, end: GeneratedArchive.start + 500_000_000, now: 0)
    func answer(_ text: String) throws -> [[Cell]] {
      try runner.run(try report(text), request).rows
    }
    let verdicts = VerdictColumns.all.joined(separator: ", ")
    let numbers = Array(1...VerdictColumns.all.count).map(String.init).joined(separator: ", ")
    let expected = try answer(
      """
      SELECT v.\(VerdictColumns.all.joined(separator: ", v.")), count(*) AS n
      FROM stops AS s JOIN verdicts AS v ON v.id = s.verdict_id GROUP BY \(numbers) ORDER BY \(numbers)
      """)
    #expect(!expected.isEmpty)
    for (table, number) in [
      ("stops", "count(*)"), ("counts", "sum(stops)"), ("daily_counts", "sum(stops)"),
    ] {
      let text = """
        -- reads: \(table)(\(verdicts))
        SELECT \(verdicts), \(number) AS n FROM \(table) GROUP BY \(numbers) ORDER BY \(numbers)
        """
      #expect(try answer(text) == expected, "\(table)")
    }
    let names = try answer(
      """
      -- reads: stops(task, task_arn, cluster, account, region, service)
      SELECT task_arn, task, cluster, account, region, service FROM stops ORDER BY id
      """)
    let looked = try answer(
      """
      SELECT arn_text(p.id, s.task_id), substr(arn_text(p.id, s.task_id), length(p.prefix) + 1), c.cluster, c.account, c.region,
        coalesce(g.service, '(none)')
      FROM stops AS s JOIN arn_prefixes AS p ON p.id = s.task_prefix_id
      LEFT JOIN cluster_names AS c ON c.id = s.cluster_id
      LEFT JOIN service_names AS g ON g.id = s.group_id
      ORDER BY s.id
      """)
    #expect(names == looked && names.count > 10)
  }

  @Test func aServiceIsFoundByItsIndex() throws {
    let generated = try GeneratedArchive(count: 50, seed: seed)
    let runner = try ReportRunner(generated.archive)
    let name = try rows("SELECT name FROM task_groups ORDER BY id LIMIT 1", generated.archive)
    guard case .text(let group)? = name.first?.first else {
      Issue.record("no group")
      return
    }
    var request = ReportRequest(
      start: GeneratedArchive.start + 1, end: GeneratedArchive.start + 100_000_000, now: 0)
    request.scope.services = [group]
    let sql = try runner.sql(of: try report("SELECT count(*) FROM stops"), request)
    let plan = try rows("EXPLAIN QUERY PLAN " + sql, generated.archive).map { "\($0)" }
    #expect(plan.contains { $0.contains("tasks_group") }, "\(plan)")
  }
}

extension CommonTablesTests {
  private static func probe(_ table: String, day: String) -> String {
    """
    SELECT verdict_id, pattern_id, group_id, cluster_id, availability_zone_id, capacity_provider_id,
      sum(stops) AS stops, \(day) AS last_day
    FROM \(table) GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 2, 3, 4, 5, 6
    """
  }

  private static func groups(where condition: String) -> String {
    let isPlace =
      "(SELECT responsible FROM verdicts WHERE id = t.verdict_id) IN ('platform', 'capacity')"
    return """
      SELECT t.verdict_id, t.pattern_id, t.group_id, t.cluster_id,
        CASE WHEN \(isPlace) THEN t.availability_zone_id END, CASE WHEN \(isPlace) THEN t.capacity_provider_id END,
        count(*), max(CAST(floor(t.logged_at / 86400000.0) AS INTEGER))
      FROM tasks AS t WHERE \(condition) GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 2, 3, 4, 5, 6
      """
  }

  private static func question(
    _ random: inout SeededGenerator, _ archive: borrowing Archive
  ) throws -> Question {
    let now = GeneratedArchive.start + Int64(GeneratedArchive.days + 1) * 86_400_000
    var question = Question(request: ReportRequest(coversAllTime: true, now: now), conditions: [])
    if !random.isOne(in: 4) {
      question.request.start = time(&random)
      question.conditions.append("t.logged_at >= \(question.request.start ?? 0)")
    }
    if !random.isOne(in: 4) {
      let end = max(time(&random), question.request.start ?? .min)
      question.request.end = end
      question.conditions.append("t.logged_at <= \(end)")
    }
    func take(_ sql: String, _ apply: (String) -> Void) throws {
      let values = try rows(sql, archive).compactMap { row -> String? in
        if case .text(let text) = row[0] { text } else { nil }
      }
      if random.isOne(in: 3), !values.isEmpty { apply(random.pick(values)) }
    }
    try take("SELECT DISTINCT name FROM clusters") { name in
      question.request.scope.clusters = [name]
      question.conditions.append(
        "t.cluster_id IN (SELECT id FROM clusters WHERE arn LIKE '%:cluster/\(name)')")
    }
    try take("SELECT DISTINCT name FROM task_groups") { name in
      question.request.scope.services = [name]
      question.conditions.append(
        "t.group_id IN (SELECT id FROM task_groups WHERE name = '\(name)')")
    }
    try take("SELECT DISTINCT word FROM words WHERE word GLOB '[0-9]*' AND length(word) = 12") {
      account in
      question.request.scope.accounts = [account]
      question.conditions.append(
        "t.cluster_id IN (SELECT id FROM clusters WHERE arn LIKE '%:\(account):%')")
    }
    return question
  }

  /// Often the first or last millisecond of a day.
  private static func time(_ random: inout SeededGenerator) -> Int64 {
    let time = GeneratedArchive.start + Int64(random.below(GeneratedArchive.days * 86_400_000))
    let midnight = time / 86_400_000 * 86_400_000
    return random.pick([time, midnight, midnight - 1])
  }
}
