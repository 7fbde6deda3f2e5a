import Synchronization
import Time

/// How long a statement has worked: it runs only while SQLite does, not while rows are being read.
///
/// Other threads may look at it.
package final class SQLSandboxClock: Sendable {
  private let time: TimeSource
  /// Nanoseconds; nil for no limit.
  private let limit: Int64?
  private let spent = Atomic<Int64>(0)
  /// When it was started, 0 while it is stopped.
  private let startedAt = Atomic<Int64>(0)

  /// - Parameter limit: in seconds.
  init(limit: Double?, time: TimeSource = .system) {
    self.time = time
    // Longer than a century is for ever.
    self.limit = limit.map { Int64(min($0, 3.2e9) * 1e9) }
  }

  /// Whether the limit is reached.
  var isOver: Bool { isOver(bySeconds: 0) }

  /// Whether the limit was reached so long ago.
  ///
  /// A statement is not stopped within one call of a function, and some take hours with long strings.
  package func isOver(bySeconds seconds: Int64) -> Bool {
    guard let limit else { return false }
    let start = startedAt.load(ordering: .relaxed)
    let running = start == 0 ? 0 : time.uptimeNanoseconds - start
    return spent.load(ordering: .relaxed) + running >= limit + seconds * 1_000_000_000
  }

  /// Forgets what was spent, for the next question.
  package func reset() {
    spent.store(0, ordering: .relaxed)
  }

  func start() { startedAt.store(time.uptimeNanoseconds, ordering: .relaxed) }

  func stop() {
    spent.add(time.uptimeNanoseconds - startedAt.load(ordering: .relaxed), ordering: .relaxed)
    startedAt.store(0, ordering: .relaxed)
  }
}
