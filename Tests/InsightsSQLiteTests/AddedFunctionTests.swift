import Foundation
import Testing

@testable import InsightsSQLite
@testable import LogsInsights

/// The function of the article on adding one: its code stands there word for word.
let byteCount = Function(
  "byteCount(s: text) → number", "the length in bytes of UTF-8",
  example: "byteCount(detail.group)", .call(giving: .integer(upTo: 1e10)))

let entry = FunctionEntry("byteCount") { _, _, terms in
  .call("length", .call("CAST", .suffix(terms[0].sql, "AS BLOB")))
}

@Suite struct AddedFunctionTests {
  @Test func articleHasTheCodeOfThisFile() throws {
    let here = URL(filePath: #filePath)
    let article = try String(
      contentsOf: here.deletingLastPathComponent().appending(
        path: "../../Sources/LogsInsights/LogsInsights.docc/AddingAFunction.md"), encoding: .utf8)
    let parts = article.split(separator: "```swift\n")
    let snippets = parts.dropFirst().compactMap { $0.split(separator: "```").first }
    #expect(snippets.count == 2)
    let source = try String(contentsOf: here, encoding: .utf8)
    for snippet in snippets { #expect(source.contains(snippet), "\(snippet)") }
  }

  @Test func functionOfTheArticleGivesSQL() throws {
    var binder = Binder(
      source: SourceText(""), catalog: TestCatalog(), options: CompileOptions(now: 0))
    var call = BoundCall(at: SourceRange(0, 0))
    call.values = [try binder.resolve(FieldPath("detail.cpu"), at: SourceRange(0, 0))]
    let scalar = try byteCount.bind(call, in: &binder)
    #expect(scalar.facts.isInteger)
    guard case .call(let bound) = scalar.kind else {
      Issue.record("\(scalar)")
      return
    }
    var lowering = try Lowering(binder.plan, in: TestCatalog())
    let term = try lowering.term(bound.arguments[0])
    let sql = entry.render(&lowering, bound, [term])
    var writer = SQLWriter(fields: lowering.fields)
    #expect(writer.text(sql, at: .event) == "length(CAST(t.cpu AS BLOB))")
    #expect(byteCount.name == entry.function)
  }
}
