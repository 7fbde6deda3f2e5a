import FixtureArchive
import LogsInsights
import Queries
import Storage
import TestSupport
import Testing

/// The evaluator gives the rows that query cases record, so that a wrong recording does not pass.
@Suite struct CaseAgreementTests {
  /// Cases about what the evaluator knows only in part.
  private static let beyond: Set = [
    "addtotals/across-and-down", "addtotals/down", "addtotals/of-all-columns-that-can-be-numbers",
    "filter/regex-code-units", "functions/base64", "functions/rounding", "functions/substr",
    "join/members-of-the-left-side", "operators/named-groups-lose-their-names",
    "source/absolute-window-in-seconds", "unnest/twenty-in-a-row",
  ]

  @Test func evaluatorGivesTheRowsOfTheCases() throws {
    let plain = try FixtureEvents(isAll: false)
    let all = try FixtureEvents(isAll: true)
    var compared = 0
    for file in try CaseFile.all(in: "../QueryCaseTests/Cases") {
      guard file["rows"] != nil, !Self.beyond.contains(file.name) else { continue }
      // The evaluator knows neither a caller's window nor a caller's limit.
      guard ["start", "end", "rows-max"].allSatisfy({ file.note($0) == nil }) else { continue }
      let events = file.note("archive") == "all" ? all : plain
      do {
        let evaluated = try events.evaluated(file.input)
        let compiled = try events.compiled(file.input)
        #expect(compiled.isSame(as: evaluated), "\(file.name)")
        compared += 1
      } catch is Evaluator.Unknown {
      }
    }
    #expect(compared >= 480)
  }
}

/// The fixture's events, in its archive and as the evaluator sees them.
private final class FixtureEvents {
  private let archive: Archive
  private let decoded: DecodedArchive
  private let runner: QueryRunner

  init(isAll: Bool) throws {
    let records = try isAll ? FixtureArchive.records() : FixtureArchive.plainRecords()
    archive = isAll ? try FixtureArchive.open() : try FixtureArchive.openPlain()
    let events = try records.map { record in
      let time = try #require(record.loggedAt)
      return try #require(
        DecodedEvent(message: record.message, time: time, stream: record.stream))
    }
    decoded = DecodedArchive(try ExtensionValues(archive).added(to: events))
    runner = try QueryRunner(archive, tables: FixtureArchive.folder)
  }

  func compiled(_ query: String) throws -> Evaluator.Result {
    try TestArchive.compiled(query, runner)
  }

  func evaluated(_ query: String) throws -> Evaluator.Result {
    try Evaluator.run(Query(query), on: decoded, now: TestArchive.now)
  }
}
