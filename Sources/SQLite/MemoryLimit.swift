import CSQLite
import Synchronization

/// A limit on the memory that SQLite and the functions of this package may use together.
///
/// Functions and aggregates use memory that SQLite does not know about. It is counted here, and SQLite's hard heap
/// limit is reduced by as much. Like that limit, this one applies to the whole process. A statement that would exceed
/// it fails with `SQLITE_NOMEM`.
package enum MemoryLimit {
  private struct State {
    /// Bytes; nil for no limit.
    var limit: Int64?
    var held: Int64 = 0
  }

  private static let state = Mutex(State())
  /// Smaller amounts are not counted.
  private static let unit = 1 << 16
  /// SQLite needs some memory even to report that the limit was reached.
  private static let leastForSQLite: Int64 = 1 << 20

  /// Sets the limit in bytes, nil for none.
  package static func set(_ bytes: Int64?) {
    state.withLock { state in
      state.limit = bytes
      apply(state)
    }
  }

  /// Records that a holder now uses one number of bytes instead of another.
  ///
  /// - Throws: `SQLiteError` if that exceeds the limit; nothing changes then.
  package static func hold(_ bytes: Int, insteadOf former: Int) throws(SQLiteError) {
    let change = Int64(rounded(bytes) - rounded(former))
    guard change != 0 else { return }
    let isTooMuch = state.withLock { state in
      if change > 0, let limit = state.limit, state.held + change + sqlite3_memory_used() > limit {
        return true
      }
      state.held += change
      apply(state)
      return false
    }
    if isTooMuch { throw SQLiteError(extendedCode: SQLITE_NOMEM, message: "out of memory") }
  }

  /// Records that a holder of so many bytes now uses none.
  package static func release(_ bytes: Int) {
    let change = Int64(rounded(bytes))
    guard change > 0 else { return }
    state.withLock { state in
      state.held -= change
      apply(state)
    }
  }

  private static func rounded(_ bytes: Int) -> Int { bytes / unit * unit }

  private static func apply(_ state: State) {
    sqlite3_hard_heap_limit64(state.limit.map { max(leastForSQLite, $0 - state.held) } ?? 0)
  }
}
