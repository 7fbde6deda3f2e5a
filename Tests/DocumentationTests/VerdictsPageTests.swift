import Foundation
import Testing

@Suite("docs/verdicts.md") struct VerdictsPageTests {
  /// With `RECORD=1` the page is written, and the test fails, so that a recording never passes for a run.
  @Test("is what the rules make of it")
  func pageIsUpToDate() throws {
    let text = VerdictsPage().text()
    let page = try? String(contentsOf: VerdictsPage.path, encoding: .utf8)
    guard page != text else { return }
    if ProcessInfo.processInfo.environment["RECORD"] == "1" {
      try text.write(to: VerdictsPage.path, atomically: true, encoding: .utf8)
      Issue.record("recorded docs/verdicts.md")
      return
    }
    let pairs = zip((page ?? "").split(separator: "\n"), text.split(separator: "\n"))
    let first = pairs.first { $0 != $1 }
    Issue.record(
      "docs/verdicts.md says '\(first?.0 ?? "")' where the rules say '\(first?.1 ?? "")'")
  }
}
