import Synchronization
import Time

/// Whether the archive can be read, found out through a connection of its own, so that nothing waits for queries.
package final class ArchiveHealth: Sendable {
  /// Why the archive cannot be read.
  package struct Problem: Equatable, Sendable {
    /// For the server's owner, with the archive's path.
    let message: String
    /// For whoever asks.
    package let publicMessage: String

    fileprivate init(_ error: APIError) {
      message = error.message
      publicMessage =
        error == .upgraded
        ? error.message : "the archive cannot be read; the server's standard error says why"
    }
  }

  private let readers: ArchiveReaders
  private let report: @Sendable (String) -> Void
  private let known = Mutex<Problem?>(nil)

  private static let waitingMax = 1000
  private static let secondsMax = 10.0

  /// - Parameter report: told of a problem once, until there is another one.
  init(_ options: ReaderOptions, _ time: TimeSource, report: @escaping @Sendable (String) -> Void) {
    readers = ArchiveReaders(options, threads: 1, waitingMax: Self.waitingMax, time: time)
    self.report = report
  }

  /// Looks now; nil if all is well.
  package func problem() async -> Problem? {
    var problem: Problem?
    do {
      // Each piece of work begins with what is of interest here.
      try await readers.read(seconds: Self.secondsMax) { _ in }
    } catch {
      problem = Problem(APIError(explaining: error))
    }
    let isNew = known.withLock { known in
      defer { known = problem }
      return known != problem
    }
    if isNew, let problem { report(problem.message) }
    return problem
  }
}
