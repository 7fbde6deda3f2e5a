package import Rows
package import SQLite

/// Runs statements that somebody has typed, so that they can only read, and must end.
///
/// Three walls, each of which would do: the connection was opened for reading, the authorizer allows what is known to
/// read and refuses everything else, and SQLite is told to refuse writes. Limits of time, memory and length keep a
/// statement from taking the machine. Functions that statements may call are registered before.
///
/// Statements that are prepared on the connection itself are only limited in time and memory.
package final class SQLSandbox {
  /// Longer patterns of LIKE and GLOB only serve to make it slow.
  private static let likePatternBytesMax: Int32 = 1000

  private let connection: Connection
  package let runner: StatementRunner
  private let guardian = Guardian()

  /// Whether the authorizer is at work, and what it has refused last.
  private final class Guardian {
    var isAtWork = false
    var refused: AuthorizedAction?
    /// The tables and views that the statement must not read, in lowercase.
    var hidden: Set<String> = []

    func answer(_ action: AuthorizedAction) -> Authorization {
      guard isAtWork else { return .allow }
      let hiddenRead = hiddenRead(action)
      if hiddenRead == nil, SQLPermission.allows(action) { return .allow }
      refused = hiddenRead ?? action
      return .deny
    }

    /// The reading of a hidden table, by the name of the view that the statement named if there is one.
    private func hiddenRead(_ action: AuthorizedAction) -> AuthorizedAction? {
      guard action.kind == .read, let table = action.first, hides(table) else { return nil }
      let view = action.source.flatMap { hides($0) ? $0 : nil }
      return AuthorizedAction(kind: .read, first: view ?? table)
    }

    private func hides(_ name: String) -> Bool { hidden.contains(name.lowercased()) }
  }

  /// Turns a connection into a sandbox for the rest of its life.
  package init(
    _ connection: Connection, limits: ReadLimits = ReadLimits(seconds: 60)
  ) throws(SQLiteError) {
    self.connection = connection
    runner = StatementRunner(connection, limits)
    try connection.setPragma("query_only", to: 1)
    // To a file: what is sorted may be larger than memory.
    try connection.setPragma("temp_store", to: 1)
    connection.limit(.likePatternLength, to: Self.likePatternBytesMax)
    connection.limit(.attached, to: 0)
    connection.limit(.workerThreads, to: 0)
    connection.setAuthorizer { [guardian] action in guardian.answer(action) }
  }

  /// Compiles the one statement of a text.
  ///
  /// - Parameter hidden: the tables and views that are not there for it, in lowercase.
  package func prepare(
    _ sql: String, hiding hidden: Set<String> = []
  ) throws(SQLSandboxError) -> Statement {
    // SQLite would take the text to end there.
    if let offset = sql.utf8.firstIndex(of: 0) {
      throw .nulByte(sql: sql, offset: sql.utf8.distance(from: sql.startIndex, to: offset))
    }
    beginGuarding()
    guardian.hidden = hidden
    defer {
      guardian.isAtWork = false
      guardian.hidden = []
    }
    let statement: Statement
    do {
      statement = try connection.prepare(sql, persistent: false)
    } catch {
      if let refused = guardian.refused { throw .refused(SQLPermission.sentence(refused)) }
      let isAboutText = error.code == SQLiteCode.error || error.code == SQLiteCode.misuse
      throw runner.explain(error, isAboutText ? SQLSandboxError.invalid : SQLSandboxError.failed)
    }
    // SQLite would fill them with NULL, and the rows would be those of another question.
    guard statement.parameterCount == 0 else {
      throw .parameters(sql: sql, first: statement.firstParameter)
    }
    return statement
  }

  /// Runs a statement and hands its rows on, at most so many.
  ///
  /// SQLite may compile it once more, if the schema has changed.
  /// - Throws: `SQLSandboxError`, or what the writer throws.
  @discardableResult
  package func run(
    _ statement: borrowing Statement, columns: [ResultColumn]? = nil, rowsMax: Int = .max,
    to writer: some RowWriter
  ) throws -> ReadOutcome {
    beginGuarding()
    defer { guardian.isAtWork = false }
    do {
      return try runner.run(statement, columns: columns, rowsMax: rowsMax, to: writer)
    } catch let error as SQLSandboxError {
      if let refused = guardian.refused {
        throw SQLSandboxError.refused(SQLPermission.sentence(refused))
      }
      throw error
    }
  }

  private func beginGuarding() {
    guardian.refused = nil
    guardian.isAtWork = true
  }
}

/// SQLite's primary result codes that are about the text.
private enum SQLiteCode {
  static let error: Int32 = 1
  static let misuse: Int32 = 21
}
