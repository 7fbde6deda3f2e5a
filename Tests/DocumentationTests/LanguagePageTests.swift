import Foundation
import LogsInsights
import Testing

@Suite("docs/language.md") struct LanguagePageTests {
  @Test("is what the tables of commands and functions make of its template")
  func pageIsUpToDate() throws {
    try GeneratedPage(path: LanguagePage.path, text: try LanguagePage().text()).check()
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
