import CSQLite
import Glibc
import Synchronization

/// Stops the statement that a connection is running, from any thread.
///
/// It stays safe after the connection has closed: it then does nothing. Instead of a lock, which a
/// signal handler must not take, it counts the calls under way; the connection first raises the
/// sign bit, which makes new calls do nothing, and then waits for those under way before it closes.
/// The pointer is therefore never used once the connection is gone, and `interrupt()` never waits.
package final class InterruptHandle: Sendable {
  /// Only used while `calls` keeps the connection open.
  nonisolated(unsafe) private let connection: OpaquePointer
  private let calls = Atomic<Int>(0)

  init(connection: OpaquePointer) {
    self.connection = connection
  }

  /// Makes the running statements end with `SQLITE_INTERRUPT`; without one it does nothing.
  package func interrupt() {
    let before = calls.add(1, ordering: .acquiringAndReleasing).oldValue
    if before >= 0 { sqlite3_interrupt(connection) }
    calls.subtract(1, ordering: .acquiringAndReleasing)
  }

  /// Returns when no call uses the connection any more, and none will.
  func close() {
    calls.bitwiseOr(Int.min, ordering: .acquiringAndReleasing)
    while calls.load(ordering: .acquiring) != Int.min { sched_yield() }
  }
}
