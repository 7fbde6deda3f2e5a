import EventPatterns
import Foundation
import TestSupport
import Testing

/// Every case file of patterns: a pattern, and events that match it or not.
///
/// | section | holds | is recorded |
/// |---|---|---|
/// | `matches` | events that match, one a line | |
/// | `no match` | events that do not | |
/// | `warnings` | what is said of the pattern | if there is anything |
/// | `explanation` | why the first event of `matches` and of `no match` does or does not | if the file has the section |
///
/// The files of `refusals` have no pattern of their own, but a section `refused`: patterns, and after each an indented
/// line with the place and the reason, which `RECORD=1` rewrites.
@Suite struct PatternCaseTests {
  static let cases = Result { try CaseFile.all(in: "Cases") }

  @Test func casesAreThere() throws {
    #expect(try Self.cases.get().count >= 50)
  }

  @Test(arguments: try cases.get().filter { $0["refused"] == nil })
  func decidesAsItsFileSays(_ file: CaseFile) throws {
    let pattern = try EventPattern(file.input.utf8)
    var isAny = false
    for (section, isMatch) in [("matches", true), ("no", false)] {
      for event in Self.lines(file[section]) {
        #expect(try pattern.matches(Array(event.utf8)) == isMatch, "\(file.name): \(event)")
        #expect(try pattern.explain(Array(event.utf8)).isMatch == isMatch, "\(file.name): \(event)")
        isAny = true
      }
    }
    #expect(isAny || !pattern.warnings.isEmpty, "\(file.name) has no events")
    var outputs: [CaseFile.Section] = []
    if !pattern.warnings.isEmpty {
      outputs.append(
        CaseFile.Section(
          "warnings", text: pattern.warnings.map { $0.message + "\n" }.joined()))
    }
    if file["explanation"] != nil {
      outputs.append(CaseFile.Section("explanation", text: try Self.explanation(file, pattern)))
    }
    try file.check(outputs, owning: ["warnings", "explanation"])
  }

  @Test(arguments: try cases.get().filter { $0["refused"] != nil })
  func refusesAsItsFileSays(_ file: CaseFile) throws {
    let patterns = Self.lines(file["refused"]).filter { !$0.hasPrefix("  ") }
    var text = ""
    for pattern in patterns {
      text += pattern + "\n"
      do throws(EventPatternError) {
        _ = try EventPattern(pattern.utf8)
        Issue.record("\(file.name): \(pattern) is accepted")
      } catch {
        text += "  \(error.line):\(error.column) \(error.reason)\n"
      }
    }
    try file.check([CaseFile.Section("refused", text: text)], owning: ["refused"])
  }

  private static func lines(_ section: CaseFile.Section?) -> [String] {
    (section?.text ?? "").split(separator: "\n").map(String.init)
  }

  private static func explanation(_ file: CaseFile, _ pattern: EventPattern) throws -> String {
    let events = ["matches", "no"].compactMap { lines(file[$0]).first }
    return try events.map { event in
      let explanation = try pattern.explain(Array(event.utf8))
      let fields = explanation.fields.map { field in
        "  \(field.isSatisfied ? "yes" : "no ") \(field.path) \(field.condition)"
          + " | \(field.values.joined(separator: " "))"
          + (field.reason.map { "\n      \($0)" } ?? "") + "\n"
      }.joined()
      let place =
        explanation.combinationCount > 1
        ? " (\(explanation.combination + 1) of \(explanation.combinationCount))" : ""
      return "\(explanation.isMatch ? "match" : "no match")\(place)\n\(fields)"
    }.joined()
  }
}
