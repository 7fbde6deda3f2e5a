import LogsInsights
import Testing

/// What a compiled query says about itself besides its SQL.
@Suite struct QueryTests {
  private func compile(_ text: String, _ catalog: TestCatalog = TestCatalog()) throws
    -> CompiledQuery
  {
    try Query(text).compile(catalog: catalog, options: CompileOptions(now: 0))
  }

  @Test func columnsHaveNamesAndKinds() throws {
    let query = try compile(
      """
      fields @timestamp, @message, detail.version as v, detail.containers, detail.new.value, \
      detail.enableExecuteCommand, nosuch, v = 1
      """)
    #expect(
      query.columns.map { "\($0.name): \($0.kind.rawValue)" } == [
        "@timestamp: timestamp", "@message: text", "v: number", "detail.containers: json",
        "detail.new.value: any", "detail.enableExecuteCommand: number", "nosuch: any",
        "v = 1: number",
      ])
  }

  @Test func namesDifferByTheirBytes() throws {
    let query = try compile("fields 1 as `caf\u{E9}`, 2 as `cafe\u{301}`")
    #expect(query.columns.count == 2)
  }

  @Test func textsDifferByTheirBytes() throws {
    let query = try compile("filter detail.cpu in [\"\u{E9}\", \"e\u{301}\"]")
    #expect(query.bindings.count == 2)
  }

  @Test func catalogIsAskedInItsOwnTerms() throws {
    let catalog = TestCatalog(answers: [[3], [17]])
    _ = try compile(
      "filter detail.clusterArn like \"nginx\" and detail.group = \"service:nginx\"", catalog)
    #expect(
      catalog.predicates.map(\.sql) == [
        "SELECT id FROM clusters WHERE instr(arn, ?1) > 0",
        "SELECT id FROM task_groups WHERE name = ?1",
      ])
    #expect(catalog.predicates.map(\.bindings) == [[.text("nginx")], [.text("service:nginx")]])
  }

  @Test func errorsOfTheCatalogPassThrough() throws {
    struct Broken: Error {}
    struct BrokenCatalog: FieldCatalog {
      let source = "t"
      let timestamp = "t.a"
      let tieBreak = "t.b"
      let event = "t.id"
      let knownFields: [String] = []
      func field(_ path: FieldPath) throws -> Field? { throw Broken() }
      func resolve(_ predicate: DictionaryPredicate) throws -> [Int64]? { nil }
    }
    let query = try Query("fields x")
    #expect(throws: Broken.self) {
      try query.compile(catalog: BrokenCatalog(), options: CompileOptions(now: 0))
    }
  }

  @Test func lengthIsCountedInCharacters() throws {
    let padding = String(repeating: "é", count: 9_980)
    _ = try Query("limit 1 # \(padding)")
    let error = #expect(throws: QueryError.self) { try Query("limit 1 # \(padding)\(padding)") }
    #expect(error?.diagnostics.map(\.code) == ["E0108"])
  }

  @Test func offsetsCountCharacters() throws {
    let error = #expect(throws: QueryError.self) { try Query("filter \"日本\" = 1 | limt 5") }
    let diagnostic = try #require(error?.diagnostics.first)
    let source = try #require(error?.source)
    #expect(source.characterOffset(of: diagnostic.range.lower) == 18)
    #expect(source.characterOffset(of: diagnostic.range.upper) == 22)
    #expect(diagnostic.hints.first?.replacement == "limit")
  }

  @Test func controlCharactersDoNotReachTheTerminal() throws {
    let error = #expect(throws: QueryError.self) { try Query("fields \u{1B}[31m") }
    #expect(error?.description.contains("\u{1B}") == false)
  }

  @Test func nulIsRefused() {
    #expect(throws: QueryError.self) { try Query("fields 1 as `a\u{0}b`") }
  }

  @Test func bindingsAreShownOnOneLineEach() throws {
    let query = try compile("filter detail.cpu = \"a'b\\nc\"")
    #expect(query.displayText.hasSuffix("\n-- ?1 = 'a''b' || char(10) || 'c'\n"))
  }
}
