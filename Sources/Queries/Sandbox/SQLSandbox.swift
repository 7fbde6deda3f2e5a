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

  private let connection: ConnectionReference
  package let reader: LimitedReader
  private let guardian = Guardian()

  /// Whether the authorizer is at work, and what it has refused last.
  private final class Guardian {
    var isAtWork = false
    var refused: AuthorizedAction?
  }

  /// Turns a connection into a sandbox for the rest of its life.
  ///
  /// - Parameter clock: that of another sandbox, if the time is for both together.
  package init(
    _ connection: borrowing Connection, limits: ReadLimits = ReadLimits(seconds: 60),
    clock: SQLSandboxClock? = nil
  ) throws(SQLiteError) {
    self.connection = connection.reference
    reader = LimitedReader(connection, limits, clock: clock)
    try connection.setPragma("query_only", to: 1)
    // To a file: what is sorted may be larger than memory.
    try connection.setPragma("temp_store", to: 1)
    connection.limit(.likePatternLength, to: Self.likePatternBytesMax)
    connection.limit(.attached, to: 0)
    connection.limit(.workerThreads, to: 0)
    connection.setAuthorizer { [guardian] action in
      if !guardian.isAtWork || SQLPermission.allows(action) { return .allow }
      guardian.refused = action
      return .deny
    }
  }

  /// Compiles the one statement of a text.
  package func prepare(_ sql: String) throws(SQLSandboxError) -> Statement {
    // SQLite would take the text to end there.
    if let offset = sql.utf8.firstIndex(of: 0) {
      throw .nulByte(sql: sql, offset: sql.utf8.distance(from: sql.startIndex, to: offset))
    }
    beginGuarding()
    defer { guardian.isAtWork = false }
    let statement: Statement
    do {
      statement = try connection.prepare(sql, persistent: false)
    } catch {
      if let refused = guardian.refused { throw .refused(SQLPermission.sentence(refused)) }
      let isAboutText = error.code == SQLiteCode.error || error.code == SQLiteCode.misuse
      throw reader.explain(error, isAboutText ? SQLSandboxError.invalid : SQLSandboxError.failed)
    }
    // SQLite would fill them with NULL, and the rows would be those of another question.
    guard statement.parameterCount == 0 else { throw .parameters(sql: sql) }
    return statement
  }

  /// Moves a statement to its next row; `false` means that there is none.
  ///
  /// SQLite may compile it once more, if the schema has changed.
  package func step(_ statement: borrowing Statement) throws(SQLSandboxError) -> Bool {
    beginGuarding()
    defer { guardian.isAtWork = false }
    do {
      return try reader.step(statement)
    } catch {
      if let refused = guardian.refused { throw .refused(SQLPermission.sentence(refused)) }
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
