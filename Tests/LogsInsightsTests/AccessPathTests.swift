import LogsInsights
import Testing

/// An index is taken where it leads to few rows, and only there.
@Suite struct AccessPathTests {
  /// A million events, as many of them behind any ids of an index as a test says.
  private struct Catalog: FieldCatalog {
    let inner = TestCatalog(answers: [[3], [3]])
    let rows: Int

    var source: String { inner.source }
    var timestamp: String { inner.timestamp }
    var tieBreak: String { inner.tieBreak }
    var event: String { inner.event }
    var knownFields: [String] { inner.knownFields }
    let eventCount = 1_000_000
    let indexes = [
      ["t.logged_at"], ["t.stop_code_id", "t.reason_id"], ["t.group_id", "t.logged_at"],
    ]
    var lookupTables: [String]? { nil }

    func field(_ path: FieldPath) throws -> Field? { try inner.field(path) }
    func resolve(_ predicate: DictionaryPredicate) throws -> [Int64]? {
      try inner.resolve(predicate)
    }
    func count(
      _ ids: [Int64], in dictionary: FieldDictionary, upTo bound: Int
    ) throws -> Int? {
      indexes.contains { $0.first == dictionary.idSQL } ? min(rows, bound) : nil
    }
    func pattern(of path: FieldPath) throws -> Field? { nil }
    func lookupTable(named name: String, by keys: [String]) throws -> LookupTable? { nil }
  }

  private func sql(_ text: String, rows: Int = 1) throws -> String {
    try Query(text).compile(catalog: Catalog(rows: rows), options: CompileOptions(now: 0)).sql
  }

  @Test func groupsOfAllEventsAreAScan() throws {
    #expect(try sql("stats max(detail.version) by detail.group").contains("AS t NOT INDEXED"))
    #expect(
      try sql("fields detail.cpu | sort detail.version | limit 3").contains("AS t NOT INDEXED"))
  }

  @Test func anIndexWithAllColumnsIsASmallerTable() throws {
    for text in [
      "stats count(*) by detail.stopCode, detail.stoppedReason", "stats count(*) by bin(1d)",
    ] {
      #expect(try !sql(text).contains("NOT INDEXED"), "\(text)")
    }
  }

  @Test func fewRowsAreFoundByIndex() throws {
    let query = "filter detail.stopCode = \"a\" | stats max(detail.version) by detail.cpu"
    #expect(try sql(query, rows: 1_000).contains("WHERE t.stop_code_id = 3"))
    #expect(try !sql(query, rows: 1_000).contains("NOT INDEXED"))
    #expect(try sql(query, rows: 500_000).contains("AS t NOT INDEXED\nWHERE +t.stop_code_id = 3"))
  }

  @Test func theFirstOfManyAreFoundInTheOrderOfTime() throws {
    let query = "filter detail.stopCode = \"a\" | limit 50"
    #expect(try sql(query, rows: 1_000).contains("WHERE t.stop_code_id = 3"))
    #expect(try sql(query, rows: 30_000).contains("AS t\nWHERE +t.stop_code_id = 3"))
    #expect(try sql(query + " | sort detail.cpu", rows: 30_000).contains("+t.stop_code_id"))
  }

  @Test func anIndexInTheOrderOfTimeServesBoth() throws {
    #expect(
      try sql("filter detail.group = \"a\" | limit 50", rows: 500_000)
        .contains("WHERE t.group_id = 3"))
  }

  @Test func aTaskOrATimeLeadsToFewRows() throws {
    for condition in ["detail.taskArn like \"/0a1b2c\"", "@timestamp > 1700000000000"] {
      let query = "filter \(condition) | stats max(detail.version) by detail.cpu"
      #expect(try !sql(query).contains("NOT INDEXED"), "\(condition)")
    }
  }
}
