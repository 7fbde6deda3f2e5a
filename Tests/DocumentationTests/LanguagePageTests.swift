import Foundation
import LogsInsights
import Testing

@Suite("docs/language.md") struct LanguagePageTests {
  /// With `RECORD=1` the page is written, and the test fails, so that a recording never passes for a run.
  @Test("is what the tables of commands and functions make of its template")
  func pageIsUpToDate() throws {
    let text = try LanguagePage().text()
    let page = try? String(contentsOf: LanguagePage.path, encoding: .utf8)
    guard page != text else { return }
    if ProcessInfo.processInfo.environment["RECORD"] == "1" {
      try text.write(to: LanguagePage.path, atomically: true, encoding: .utf8)
      Issue.record("recorded docs/language.md")
      return
    }
    let pairs = zip((page ?? "").split(separator: "\n"), text.split(separator: "\n"))
    let first = pairs.first { $0 != $1 }
    Issue.record(
      "docs/language.md says '\(first?.0 ?? "")' where the tables say '\(first?.1 ?? "")'")
  }

  @Test("each example gives rows, without a warning")
  func examplesAnswer() throws {
    let examples = try LanguageExamples()
    for command in LanguageManual.commands {
      #expect(!command.manual.examples.isEmpty, "\(command.names[0])")
      for example in command.manual.examples {
        #expect(try examples.table(example).count > 1, "\(example)")
        #expect(try examples.warnings(example) == [], "\(example)")
      }
    }
    for function in LanguageManual.families.flatMap(\.functions) {
      #expect(try examples.result(of: function).count > 1, "\(function.example)")
      #expect(try examples.warnings(examples.query(for: function)) == [], "\(function.example)")
    }
  }

  @Test("each example of a function calls it")
  func examplesCallTheirFunction() {
    for function in LanguageManual.families.flatMap(\.functions) {
      #expect(function.example.contains(function.name + "("), "\(function.name)")
      #expect(function.signature.contains("→"), "\(function.name)")
    }
  }

  @Test("no mark of the template is left")
  func templateIsFilled() throws {
    let text = try LanguagePage().text()
    #expect(!text.contains("<!--"))
  }
}
