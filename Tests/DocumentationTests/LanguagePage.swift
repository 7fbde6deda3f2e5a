import Foundation
import LogsInsights
import Queries

/// Writes docs/language.md: the hand-written template with its marks replaced by what the tables say.
struct LanguagePage {
  private let examples: LanguageExamples

  init() throws {
    examples = try LanguageExamples()
  }

  static let path = repositoryPath("docs/language.md")
  private static let template = repositoryPath("Tests/DocumentationTests/Language.md")

  func text() throws -> String {
    var text = try String(contentsOf: Self.template, encoding: .utf8)
    let parts: [(String, String)] = [
      ("commands", try commands()), ("functions", try functions()), ("refused", refused()),
      ("extensions", try extensions()), ("slips", slips()),
      ("diagnostics", diagnostics()),
    ]
    for (name, part) in parts {
      text = text.replacing("<!-- \(name) -->\n", with: part)
    }
    return text
  }

  private func commands() throws -> String {
    try LanguageManual.commands.map { command in
      var text = "### \(command.names[0])\n\n"
      text += "`\(command.manual.syntax)`\n\n\(command.manual.summary)\n"
      if command.names.count > 1 {
        let others = command.names.dropFirst().map { "`\($0)`" }.joined(separator: ", ")
        text += "\nAlso written \(others).\n"
      }
      for example in command.manual.examples {
        text += "\n```text\n\(example)\n```\n\n" + Self.table(try examples.table(example))
      }
      return text
    }.joined(separator: "\n")
  }

  private func functions() throws -> String {
    try LanguageManual.families.map { family in
      let rows = try family.functions.map { function in
        [
          "`\(function.signature)`", function.summary, "`\(function.example)`",
          try result(function),
        ]
      }
      return "### \(family.title)\n\n"
        + Self.table([["function", "gives", "example", "result"]] + rows)
    }.joined(separator: "\n")
  }

  /// A single column as its values, several as `name: value`.
  private func result(_ function: LanguageManual.FunctionEntry) throws -> String {
    let table = try examples.result(of: function)
    let rows = table.dropFirst().map { row in
      row.count == 1
        ? row[0] : zip(table[0], row).map { "\($0): \($1)" }.joined(separator: ", ")
    }
    return rows.isEmpty ? "(missing)" : rows.joined(separator: "<br>")
  }

  /// Words of other languages, by the place where they stand.
  private func slips() -> String {
    let rows = [
      ("as a command", WordSlips.commands), ("after a command or value", WordSlips.continuations),
      ("as a function", WordSlips.functions),
    ].flatMap { place, entries in
      entries.map { [place, $0.words.map { "`\($0)`" }.joined(separator: " "), $0.advice.text] }
    }
    return Self.table([["where", "words", "advice"]] + rows.map { $0.map(Self.cell) })
  }

  /// A text in which no `|` ends the cell.
  private static func cell(_ text: String) -> String { text.replacing("|", with: "\\|") }

  /// Each field with its value in the newest of the example's stops.
  private func extensions() throws -> String {
    let names = ExtensionField.all.map(\.name)
    let table = try examples.table("fields \(names.joined(separator: ", ")) | limit 1")
    let rows = zip(ExtensionField.all, table[1]).map { field, value in
      ["`\(field.name)`", field.meaning, "`\(value)`"]
    }
    let example = "stats count(*) as stops by @service, @cause | sort stops desc"
    return Self.table([["field", "holds", "example"]] + rows)
      + "\n```text\n\(example)\n```\n\n" + Self.table(try examples.table(example))
  }

  private func refused() -> String {
    let commands = LanguageManual.refusedCommands.map { ["`\($0.name)`", $0.reason] }
    let functions = LanguageManual.refusedFunctions.map { ["`\($0.name)()`", $0.reason] }
    return Self.table([["name", "why"]] + commands + functions)
  }

  private func diagnostics() -> String {
    Self.table(
      [["code", "sentence"]]
        + Diagnostic.Reason.all.map { ["\($0.code)", Self.sentence($0.message)] })
  }

  /// A sentence, with `…` for the numbers that stand where a query's own would.
  private static func sentence(_ message: String) -> String {
    message.replacing("99", with: "…")
  }

  private static func table(_ rows: [[String]]) -> String { MarkdownTable(rows).text }
}
