import LogsInsights
import Testing

/// What holds for every query, whatever it asks.
@Suite struct QueryTests {
  @Test func errorsOfTheCatalogPassThrough() throws {
    struct Broken: Error {}
    struct BrokenCatalog: FieldCatalog {
      let knownFields: [String] = []
      func field(_ path: FieldPath) throws -> EventField? { throw Broken() }
    }
    let query = try Query("fields x")
    #expect(throws: Broken.self) {
      try query.plan(catalog: BrokenCatalog(), options: CompileOptions(now: 0))
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
}
