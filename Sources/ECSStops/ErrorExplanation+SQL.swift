import LogsInsights
import Output
package import Queries
import SQLite

extension ErrorExplanation {
  /// Explains an error in a statement that the user wrote.
  ///
  /// - Parameters:
  ///   - names: the tables and views of the archive, called where one was not found.
  ///   - columns: the columns of those that a statement names, called where one was not found.
  package init(
    _ error: SQLSandboxError, names: () -> [String], columns: (String) -> [String] = { _ in [] }
  ) {
    switch error {
    case .invalid(let error): self.init(error, names, columns)
    case .failed(let error): self = ErrorExplanation(error) ?? ErrorExplanation(error.message)
    case .interrupted: self.init("\(error)", kind: .interrupted)
    case .nulByte(let sql, let offset):
      self.init(
        "\(error)", excerpt: SQLExcerpt(sql, offset: offset).text, kind: .invalidQuery)
    case .refused: self.init("\(error)", kind: .invalidQuery)
    case .timedOut:
      self.init("\(error)", help: "--timeout sets another limit in seconds; 0 is no limit")
    case .parameters:
      self.init(
        "\(error)",
        help: "write the values themselves; in a shell, put the statement in single quotes",
        kind: .invalidQuery)
    case .memory: self.init("\(error)", help: "select fewer columns or rows at once")
    case .valueTooLong: self.init("\(error)", help: "use substr(), or fewer rows in one group")
    }
  }

  private init(
    _ error: SQLiteError, _ names: () -> [String], _ columns: (String) -> [String]
  ) {
    let slip = error.sql.flatMap { SQLSlips($0).advice }
    self.init(
      Self.sentence(for: error), help: slip?.text ?? Self.help(for: error, names, columns),
      kind: .invalidQuery)
    if let sql = error.sql, let offset = slip?.offset ?? error.offset {
      excerpt = SQLExcerpt(sql, offset: offset).text
    }
  }

  private static func sentence(for error: SQLiteError) -> String {
    error.isSecondStatement
      ? "there is a second statement; only one can be run at a time" : error.message
  }

  private static func help(
    for error: SQLiteError, _ names: () -> [String], _ columns: (String) -> [String]
  ) -> String? {
    if let table = name(after: "no such table: ", in: error) {
      return NameSuggestions.advice(for: table, among: names(), called: "tables and views")
    }
    if error.message.lowercased().hasPrefix("near \"ilike\"") {
      return "write LIKE, which ignores case"
    }
    if let function = name(after: "no such function: ", in: error) {
      return SQLSlips.advice(forFunction: function)
    }
    if error.message.hasPrefix("no such column: "), beginsWithQuote(error) {
      return "double quotes are for names; put strings in single quotes"
    }
    if let column = name(after: "no such column: ", in: error) {
      if let sql = error.sql, let offset = error.offset,
        let advice = SQLSlips.advice(forValueIn: sql, at: offset)
      {
        return advice
      }
      let last = String(column.split(separator: ".").last ?? "")
      let question = error.sql.flatMap {
        NameSuggestions.question(for: last, among: columns($0), meanings: ColumnMeanings.words)
      }
      if let question { return question }
      return "`PRAGMA table_xinfo('stopped_tasks')` lists the columns of a table or view"
    }
    return nil
  }

  /// The name at the end of a message that begins so.
  private static func name(after beginning: String, in error: SQLiteError) -> String? {
    error.message.hasPrefix(beginning) ? String(error.message.dropFirst(beginning.count)) : nil
  }

  private static func beginsWithQuote(_ error: SQLiteError) -> Bool {
    guard let sql = error.sql, let offset = error.offset else { return false }
    return sql.utf8.dropFirst(offset).first == UInt8(ascii: "\"")
  }
}
