package import SQLite

/// Runs one statement that somebody has typed, so that it can only read, and must end.
///
/// Three walls, each of which would do: the connection was opened for reading, the authorizer allows what is known to
/// read and refuses everything else, and SQLite is told to refuse writes. Limits of time, memory and length keep a
/// statement from taking the machine. Functions that statements may call are registered before.
package final class SQLSandbox {
  /// How much a statement may take.
  package struct Limits: Sendable {
    /// Seconds of work, waiting for the reader of the rows not counted; nil for no limit.
    package var seconds: Double? = 60
    /// Bytes of one value; the archive's longest record is a quarter of it.
    package var valueBytesMax: Int32 = 64 << 20
    /// Bytes that SQLite may take from memory; sorting goes on in a file.
    package var memoryBytesMax: Int64 = 512 << 20

    package init(seconds: Double? = 60) {
      self.seconds = seconds
    }
  }

  /// Asked about so often that Ctrl-C seems immediate, and so rarely that it costs nothing.
  private static let operationsBetweenQuestions: Int32 = 1000
  /// Longer patterns of LIKE and GLOB only serve to make it slow.
  private static let likePatternBytesMax: Int32 = 1000

  private let connection: ConnectionReference
  private let limits: Limits
  /// How long the statements of the sandbox have worked.
  package let clock: SQLSandboxClock
  private let isInterrupted: () -> Bool
  private let refusals = Refusals()

  /// What the authorizer has refused last.
  private final class Refusals {
    var last: AuthorizedAction?
  }

  /// Turns a connection into a sandbox for the rest of its life.
  ///
  /// The limit of memory is one of the whole process.
  /// - Parameter isInterrupted: asked now and then whether to stop, for Ctrl-C.
  package init(
    _ connection: borrowing Connection, limits: Limits = Limits(),
    isInterrupted: @escaping () -> Bool = { false }
  ) throws(SQLiteError) {
    self.connection = connection.reference
    self.limits = limits
    self.isInterrupted = isInterrupted
    clock = SQLSandboxClock(limit: limits.seconds)
    try connection.setPragma("query_only", to: 1)
    // To a file: what is sorted may be larger than memory.
    try connection.setPragma("temp_store", to: 1)
    try connection.setPragma("hard_heap_limit", to: limits.memoryBytesMax)
    connection.limit(.length, to: limits.valueBytesMax)
    connection.limit(.likePatternLength, to: Self.likePatternBytesMax)
    connection.limit(.attached, to: 0)
    connection.limit(.workerThreads, to: 0)
    connection.setAuthorizer { [refusals] action in
      if SQLPermission.allows(action) { return .allow }
      refusals.last = action
      return .deny
    }
    connection.setProgressHandler(everyOperations: Self.operationsBetweenQuestions) { [clock] in
      !clock.isOver && !isInterrupted()
    }
  }

  /// Compiles the one statement of a text.
  package func prepare(_ sql: String) throws(SQLSandboxError) -> Statement {
    refusals.last = nil
    // SQLite would take the text to end there.
    if let offset = sql.utf8.firstIndex(of: 0) {
      throw .nulByte(sql: sql, offset: sql.utf8.distance(from: sql.startIndex, to: offset))
    }
    let statement: Statement
    do {
      statement = try connection.prepare(sql, persistent: false)
    } catch {
      let isAboutText = error.code == SQLiteCode.error || error.code == SQLiteCode.misuse
      throw explain(error, isAboutText ? SQLSandboxError.invalid : SQLSandboxError.failed)
    }
    // SQLite would fill them with NULL, and the rows would be those of another question.
    guard statement.parameterCount == 0 else { throw .parameters(sql: sql) }
    return statement
  }

  /// Moves a statement to its next row; `false` means that there is none.
  package func step(_ statement: borrowing Statement) throws(SQLSandboxError) -> Bool {
    clock.start()
    defer { clock.stop() }
    do {
      return try statement.step()
    } catch {
      throw explain(error, SQLSandboxError.failed)
    }
  }

  private func explain(
    _ error: SQLiteError, _ other: (SQLiteError) -> SQLSandboxError
  ) -> SQLSandboxError {
    if let refused = refusals.last { return .refused(SQLPermission.sentence(refused)) }
    if error.isInterrupt {
      if isInterrupted() { return .interrupted }
      if let seconds = limits.seconds, clock.isOver { return .timedOut(seconds: seconds) }
      return .interrupted
    }
    switch error.code {
    case SQLiteCode.noMemory: return .memory(bytes: limits.memoryBytesMax)
    case SQLiteCode.tooBig: return .valueTooLong(bytes: limits.valueBytesMax)
    default: return other(error)
    }
  }
}

/// SQLite's primary result codes that are told apart here.
private enum SQLiteCode {
  static let error: Int32 = 1
  /// There is no memory, or there is the limit.
  static let noMemory: Int32 = 7
  /// A value would be longer than the limit.
  static let tooBig: Int32 = 18
  static let misuse: Int32 = 21
}
