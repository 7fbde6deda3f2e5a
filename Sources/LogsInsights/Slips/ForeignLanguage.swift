/// Another language than that of the queries, in which a whole text is written.
package enum ForeignLanguage: String, Sendable {
  case sql = "SQL"
  case shell = "a command of a database shell"
  case splunk = "a Splunk search"
  case logQL = "LogQL or PromQL"
  case lucene = "a Lucene query"

  /// What to do with such a text.
  var advice: String {
    switch self {
    case .sql: "run it with: ecs-stops sql '…'"
    case .shell:
      "ecs-stops fields lists the fields; ecs-stops sql 'PRAGMA table_list' lists tables and views"
    case .splunk: "write a filter and commands: filter name = \"value\" | stats count(*) by name"
    case .logQL: "write a filter and commands: filter name = \"value\" | stats count(*) by bin(5m)"
    case .lucene: "write a filter: filter name = \"value\" and other like \"part\""
    }
  }

  /// The language of a text that does not begin with a command, as its first tokens tell; nil if they do not.
  static func of(_ source: SourceText, _ tokens: [Token]) -> ForeignLanguage? {
    guard let first = tokens.first, tokens.count > 1 else { return nil }
    let second = tokens[1]
    let word = source[first.range].asciiLowercased
    switch first.kind {
    case .name where statements.contains(word): return .sql
    case .name where word == "explain":
      return statements.contains(spelling(second, source)) || spelling(second, source) == "query"
        ? .sql : nil
    case .name where shellWords.contains(word): return .shell
    case .name where ["index", "sourcetype", "host"].contains(word) && second.kind == .equal:
      return .splunk
    case .name
    where functions.contains(word) && ["by", "without"].contains(spelling(second, source)):
      return .logQL
    case .name, .quotedName: return isLucene(tokens) ? .lucene : nil
    case .leftBrace: return .logQL
    case .dot where second.kind == .name && second.isAdjacent: return .shell
    case .invalid where word == "\\": return .shell
    default: return nil
    }
  }

  /// Whether a text begins with a name and a colon.
  private static func isLucene(_ tokens: [Token]) -> Bool {
    let rest = tokens.dropFirst().drop { $0.isAdjacent && ($0.kind == .dot || $0.kind == .name) }
    return rest.first.map { $0.kind == .colon && $0.isAdjacent } ?? false
  }

  private static func spelling(_ token: Token, _ source: SourceText) -> String {
    source[token.range].asciiLowercased
  }

  /// The words with which statements of SQL begin.
  private static let statements: Set = [
    "select", "with", "insert", "update", "delete", "create", "drop", "alter", "pragma", "values",
    "replace", "vacuum", "attach", "begin", "commit", "analyze", "truncate", "merge", "grant",
  ]

  private static let shellWords: Set = ["show", "describe", "desc", "use"]

  private static let functions: Set = [
    "sum", "avg", "min", "max", "count", "topk", "rate", "quantile",
  ]
}
