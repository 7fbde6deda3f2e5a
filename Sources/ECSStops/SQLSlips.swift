import LogsInsights
import SQLite

/// What to do about a statement that SQLite refuses, where other languages and pasted text explain it.
struct SQLSlips {
  /// The advice, and the byte that it is about, if that is not where SQLite found the error.
  struct Advice {
    let text: String
    var offset: Int?
  }

  private let sql: String
  /// The words of the beginning, in lower case.
  private let words: [String]

  init(_ sql: String) {
    self.sql = sql
    words = sql.lowercased().split { $0.isWhitespace || $0 == ";" || $0 == "(" }.prefix(4).map(
      String.init)
  }

  /// Nil if nothing is known of it.
  var advice: Advice? { shellCommand ?? otherLanguage ?? pastedCharacter }

  // MARK: - Commands of database shells

  private static let listsTables = "list tables and views with: PRAGMA table_list"

  private var shellCommand: Advice? {
    guard let first = words.first else { return nil }
    switch first {
    case "show"
    where words.count > 1 && ["columns", "fields", "create", "index"].contains(words[1]):
      return Advice(text: Self.listsColumns(of: words.last))
    case ".schema", ".tables", ".fullschema", ".indexes", "\\d", "\\dt", "\\dv", "\\d+", "describe",
      "desc":
      guard words.count > 1, ![".tables", "\\dt", "\\dv"].contains(first) else {
        return Advice(text: Self.listsTables)
      }
      return Advice(text: Self.listsColumns(of: words[1] == "table" ? words.last : words[1]))
    case "show", "use", "\\l", ".databases": return Advice(text: Self.listsTables)
    case _ where first.hasPrefix("."):
      return Advice(text: "commands of the sqlite3 shell are not SQL; \(Self.listsTables)")
    case _ where first.hasPrefix("\\"):
      return Advice(text: "commands of psql are not SQL; \(Self.listsTables)")
    default: return nil
    }
  }

  private static func listsColumns(of table: String?) -> String {
    let name = table?.filter { $0.isLetter || $0.isNumber || $0 == "_" } ?? ""
    return "list the columns of a table or view with: "
      + "PRAGMA table_xinfo('\(name.isEmpty ? "stopped_tasks" : name)')"
  }

  // MARK: - Other languages

  private var otherLanguage: Advice? {
    guard let first = words.first else { return nil }
    if words.starts(with: ["select", "top"]) {
      return Advice(text: "write LIMIT at the end: SELECT … LIMIT 5")
    }
    let isCommand = LanguageManual.commands.contains {
      $0.names.contains { $0.lowercased() == first }
    }
    return isCommand
      ? Advice(text: "this is a Logs Insights query; run it with: ecs-stops query '…'") : nil
  }

  // MARK: - Pasted characters

  private var pastedCharacter: Advice? {
    var quote: Unicode.Scalar?
    var offset = 0
    for character in sql.unicodeScalars {
      defer { offset += UTF8.width(character) }
      if let open = quote {
        if character == open { quote = nil }
      } else if character == "'" || character == "\"" || character == "`" {
        quote = character
      } else if let slip = CharacterSlip(character), let text = slip.replacement {
        let isQuote = text == "\"" || text == "'"
        let advice =
          isQuote
          ? "this is \(slip.name); strings stand in straight single quotes: '…'" : slip.advice
        return Advice(text: advice, offset: offset)
      }
    }
    return nil
  }

  // MARK: - Values

  /// What to write for a name that has the place of a value: after a comparison, or in a list.
  ///
  /// - Parameter offset: the byte of the name that SQLite does not know.
  static func advice(forValueIn sql: String, at offset: Int) -> String? {
    let bytes = Array(sql.utf8)
    guard offset < bytes.count else { return nil }
    let before = String(decoding: bytes[..<offset], as: UTF8.self)
    let operators = /(?:[=<>]|\b(?:LIKE|GLOB|IN)\s*\((?:[^()]*,)?|\b(?:LIKE|GLOB|IS|NOT))\s*$/
      .ignoresCase()
    guard before.firstMatch(of: operators) != nil else { return nil }
    let word = String(decoding: bytes[offset...], as: UTF8.self)
      .prefixMatch(of: /[`\[]?([\w\-*%]+)(?![\w.(])/)?.1
    return word.map { "put strings in single quotes: '\($0)'" }
  }

  // MARK: - Functions

  /// What to write for a function that SQLite does not have.
  static func advice(forFunction name: String) -> String? { functions[name.lowercased()] }

  private static let functions = [
    "now": "write datetime('now')", "getdate": "write datetime('now')",
    "curdate": "write date('now')",
    "ago": "write datetime('now', '-7 days')", "date_trunc": "write strftime('%Y-%m-%d', time)",
    "to_char": "write strftime('%Y-%m-%d', time)",
    "date_format": "write strftime('%Y-%m-%d', time)",
    "year": "write strftime('%Y', time)", "from_unixtime": "write datetime(seconds, 'unixepoch')",
    "left": "write substr(text, 1, n)", "right": "write substr(text, -n)",
    "len": "write length(text)",
    "isnull": "write coalesce(a, b)", "nvl": "write coalesce(a, b)", "decode": "write CASE … END",
    "string_agg": "write group_concat(text, ', ')", "array_agg": "write json_group_array(value)",
    "percentile_cont": "use pct() of ecs-stops query, or the report lifetimes",
    "startswith": "write text LIKE 'start%'", "contains": "write text LIKE '%part%'",
    "regexp": "use ecs-stops query, whose like takes /regex/",
    "regexp_matches": "use ecs-stops query, whose like takes /regex/",
    "bin": "write strftime('%Y-%m-%d', time)",
  ]
}
