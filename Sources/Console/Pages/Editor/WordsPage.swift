import JSON
import LogsInsights
import Queries

/// `/query/words.json`: the words that the editor completes: commands, functions and keywords of the language, and the
/// fields of the archive.
struct WordsPage: ConsolePage {
  static let path = "/query/words"

  static func answer(_ request: PageRequest, _ console: Console) async throws -> ConsoleAnswer {
    let fields = try await console.read { reader in
      try FieldSummary(reader).rows.map(\.word)
    }
    let members: [JSONValue.Member] = [
      .init("commands", .array(LanguageManual.commands.map(word))),
      .init("functions", .array(LanguageManual.families.flatMap(\.functions).map(word))),
      .init("keywords", .array(LanguageManual.keywords.map(JSONValue.text))),
      .init("fields", .array(fields)),
    ]
    return .json(JSONValue.object(members).text)
  }

  private static func word(_ command: LanguageManual.Command) -> JSONValue {
    .object([
      .init("name", .text(command.names[0])),
      .init("synonyms", .array(command.names.dropFirst().map(JSONValue.text))),
      .init("syntax", .text(command.manual.syntax)),
      .init("summary", .text(firstSentence(of: command.manual.summary))),
    ])
  }

  private static func word(_ function: LanguageManual.FunctionEntry) -> JSONValue {
    .object([
      .init("name", .text(function.name)), .init("signature", .text(function.signature)),
      .init("summary", .text(function.summary)),
      .init("isAggregate", .boolean(function.isAggregate)),
    ])
  }

  private static func firstSentence(of text: String) -> String {
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    guard let end = line.firstRange(of: ". ") else { return line }
    return String(line[..<end.lowerBound]) + "."
  }
}

extension FieldSummary.Row {
  /// The field as the editor completes it: as a query writes it, and in how many of a hundred stops it is.
  fileprivate var word: JSONValue {
    .object([
      .init("name", .text(name)), .init("written", .text(written)),
      .init("percent", .integer(Int((percent ?? 0).rounded()))),
      .init("type", .text(types.joined(separator: ", "))), .init("origin", .text(origin.rawValue)),
    ])
  }
}
