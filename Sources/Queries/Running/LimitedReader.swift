package import SQLite

/// Runs the statements of a connection within limits, so that Ctrl-C ends them, too.
package final class LimitedReader {
  /// Asked about so often that Ctrl-C seems immediate, and so rarely that it costs nothing.
  private static let operationsBetweenQuestions: Int32 = 1000

  /// How long the statements have worked.
  package let clock: SQLSandboxClock
  private let limits: ReadLimits

  /// Sets limits of a connection for the rest of its life.
  ///
  /// The limit of memory is one of the whole process.
  /// - Parameter clock: that of another reader, if the time is for both together.
  package init(
    _ connection: borrowing Connection, _ limits: ReadLimits, clock: SQLSandboxClock? = nil
  ) {
    self.limits = limits
    let clock = clock ?? SQLSandboxClock(limit: limits.seconds)
    self.clock = clock
    if let bytes = limits.memoryBytesMax { MemoryLimit.set(bytes) }
    if let bytes = limits.valueBytesMax { connection.limit(.length, to: bytes) }
    connection.setProgressHandler(everyOperations: Self.operationsBetweenQuestions) {
      [clock, limits] in !clock.isOver && !limits.isInterrupted()
    }
  }

  /// Moves a statement to its next row; `false` means that there is none.
  package func step(_ statement: borrowing Statement) throws(SQLSandboxError) -> Bool {
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

/// SQLite's primary result codes that have a meaning of their own here.
private enum SQLiteCode {
  /// There is no memory, or there is the limit.
  static let noMemory: Int32 = 7
  /// A value would be longer than the limit.
  static let tooBig: Int32 = 18
}
