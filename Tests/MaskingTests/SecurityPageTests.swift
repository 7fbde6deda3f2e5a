import Foundation
import Testing

@testable import Masking

/// The table of rules in docs/security.md; RECORD=1 rewrites it.
@Suite struct SecurityPageTests {
  private static let page = URL(filePath: #filePath).appending(path: "../../../docs/security.md")
    .standardized

  @Test func theTableIsThatOfTheRules() throws {
    let text = try String(contentsOf: Self.page, encoding: .utf8)
    let head = "| kind | what | example |\n|---|---|---|\n"
    let start = try #require(text.range(of: head)).upperBound
    let end = try #require(text[start...].range(of: "\n\n")).lowerBound
    let table = SecretRule.all.map(Self.row).joined(separator: "\n")
    guard text[start..<end] != table else { return }
    Issue.record("the table of rules in docs/security.md is another one")
    if ProcessInfo.processInfo.environment["RECORD"] != nil {
      try text.replacingCharacters(in: start..<end, with: table)
        .write(to: Self.page, atomically: true, encoding: .utf8)
    }
  }

  private static func row(_ rule: SecretRule) -> String {
    "| \(rule.name) | \(rule.matches); \(rule.why) | `\(rule.example.shown)` |"
  }
}
