import LogsInsights
import Testing

/// The module as other packages see it: this target has no access to what is of the package only.
@Suite struct PublicAPITests {
  /// Events with two fields in a table of their own.
  private struct Catalog: FieldCatalog {
    let source = "events AS e"
    let timestamp = "e.time"
    let tieBreak = "e.id"
    let event = "e.id"
    let knownFields = ["@timestamp", "level", "service"]

    func field(_ path: FieldPath) throws -> Field? {
      switch path.name {
      case "level": Field(sql: "e.level", kind: .integer)
      case "service":
        Field(
          sql: "(SELECT name FROM services WHERE id = e.service)", kind: .text,
          storage: .dictionary(
            FieldDictionary(idSQL: "e.service", table: "services", key: "id", value: "name")))
      default: nil
      }
    }

    func resolve(_ predicate: DictionaryPredicate) throws -> [Int64]? {
      predicate.bindings == [.text("web")] ? [7] : nil
    }
  }

  private let options = CompileOptions(start: 0, end: 1000, now: 2000, rowsMax: 10)

  @Test func compilesToSQL() throws {
    let query = try Query("filter service = 'web'|stats max(level) as worst")
    #expect(query.canonicalText == "filter service = \"web\"\n| stats max(level) as worst")
    let compiled = try query.compile(catalog: Catalog(), options: options)
    #expect(
      compiled.sql == """
        SELECT max(e.level) AS "worst"
        FROM events AS e
        WHERE e.time BETWEEN ?1 AND ?2
          AND e.service = 7
        LIMIT 10
        """)
    #expect(compiled.bindings == [.integer(0), .integer(1000)])
    #expect(compiled.columns.map(\.name) == ["worst"])
    #expect(compiled.columns.map(\.kind) == [.number])
    #expect(compiled.warnings.isEmpty)
  }

  @Test func treeCanBeRead() throws {
    let query = try Query("filter level > 3 and service like /web/")
    let filter = try #require(query.commands.first as? FilterCommand)
    guard case .logical(.and, let operands) = filter.condition.kind,
      case .binary(.greater, let left, let right) = operands[0].kind,
      case .matches(_, let regex, _, _) = operands[1].kind, case .number("3") = right.kind
    else {
      Issue.record("\(filter.condition)")
      return
    }
    #expect(left.path?.name == "level")
    #expect(regex.pattern == "web")
    #expect(query.source[filter.range] == "filter level > 3 and service like /web/")
  }

  @Test func tellsWhatIsWrong() throws {
    let text = "fields level | limt 5"
    let error = #expect(throws: QueryError.self) {
      try Query.compile(text, catalog: Catalog(), options: options)
    }
    let diagnostic = try #require(error?.diagnostics.first)
    #expect(diagnostic.code == "E0102")
    #expect(diagnostic.severity == .error)
    #expect(diagnostic.message == "unknown command 'limt'")
    #expect(diagnostic.hints.first?.replacement == "limit")
    #expect(SourceText(text)[diagnostic.range] == "limt")
    #expect(SourceText(text).characterOffset(of: diagnostic.range.lower) == 15)
  }

  @Test func warns() throws {
    let compiled = try Query.compile(
      "fields level | filter servce = 'x' | limit 1", catalog: Catalog(), options: options)
    #expect(compiled.warnings.map(\.code) == ["W0601"])
    #expect(compiled.warnings.first?.hints.first?.text == "did you mean 'service'?")
  }

  @Test func functionsCanBeEvaluated() {
    #expect(SQLFunction.all.count > 20)
    for function in SQLFunction.all {
      #expect(function.name.hasPrefix("insights_"))
      #expect((0...3).contains(function.argumentCounts.upperBound), "\(function.name)")
    }
    #expect(SQLFunction.truth.evaluate(.integer(2)) == .integer(1))
    for aggregate in SQLAggregate.allCases { _ = aggregate.makeState(isBefore: { $0 < $1 }) }
    let order = Array("a10".utf8).withUnsafeBytes { left in
      Array("a9".utf8).withUnsafeBytes { right in SortOrder.compare(left, right) }
    }
    #expect(order != 0)
  }
}
