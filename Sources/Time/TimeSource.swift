import Glibc

/// Where the program reads what time it is and how much time has passed; tests give it a time of their own.
package struct TimeSource: Sendable {
  private let wallClock: @Sendable () -> Int64
  private let uptime: @Sendable () -> Int64

  /// The clocks of the machine.
  package static let system = TimeSource(
    wallClock: { nanoseconds(of: CLOCK_REALTIME) }, uptime: { nanoseconds(of: CLOCK_MONOTONIC) })

  /// - Parameters:
  ///   - wallClock: nanoseconds since 1970-01-01 UTC.
  ///   - uptime: nanoseconds that only go forward, from any start.
  package init(
    wallClock: @escaping @Sendable () -> Int64, uptime: @escaping @Sendable () -> Int64
  ) {
    self.wallClock = wallClock
    self.uptime = uptime
  }

  /// Time that stands still, at milliseconds since 1970.
  package static func fixed(at milliseconds: Int64) -> TimeSource {
    TimeSource(wallClock: { milliseconds * 1_000_000 }, uptime: { 0 })
  }

  /// The time of day in milliseconds since 1970.
  package var now: Int64 { wallClock().flooredQuotient(by: 1_000_000) }

  /// The time of day in nanoseconds since 1970.
  package var nowNanoseconds: Int64 { wallClock() }

  /// Nanoseconds that only go forward: what has passed is the difference of two.
  package var uptimeNanoseconds: Int64 { uptime() }

  /// Seconds that only go forward.
  package var uptimeSeconds: Double { Double(uptime()) / 1e9 }

  private static func nanoseconds(of clock: clockid_t) -> Int64 {
    var time = timespec()
    clock_gettime(clock, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}
