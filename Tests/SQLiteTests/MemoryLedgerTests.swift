import SQLite
import Testing

/// Which of several pieces of work must end when there is not enough memory for all.
@Suite final class MemoryLedgerTests {
  private var ledger = MemoryLedger()
  private let large = MemoryAccount()
  private let small = MemoryAccount()

  init() {
    ledger.limit = 1000
    ledger.open(large)
    ledger.open(small)
  }

  private func enter(_ change: Int64, _ account: MemoryAccount?) -> Bool {
    ledger.enter(change, account, others: 0)
  }

  @Test func theLargestEndsAndNotTheLast() {
    #expect(enter(900, large))
    #expect(enter(90, small))
    #expect(!large.isOverdrawn)
    #expect(enter(100, small))
    #expect(large.isOverdrawn && !small.isOverdrawn)
    #expect(small.heldBytes == 190)
  }

  @Test func theLargestItselfGetsNoMore() {
    #expect(enter(900, large))
    #expect(!enter(200, large))
    #expect(large.heldBytes == 900 && ledger.held == 900)
  }

  @Test func thereIsACeilingUntilItHasEnded() {
    #expect(enter(900, large))
    #expect(enter(350, small))
    #expect(!enter(1, small))
    #expect(enter(-900, large))
    ledger.close(large)
    #expect(enter(500, small))
    #expect(!small.isOverdrawn)
  }

  @Test func memoryOfSQLiteCountsToo() {
    #expect(enter(100, large))
    ledger.check(others: 900)
    #expect(!large.isOverdrawn)
    ledger.check(others: 901)
    #expect(large.isOverdrawn && !small.isOverdrawn)
  }

  @Test func workThatIsAloneMeetsTheLimit() {
    ledger.close(small)
    #expect(ledger.ceiling == 1000)
    #expect(enter(1000, large))
    #expect(!enter(1, large))
    ledger.check(others: 500)
    #expect(!large.isOverdrawn)
  }

  @Test func withoutAccountsTheLimitHoldsForAll() {
    ledger.close(large)
    ledger.close(small)
    #expect(enter(1000, nil))
    #expect(!enter(1, nil))
    #expect(enter(-1, nil))
  }
}
