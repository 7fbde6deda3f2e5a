import Output
package import Queries
import SQLite

extension ErrorExplanation {
  /// Explains an error in a statement that the user wrote.
  ///
  /// - Parameter names: the tables and views of the archive, called where one was not found.
  package init(_ error: SQLSandboxError, names: () -> [String]) {
    switch error {
    case .invalid(let error): self.init(error, names)
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

  private init(_ error: SQLiteError, _ names: () -> [String]) {
    self.init(
      Self.sentence(for: error), help: Self.help(for: error, names), kind: .invalidQuery)
    if let sql = error.sql, let offset = error.offset {
      excerpt = SQLExcerpt(sql, offset: offset).text
    }
  }

  private static func sentence(for error: SQLiteError) -> String {
    error.isSecondStatement
      ? "there is a second statement; only one can be run at a time" : error.message
  }

  private static func help(for error: SQLiteError, _ names: () -> [String]) -> String? {
    if error.message.hasPrefix("no such table: ") {
      let names = names()
      return names.isEmpty ? nil : "there are " + names.joined(separator: ", ")
    }
    if error.message.hasPrefix("no such column: "), beginsWithQuote(error) {
      return "double quotes are for names; put strings in single quotes"
    }
    if error.message.hasPrefix("no such column: ") {
      return "`PRAGMA table_xinfo('stopped_tasks')` lists the columns of a table or view"
    }
    return nil
  }

  private static func beginsWithQuote(_ error: SQLiteError) -> Bool {
    guard let sql = error.sql, let offset = error.offset else { return false }
    return sql.utf8.dropFirst(offset).first == UInt8(ascii: "\"")
  }
}
