import FixtureArchive
import Rows
import Storage
import TestSupport
import Testing

@testable import Reports

/// What is asked of a report, and refused.
@Suite struct ReportRunnerTests {
  private static let numbers = """
    -- column n: a number
    -- column t: a time
    -- column x: a number or a text
    WITH v (n, t, x) AS (VALUES
      (1, '2026-03-01 08:30:10.500', 1), (2, NULL, 'a'), (3, '2026-03-01 08:30:10.500', 2.5))
    SELECT n, t, x FROM v ORDER BY n
    """

  private static func run(
    _ text: String, _ request: ReportRequest = ReportRequest(coversAllTime: true, now: now),
    failIf: String? = nil
  ) throws -> ReportResult {
    let archive = try FixtureArchive.open()
    return try ReportRunner(archive).run(try report(text), request, failIf: failIf)
  }

  @Test func aResultHasKindsAndMeanings() throws {
    let result = try Self.run(
      Self.numbers, ReportRequest(coversAllTime: true, now: now, rowsMax: 2))
    #expect(
      result.columns == [
        .init("n", .number, meaning: "a number"),
        .init("t", .time, meaning: "a time"),
        .init("x", .any, meaning: "a number or a text"),
      ])
    #expect(result.rows.count == 2 && result.areMore)
    #expect(result.window.isWholeArchive && result.insights == nil && result.failing == nil)
    #expect(
      try !Self.run(Self.numbers, ReportRequest(coversAllTime: true, now: now, rowsMax: 3)).areMore)
  }

  @Test(arguments: [
    ("n > 1", ReportResult.Failing.rows(2, of: 3)), ("n > 3", nil), ("x = 'a'", .rows(1, of: 3)),
    ("sum(n) > 5", .whole), ("sum(n) > 6", nil), ("count(*) = 3 -- all", .whole),
    ("t", .rows(2, of: 3)),
    ("n = (SELECT max(n) FROM result)", .rows(1, of: 3)), ("NULL", nil),
  ])
  func aConditionIsAskedOfAllRows(_ condition: String, _ failing: ReportResult.Failing?) throws {
    let request = ReportRequest(coversAllTime: true, now: now, rowsMax: 1)
    #expect(try Self.run(Self.numbers, request, failIf: condition).failing == failing)
  }

  @Test(arguments: [
    ("m > 1", 0), ("n > ", 4), ("n > 1) FROM result; DROP TABLE result --", 20),
    ("n > 1 AND \"y\" = 2", 10),
  ])
  func aConditionWithAMistakeIsRefused(_ condition: String, _ place: Int) throws {
    let error = #expect(throws: ReportError.self) { try Self.run(Self.numbers, failIf: condition) }
    guard case .invalidCondition(condition, let offset, _, ["n", "t", "x"])? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(offset == place)
  }

  @Test func noRowsMeetNoCondition() throws {
    let text = "SELECT 1 AS n WHERE 0"
    #expect(try Self.run(text, failIf: "n >= 0").failing == nil)
    #expect(try Self.run(text, failIf: "count(*) = 0").failing == .whole)
  }

  @Test func parametersAreLiterals() throws {
    let text = """
      -- parameter least = 2: at least
      SELECT {{least}} AS n, {{who}} AS who, typeof({{least}}) AS type
      """
    var request = ReportRequest(coversAllTime: true, now: now, values: ["who": "it's"])
    #expect(try Self.run(text, request).rows == [[.integer(2), .text("it's"), .text("integer")]])
    request.values["least"] = "x"
    #expect(try Self.run(text, request).rows == [[.text("x"), .text("it's"), .text("text")]])
    #expect(throws: ReportError.missingParameters(report: "probe", names: ["who"])) {
      try Self.run(text)
    }
    #expect(
      throws: ReportError.unknownParameter(report: "probe", "whom", allowed: ["least", "who"])
    ) {
      try Self.run(text, ReportRequest(coversAllTime: true, now: now, values: ["whom": "x"]))
    }
  }

  @Test func aDimensionTakesThePlaceOfBy() throws {
    let text = """
      -- by: cluster, capacity-provider
      SELECT count(*) AS stops, "by" FROM stops GROUP BY "by" ORDER BY "by" DESC
      """
    var request = ReportRequest(coversAllTime: true, now: now)
    #expect(try Self.run(text, request).columns.map(\.name) == ["stops"])
    request.dimension = .capacityProvider
    let result = try Self.run(text, request)
    #expect(result.columns.map(\.name) == ["stops", "capacity_provider"])
    #expect(result.columns[1].meaning == ReportDimension.capacityProvider.meaning)
    #expect(result.rows.count > 1)
    // The order of the report stays.
    let names = result.rows.map { "\($0[1])" }
    #expect(names == names.sorted(by: >))
    request.dimension = .zone
    #expect(
      throws: ReportError.wrongDimension(
        report: "probe", .zone, allowed: [.cluster, .capacityProvider])
    ) { try Self.run(text, request) }
    let totals = "-- by: family\nSELECT \"by\" FROM counts"
    #expect(throws: ReportError.dimensionNeedsStops(report: "probe", .family)) {
      try Self.run(totals, ReportRequest(coversAllTime: true, now: now, dimension: .family))
    }
    #expect(throws: ReportError.noDimensions(report: "probe")) { try Self.run("SELECT 1", request) }
  }

  @Test func aScopeThatIsNotThereNamesWhatIs() throws {
    func advice(_ scope: ReportScope) throws -> String? {
      let error = #expect(throws: ReportError.self) {
        try Self.run("SELECT 1", ReportRequest(coversAllTime: true, now: now, scope: scope))
      }
      guard case .unknownScope? = error else {
        Issue.record("\(String(describing: error))")
        return nil
      }
      return error?.advice
    }
    #expect(try advice(ReportScope(clusters: ["shpo"])) == "did you mean \"shop\"?")
    #expect(try advice(ReportScope(services: ["wbe"])) == "did you mean \"web\"?")
    #expect(try advice(ReportScope(regions: ["eu-west"])) == "did you mean \"eu-west-1\"?")
    #expect(try advice(ReportScope(accounts: ["7"]))?.hasPrefix("known accounts: ") == true)
    #expect(throws: ReportError.emptyScope("cluster batch, region us-east-1")) {
      try Self.run(
        "SELECT 1",
        ReportRequest(
          coversAllTime: true, now: now,
          scope: ReportScope(clusters: ["batch"], regions: ["us-east-1"])))
    }
  }

  @Test func aScopeIsFiltersInLogsInsights() throws {
    let archive = try FixtureArchive.open()
    let catalog = ReportCatalog(
      files: [
        ("probe.sql", "SELECT 1 AS n"),
        ("probe.insights", "# Leaves all out.\nstats count(*) by detail.group"),
        ("source.insights", "source logGroups()\n| stats count(*) as n"),
      ], folder: "folder", areOurs: false)
    #expect(catalog.mistakes == [] && catalog.reports.count == 2)
    var request = ReportRequest(start: 0, now: now)
    let runner = try ReportRunner(archive)
    let probe = try catalog["probe"].orFail()
    #expect(
      try runner.insights(of: probe, request)
        == """
        # Time: 1970-01-01T00:00:00Z to 2026-03-04T00:00:00Z
        # Leaves all out.
        stats count(*) by detail.group
        """)
    request.scope = ReportScope(clusters: ["legacy"], services: ["web", "(none)"])
    #expect(
      try runner.insights(of: probe, request)
        == """
        # Time: 1970-01-01T00:00:00Z to 2026-03-04T00:00:00Z
        # Leaves all out.
        filter detail.clusterArn = "arn:aws:ecs:us-east-1:444455556666:cluster/legacy" | \
        filter detail.group = "service:web" or not ispresent(detail.group) | stats count(*) by detail.group
        """)
    request.scope = ReportScope(regions: ["eu-west-1", "us-east-1"])
    #expect(
      try runner.insights(of: try catalog["source"].orFail(), request)
        == """
        # Time: 1970-01-01T00:00:00Z to 2026-03-04T00:00:00Z
        source logGroups()
        | filter region in ["eu-west-1", "us-east-1"] | stats count(*) as n
        """)
    #expect(throws: ReportError.noInsights(report: "x")) {
      try runner.insights(
        of: try report("SELECT 1 AS n", name: "x"), ReportRequest(coversAllTime: true, now: now))
    }
  }

  @Test(arguments: [
    ("-- title: x\nSELECT\n  nothing\nFROM counts", 3),
    ("WITH\n  a AS (SELECT 1),\n  b AS (SELECT 2)\nSELEC 1 FROM counts", 4),
    ("SELECT 1; SELECT 2", 1), ("WITH a AS (SELECT nix FROM stops)\nSELECT * FROM a", 1),
  ])
  func aMistakeInAQueryHasItsLine(_ text: String, _ line: Int) throws {
    let error = #expect(throws: ReportError.self) { try Self.run(text) }
    #expect(
      error?.description.hasPrefix("folder/probe.sql:\(line): ") == true,
      "\(error?.description ?? "")")
  }

  @Test(arguments: [
    "DELETE FROM tasks", "PRAGMA user_version = 7", "SELECT ?1", "ATTACH 'x' AS y", "BEGIN",
  ])
  func onlyASelectIsAReport(_ text: String) throws {
    #expect(throws: ReportError.self) { try Self.run(text) }
  }

  @Test func reportsOfOneSnapshotSeeOneState() throws {
    let folder = TemporaryFolder()
    let writer = try Archive(path: folder.path + "/archive.sqlite", .write)
    try write(Array(FixtureArchive.records().prefix(3)), to: writer)
    let reader = try Archive(path: folder.path + "/archive.sqlite", .read)
    let runner = try ReportRunner(reader)
    let count = try report("SELECT count(*) AS n FROM stops")
    func number() throws -> [[Cell]] {
      try runner.run(count, ReportRequest(coversAllTime: true, now: now)).rows
    }
    try runner.inSnapshot {
      let before = try number()
      try write(Array(FixtureArchive.records().dropFirst(3)), to: writer)
      #expect(try number() == before)
    }
    #expect(try number() == [[.integer(27)]])
  }
}
