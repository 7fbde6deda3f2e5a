import ArgumentParser
import Dispatch
import Glibc
import Reports

/// Ends the process where a statement does not stop by itself.
///
/// SQLite stops between its steps. One step may be a function that takes hours over two long texts, and a row may wait
/// for a reader that never reads.
enum Watchdog {
  private static let secondsBetweenLooks = 0.1
  /// How long a statement has time to end by itself after its limit, or after Ctrl-C.
  private static let secondsOfGrace: Int64 = 2
  private static let looksAfterInterrupt = Int(Double(secondsOfGrace) / secondsBetweenLooks)

  /// Watches until the process ends.
  ///
  /// - Parameter failure: What to say when the clock is over its limit.
  static func watch(_ clock: SQLSandboxClock, else failure: Failure, color: ColorChoice) {
    DispatchQueue(label: "ecs-stops.watchdog").async {
      var looksInterrupted = 0
      while true {
        usleep(useconds_t(secondsBetweenLooks * 1e6))
        if Interrupt.isAsked { looksInterrupted += 1 }
        if looksInterrupted > looksAfterInterrupt { end(Failure(.interrupted), color) }
        if clock.isOver(bySeconds: secondsOfGrace) { end(failure, color) }
      }
    }
  }

  private static func end(_ failure: Failure, _ color: ColorChoice) -> Never {
    OutputFile.discardUnfinished()
    failure.report(color: color)
    // Without the handlers of `exit`: the other threads are still at work.
    _exit(failure.exitCode.rawValue)
  }
}
