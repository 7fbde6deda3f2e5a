/// Who holds how much of the memory that SQLite and the functions of this package may use.
package struct MemoryLedger {
  /// Bytes; nil for no limit.
  package var limit: Int64?
  /// Bytes of functions and aggregates.
  package private(set) var held: Int64 = 0
  /// The accounts of the work that runs.
  private var accounts: [MemoryAccount] = []

  package init() {}

  /// What must not be exceeded even until the largest account has ended.
  package var ceiling: Int64? {
    limit.map { accounts.count > 1 ? $0 + $0 / 4 : $0 }
  }

  package mutating func open(_ account: MemoryAccount) { accounts.append(account) }

  package mutating func close(_ account: MemoryAccount) { accounts.removeAll { $0 === account } }

  /// Enters that functions and aggregates of an account hold more or less than before.
  ///
  /// - Parameter others: what SQLite itself uses.
  /// - Returns: whether it may be; nothing changes if not.
  package mutating func enter(
    _ change: Int64, _ account: MemoryAccount?, others: Int64
  ) -> Bool {
    if change > 0, let limit, held + change + others > limit {
      let largest = largest
      if held + change + others > ceiling ?? limit || largest == nil || largest === account {
        return false
      }
      largest?.overdraw()
    }
    held += change
    account?.add(change)
    return true
  }

  /// Asks the largest account to end if all together use too much; one that is alone meets the limit itself.
  package func check(others: Int64) {
    guard let limit, accounts.count > 1, held + others > limit else { return }
    largest?.overdraw()
  }

  private var largest: MemoryAccount? { accounts.max { $0.heldBytes < $1.heldBytes } }
}
