import CSQLite
import Synchronization

/// A limit on the memory that SQLite and the functions of this package may use together.
///
/// Functions and aggregates use memory that SQLite does not know about. It is counted here, and SQLite's hard heap
/// limit is reduced by as much. Like that limit, this one applies to the whole process. A statement that would exceed
/// it fails with `SQLITE_NOMEM`. Where work has accounts of its own, the largest is asked to end instead, and a little more
/// is allowed until it has.
package enum MemoryLimit {
  private static let ledger = Mutex(MemoryLedger())
  /// Smaller amounts are not counted.
  private static let unit = 1 << 16
  /// SQLite needs some memory even to report that the limit was reached.
  private static let leastForSQLite: Int64 = 1 << 20

  /// Sets the limit in bytes, nil for none.
  package static func set(_ bytes: Int64?) {
    ledger.withLock { ledger in
      ledger.limit = bytes
      apply(ledger)
    }
  }

  /// Records that a holder now uses one number of bytes instead of another.
  ///
  /// - Throws: `SQLiteError` if that exceeds the limit; nothing changes then.
  package static func hold(_ bytes: Int, insteadOf former: Int) throws(SQLiteError) {
    let change = Int64(rounded(bytes) - rounded(former))
    guard change != 0 else { return }
    let account = MemoryAccount.current
    let isTooMuch = ledger.withLock { ledger in
      guard ledger.enter(change, account, others: sqlite3_memory_used()) else { return true }
      apply(ledger)
      return false
    }
    if isTooMuch { throw SQLiteError(extendedCode: SQLITE_NOMEM, message: "out of memory") }
  }

  /// Records that a holder of so many bytes now uses none.
  package static func release(_ bytes: Int) {
    let change = Int64(rounded(bytes))
    guard change > 0 else { return }
    let account = MemoryAccount.current
    ledger.withLock { ledger in
      _ = ledger.enter(-change, account, others: 0)
      apply(ledger)
    }
  }

  /// Asks the largest account to end if all together use too much.
  ///
  /// SQLite's own memory counts, too, which nobody asks for here.
  package static func check() {
    ledger.withLock { $0.check(others: sqlite3_memory_used()) }
  }

  static func open(_ account: MemoryAccount) {
    ledger.withLock { ledger in
      ledger.open(account)
      apply(ledger)
    }
  }

  static func close(_ account: MemoryAccount) {
    ledger.withLock { ledger in
      ledger.close(account)
      apply(ledger)
    }
  }

  private static func rounded(_ bytes: Int) -> Int { bytes / unit * unit }

  private static func apply(_ ledger: MemoryLedger) {
    sqlite3_hard_heap_limit64(ledger.ceiling.map { max(leastForSQLite, $0 - ledger.held) } ?? 0)
  }
}
