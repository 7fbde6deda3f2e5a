import LogsInsights
import Testing

/// The module as other packages see it: this target has no access to what is of the package only.
@Suite struct PublicAPITests {
  private struct Catalog: FieldCatalog {
    let knownFields = ["@timestamp", "level", "service"]

    func field(_ path: FieldPath) throws -> EventField? {
      switch path.name {
      case "level": EventField(path, kind: .integer)
      case "service": EventField(path, kind: .text, textForm: .word)
      default: nil
      }
    }
  }

  private let options = CompileOptions(start: 0, end: 1000, now: 2000, rowsMax: 10)

  @Test func queryHasACanonicalLayout() throws {
    let query = try Query("filter service = 'web'|stats max(level) as worst")
    #expect(query.canonicalText == "filter service = \"web\"\n| stats max(level) as worst")
  }

  /// What an engine of one's own reads.
  @Test func planCanBeRead() throws {
    let plan = try Query("filter service = 'web'|stats max(level) as worst")
      .plan(catalog: Catalog(), options: options)
    #expect(plan.fields.map(\.path.name) == ["@timestamp", "service", "level"])
    #expect(plan.start == 0 && plan.end == 1000 && plan.rowsMax == 10)
    guard case .filter(let condition) = plan.nodes[0], case .aggregate(let groups) = plan.nodes[1],
      case .equal(let left, let right) = condition.kind, case .field(1) = left.kind,
      case .call(let call) = groups.values[0].value.kind
    else {
      Issue.record("\(plan)")
      return
    }
    #expect(right.constant == .text("web"))
    #expect(call.function == "max" && call.isAggregate)
    #expect(groups.keys.isEmpty)
    #expect(plan.output.map(\.name) == ["worst"])
    #expect(plan.output[0].value.facts.isInteger)
    #expect(plan.steps.map(\.nodes) == [0..<1, 1..<2])
    #expect(plan.warnings.isEmpty)
  }

  @Test func tellsWhatIsWrong() throws {
    let text = "fields level | limt 5"
    let error = #expect(throws: QueryError.self) {
      try Query.plan(text, catalog: Catalog(), options: options)
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
    let plan = try Query.plan(
      "fields level | filter servce = 'x' | limit 1", catalog: Catalog(), options: options)
    #expect(plan.warnings.map(\.code) == ["W0601"])
    #expect(plan.warnings.first?.hints.first?.text == "did you mean 'service'?")
  }
}
