import Foundation
import LogsInsights
import Testing

@Suite struct ReasonTests {
  /// The list of reasons has every code that the source names, each once.
  @Test func listOfReasonsIsComplete() throws {
    let source = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Sources/LogsInsights/Diagnostics/Reason.swift")
    let text = try String(contentsOf: source, encoding: .utf8)
    let named = text.matches(of: /"([EW][0-9]{4})"/).map { String($0.1) }
    #expect(named.count > 30)
    #expect(named.sorted() == Diagnostic.Reason.all.map(\.code).sorted())
  }
}
