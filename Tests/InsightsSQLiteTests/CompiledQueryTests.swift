import InsightsSQLite
import LogsInsights
import Testing

/// What a compiled query says about itself besides its SQL.
@Suite struct CompiledQueryTests {
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

  @Test func bindingsAreShownOnOneLineEach() throws {
    let query = try compile("filter detail.cpu = \"a'b\\nc\"")
    #expect(query.displayText.hasSuffix("\n-- ?1 = 'a''b' || char(10) || 'c'\n"))
  }
}
