/// The commands at the beginning of a query that are about single events: what follows counts, sorts or cuts them.
///
/// Another filter of events goes after them. In a text that cannot be read they end before its first error.
package struct EventCommands {
  private let source: SourceText
  /// Where the last of them ends; nil if there is none.
  private let end: Int?

  package init(of text: String) {
    let commands: [any QueryCommand]
    do {
      let query = try Query(text)
      (source, commands) = (query.source, query.commands)
    } catch {
      (source, commands) = (error.source, error.commands)
    }
    end = commands.prefix { Self.isAboutEvents($0) }.last?.range.upper
  }

  private static func isAboutEvents(_ command: any QueryCommand) -> Bool {
    switch command {
    case is SourceCommand, is FieldsCommand, is DisplayCommand, is FilterCommand,
      is FilterIndexCommand, is ParseCommand, is JSONCommand, is LookupCommand:
      true
    default: false
    }
  }

  /// These commands; empty without one.
  package var text: String { end.map { source[SourceRange(0, $0)] } ?? "" }

  /// These commands with more at their end, as a query.
  package func followed(by commands: String) -> String {
    end == nil ? commands : text + separator + commands
  }

  /// The whole query, in which only events count for which a condition is true.
  package func filtered(by condition: String) -> String {
    let rest = source[SourceRange(end ?? 0, source.range.upper)]
    guard end == nil else { return followed(by: "filter " + condition) + rest }
    let isEmpty = Lexer.tokens(of: source).count == 1
    if isEmpty { return rest + (rest.isEmpty ? "" : "\n") + "filter " + condition }
    return "filter " + condition + separator + rest
  }

  /// Like those that the query has.
  private var separator: String { source.text.utf8.contains(UInt8(ascii: "\n")) ? "\n| " : " | " }
}
