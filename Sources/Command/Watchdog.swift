import ArgumentParser
import Dispatch
import ECSStops
import Glibc
import Synchronization

/// Ends the process if a command does not stop by itself.
///
/// SQLite stops between its steps, and one step may be a function that takes hours with two long strings. A row may wait
/// for a reader that never reads, and an ingest for input that never comes. An archive is crash-safe.
enum Watchdog {
  /// How many seconds a command has to end by itself after its limit, or after Ctrl-C.
  static let secondsOfGrace: Int64 = 1
  private static let looksASecond = 10
  /// Whether somebody watches; handlers of signals ask.
  static var isWatching: Bool { watchers.load(ordering: .relaxed) > 0 }
  private static let watchers = Atomic<Int>(0)
  /// How many watchers have seen that the command has to end; the first one ends it.
  private static let endings = Atomic<Int>(0)

  /// Watches until the process ends.
  ///
  /// - Parameter overdue: Says whether a limit was passed by more than the time of grace, and what to report then.
  static func watch(
    color: ColorChoice = .auto, _ overdue: @escaping @Sendable () -> Failure? = { nil }
  ) {
    watchers.add(1, ordering: .relaxed)
    DispatchQueue(label: "ecs-stops.watchdog").async {
      var looksInterrupted = 0
      while true {
        usleep(useconds_t(1_000_000 / looksASecond))
        // Whoever reads in a pager may press Ctrl-C there; the command ends when the pager does.
        guard !Interrupt.isAsked || !Pager.isRunning else { continue }
        if Interrupt.isAsked { looksInterrupted += 1 }
        if Interrupt.isInsisted || looksInterrupted > looksASecond * Int(secondsOfGrace) {
          end(Failure("interrupted", exitCode: .interrupted), color)
        }
        if let failure = overdue() { end(failure, color) }
      }
    }
  }

  private static func end(_ failure: Failure, _ color: ColorChoice) -> Never {
    guard endings.add(1, ordering: .relaxed).oldValue == 0 else { while true { pause() } }
    UnfinishedFile.discard()
    BundleFolder.discardUnfinished()
    failure.report(color: color)
    // Without the handlers of `exit`: the other threads are still at work.
    _exit(failure.exitCode.rawValue)
  }
}
