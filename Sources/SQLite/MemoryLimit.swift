import CSQLite
import Synchronization

/// The memory that SQLite and the functions of ours may take together.
///
/// Functions and aggregates hold memory that SQLite does not know of. It is counted here, and what they hold SQLite may
/// not take: its hard heap limit shrinks by as much. Like that limit, this one is for the whole process. Beyond it a
/// statement fails with `SQLITE_NOMEM`.
package enum MemoryLimit {
  private struct State {
    /// Bytes; nil for no limit.
    var limit: Int64?
    var held: Int64 = 0
  }

  private static let state = Mutex(State())
  /// What is smaller is not worth counting.
  private static let unit = 1 << 16
  /// Even beyond the limit SQLite has to be able to say so.
  private static let leastForSQLite: Int64 = 1 << 20

  /// Sets the limit in bytes, nil for none.
  package static func set(_ bytes: Int64?) {
    state.withLock { state in
      state.limit = bytes
      apply(state)
    }
  }

  /// Counts what somebody holds: so many bytes instead of so many.
  ///
  /// - Throws: `SQLiteError` if there is not so much; nothing has changed then.
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

  /// Counts that somebody who held so many bytes holds none.
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
