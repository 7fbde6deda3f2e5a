import Glibc
package import SQLite
import Time

/// How long a statement waits while another process writes to the archive, and what happens meanwhile.
package struct WriterWait: Sendable {
  /// After this time the statement fails as busy.
  package var secondsMax: Double
  /// After this time `onNote` is called, once for each archive that is opened.
  package var secondsBeforeNote = 2.0
  package var onNote: @Sendable () -> Void = {}
  /// Asked between two tries; if it is true, the statement fails as busy.
  package var shouldStop: @Sendable () -> Bool = { false }

  /// The pauses between two tries are this long at most, in microseconds, so that the end of a transaction is noticed
  /// before the other process begins its next one.
  private static let pauseMax: UInt32 = 5_000

  /// - Parameter secondsMax: what a program waits that cannot say that it does.
  package init(secondsMax: Double = 10) { self.secondsMax = secondsMax }

  /// Has the statements of a connection wait.
  package func apply(to connection: Connection) {
    let wait = self
    var start = 0.0
    var isNoted = false
    connection.setBusyHandler { attempt in
      let now = TimeSource.system.uptimeSeconds
      if attempt == 0 { start = now }
      guard now - start < wait.secondsMax, !wait.shouldStop() else { return false }
      if !isNoted, now - start >= wait.secondsBeforeNote {
        isNoted = true
        wait.onNote()
      }
      usleep(min(Self.pauseMax, 500 << UInt32(min(attempt, 8))))
      return true
    }
  }
}
