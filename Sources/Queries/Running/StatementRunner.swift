package import Rows
package import SQLite

/// Runs what reads an archive within limits, and hands the rows on.
///
/// All rows that a command prints come through here: this is the one place where a statement is stepped for its rows.
package final class StatementRunner {
  /// Asked about so often that Ctrl-C seems immediate, and so rarely that it costs nothing.
  private static let operationsBetweenQuestions: Int32 = 1000

  /// How long the statements have worked.
  package let clock: SQLSandboxClock
  private let limits: ReadLimits

  /// Sets limits of a connection for the rest of its life.
  ///
  /// The limit of memory is one of the whole process.
  package init(_ connection: Connection, _ limits: ReadLimits) {
    self.limits = limits
    clock = SQLSandboxClock(limit: limits.seconds)
    if let bytes = limits.memoryBytesMax { MemoryLimit.set(bytes) }
    if let bytes = limits.valueBytesMax { connection.limit(.length, to: bytes) }
    connection.setProgressHandler(everyOperations: Self.operationsBetweenQuestions) {
      [clock, limits] in !clock.isOver && !limits.isInterrupted()
    }
  }

  /// Runs a statement and hands its rows on.
  ///
  /// The first step comes before `begin`, so that a statement that fails at once prints nothing.
  /// - Parameters:
  ///   - columns: those of the rows; without them the names that the statement gives.
  ///   - rowsMax: how many rows are handed on at most.
  /// - Throws: `SQLSandboxError`, or what the writer throws.
  @discardableResult
  package func run(
    _ statement: borrowing Statement, columns: [ResultColumn]? = nil, rowsMax: Int = .max,
    to writer: some RowWriter
  ) throws -> ReadOutcome {
    var outcome = ReadOutcome()
    outcome.isCut = try step(statement)
    let columns = columns ?? statement.columns
    var cells = [CellView](repeating: .null, count: columns.count)
    try writer.begin(columns: columns)
    while outcome.isCut, outcome.rows < rowsMax {
      for column in cells.indices { cells[column] = CellView(statement, at: Int32(column)) }
      try writer.write(row: cells.span)
      outcome.rows += 1
      outcome.isCut = try step(statement)
    }
    try writer.end()
    return outcome
  }

  /// Has the time and the memory of other reading limited as that of statements.
  ///
  /// - Throws: `SQLSandboxError` for an error of SQLite's, or what the body throws.
  package func limited<Result>(_ body: () throws -> Result) throws -> Result {
    clock.start()
    defer { clock.stop() }
    do {
      return try body()
    } catch let error as SQLiteError {
      throw explain(error)
    }
  }

  /// Moves a statement to its next row; `false` means that there is none.
  private func step(_ statement: borrowing Statement) throws(SQLSandboxError) -> Bool {
    clock.start()
    defer { clock.stop() }
    do {
      return try statement.step()
    } catch {
      throw explain(error)
    }
  }

  /// What a statement's error means where the limits may have been its cause.
  package func explain(
    _ error: SQLiteError, _ other: (SQLiteError) -> SQLSandboxError = SQLSandboxError.failed
  ) -> SQLSandboxError {
    if error.isInterrupt {
      if !limits.isInterrupted(), let seconds = limits.seconds, clock.isOver {
        return .timedOut(seconds: seconds)
      }
      return .interrupted
    }
    if error.code == SQLiteCode.noMemory, let bytes = limits.memoryBytesMax {
      return .memory(bytes: bytes)
    }
    if error.code == SQLiteCode.tooBig, let bytes = limits.valueBytesMax {
      return .valueTooLong(bytes: bytes)
    }
    return other(error)
  }
}

/// What became of a statement's rows.
package struct ReadOutcome: Sendable {
  /// How many were handed on.
  package var rows = 0
  /// Whether there are more, which a bound that is not the statement's own has left out.
  package var isCut = false
  /// How many there are in all, if some were left out and it is cheap to tell.
  package var total: Int?

  package init() {}
}

/// SQLite's primary result codes that have a meaning of their own here.
private enum SQLiteCode {
  /// There is no memory, or there is the limit.
  static let noMemory: Int32 = 7
  /// A value would be longer than the limit.
  static let tooBig: Int32 = 18
}
