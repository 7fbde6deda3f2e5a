import Foundation
import Testing

@testable import LogsInsights

/// The function of the article on adding one: its code stands there word for word.
private let byteCount = Function(
  "byteCount(s: text) → number", "the length in bytes of UTF-8",
  example: "byteCount(detail.group)"
) { argument in
  let text = argument.asText
  if text.isMissing { return .missing }
  let blob = SQLFragment.call("CAST", .suffix(text.sql, "AS BLOB"))
  var term = Term(.call("length", blob), .number, from: [text])
  term.isInteger = true
  return term
}

@Suite struct AddedFunctionTests {
  @Test func articleHasTheCodeOfThisFile() throws {
    let here = URL(filePath: #filePath)
    let article = try String(
      contentsOf: here.deletingLastPathComponent().appending(
        path: "../../Sources/LogsInsights/LogsInsights.docc/AddingAFunction.md"), encoding: .utf8)
    let parts = article.split(separator: "```swift\n")
    let snippets = parts.dropFirst().compactMap { $0.split(separator: "```").first }
    #expect(snippets.count == 1)
    let source = try String(contentsOf: here, encoding: .utf8)
    for snippet in snippets { #expect(source.contains(snippet), "\(snippet)") }
  }

  @Test func functionOfTheArticleGivesSQL() throws {
    var pipeline = Pipeline(
      source: SourceText(""), catalog: TestCatalog(), options: CompileOptions(now: 0))
    var call = FunctionCall(at: SourceRange(0, 0))
    call.terms = [try pipeline.resolve(FieldPath("detail.cpu"), at: SourceRange(0, 0))]
    let term = try byteCount.translate(&pipeline, call)
    var writer = SQLWriter(fields: pipeline.fields)
    #expect(writer.text(term.sql, at: .event) == "length(CAST(t.cpu AS BLOB))")
    #expect(byteCount.name == "byteCount")
  }
}
