import SQLite
import Synchronization
import Time

/// Lets a piece of work be stopped, from any thread.
final class WorkToken: Sendable {
  /// Why work was stopped.
  enum Reason: Int, Sendable {
    /// Somebody asked for it, or nobody waits for it any more.
    case cancelled = 1
    case timedOut = 2
    /// Nobody has asked how far it is for too long.
    case abandoned = 3
    /// Other work needs memory, and this had the most.
    case overdrawn = 4
  }

  private let reason = Atomic<Int>(0)
  /// When it must end, in nanoseconds of the clock that only goes forward; nil before it has begun.
  private let deadline = Atomic<Int64>(.max)
  /// Until when somebody is known to want the result, by the same clock; those who wait for it need not say so.
  private let wantedUntil = Atomic<Int64>(.max)
  private let time: TimeSource
  /// The memory of the work.
  let account = MemoryAccount()

  init(_ time: TimeSource) {
    self.time = time
  }

  /// Gives the work so many seconds from now.
  func begin(seconds: Double) {
    deadline.store(instant(after: seconds), ordering: .relaxed)
  }

  /// Notes that somebody wants the result; it is given up where nobody says so again within so many seconds.
  func want(forSeconds seconds: Double) {
    wantedUntil.store(instant(after: seconds), ordering: .relaxed)
  }

  private func instant(after seconds: Double) -> Int64 {
    time.uptimeNanoseconds + Int64(min(seconds, 1e9) * 1e9)
  }

  func cancel() { stop(.cancelled) }

  private func stop(_ why: Reason) {
    _ = reason.compareExchange(
      expected: 0, desired: why.rawValue, ordering: .acquiringAndReleasing)
  }

  /// Whether the work is to end; asked often, by the thread that does it.
  var isStopped: Bool {
    if reason.load(ordering: .relaxed) != 0 { return true }
    if account.isOverdrawn {
      stop(.overdrawn)
      return true
    }
    let now = time.uptimeNanoseconds
    if now >= deadline.load(ordering: .relaxed) {
      stop(.timedOut)
    } else if now >= wantedUntil.load(ordering: .relaxed) {
      stop(.abandoned)
    } else {
      return false
    }
    return true
  }

  /// Why it was stopped; nil if it was not.
  var stopReason: Reason? { Reason(rawValue: reason.load(ordering: .acquiring)) }
}
