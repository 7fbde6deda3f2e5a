import Glibc

/// How long a statement has worked: it runs only while SQLite does, not while rows are being read.
final class SQLSandboxClock {
  private let limit: Int64?
  private var spent: Int64 = 0
  private var resumedAt: Int64?

  /// - Parameter limit: in seconds.
  init(limit: Double?) {
    // Longer than a century is for ever.
    self.limit = limit.map { Int64(min($0, 3.2e9) * 1e9) }
  }

  /// Whether the limit is reached.
  var isOver: Bool {
    guard let limit else { return false }
    return spent + (resumedAt.map { Self.now() - $0 } ?? 0) >= limit
  }

  func resume() { resumedAt = Self.now() }

  func pause() {
    if let resumedAt { spent += Self.now() - resumedAt }
    resumedAt = nil
  }

  /// Nanoseconds that only go forward.
  private static func now() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}
