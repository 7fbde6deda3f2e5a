import JSON
import Queries
import SQLite
import Storage
import Synchronization
package import Time

/// The CloudWatch Logs API on an archive: calls in, answers out, without a word of HTTP.
///
/// The operations are in `Operations`, a file each. What they mean for an archive is in `docs/serve.md`.
package final class LogsService: Sendable {
  package struct Settings: Sendable {
    /// The archive's file.
    package var path: String
    package var naming = GroupNaming()
    /// The folder whose CSV files `lookup` reads.
    package var tables: String?
    /// How many queries run at the same time.
    package var queries = 2
    /// How long a query may take.
    package var secondsMax = 60.0
    /// Whether callers may ask to see secrets.
    package var unmasks = false
    package var time = TimeSource.system
    /// Told in a sentence why a query failed, or the archive cannot be read.
    package var onFailure: @Sendable (String) -> Void = { _ in }
    /// Queries that have names.
    package var savedQueries = SavedQueries()

    package init(path: String) {
      self.path = path
    }

    /// How long a query may take: `60 seconds`.
    package var secondsText: String {
      let isWhole = secondsMax == secondsMax.rounded() && secondsMax < 1e15
      return (isWhole ? "\(Int64(secondsMax))" : "\(secondsMax)")
        + (secondsMax == 1 ? " second" : " seconds")
    }
  }

  /// Queries that wait for a thread; more are refused.
  package static let waitingMax = 16
  /// How many rows a query may give.
  package static let rowsMax = Int(StartQuery.rowsMax)
  /// Calls that wait to read the archive for a moment.
  private static let readsWaitingMax = 1000

  /// How long a call may read the archive, in seconds; SDKs wait no longer.
  static let readSecondsMax = 60.0

  package let settings: Settings
  /// For what takes a moment.
  let readers: ArchiveReaders
  /// For queries.
  let queryReaders: ArchiveReaders
  package let jobs = QueryJobs()
  package let health: ArchiveHealth

  package init(_ settings: Settings) {
    self.settings = settings
    let options = ReaderOptions(
      path: settings.path, naming: settings.naming, tables: settings.tables)
    readers = ArchiveReaders(
      options, threads: 2, waitingMax: Self.readsWaitingMax, time: settings.time)
    queryReaders = ArchiveReaders(
      options, threads: settings.queries, waitingMax: Self.waitingMax, time: settings.time)
    health = ArchiveHealth(options, settings.time, report: settings.onFailure)
  }

  /// Answers a call, whatever it is.
  package func answer(_ call: APICall) async -> APIAnswer {
    if let nothing = EmptyLists.answer(to: call.operation) {
      return APIAnswer(status: 200, body: Array(nothing.text.utf8))
    }
    do {
      let operation = try Operations.named(call.operation).init(Members(call.body))
      return APIAnswer(status: 200, body: try await operation.answer(call, in: self)?.bytes ?? [])
    } catch {
      let error = APIError(explaining: error)
      return APIAnswer(status: error.status, body: error.body)
    }
  }

  /// Which file the archive is now, and the state that it is in; nil if there is none.
  package var fileVersion: FileVersion? { FileVersion(settings.path) }

  /// More threads that read the archive.
  ///
  /// - Parameter waitingMax: how much may wait for one.
  package func makeReaders(threads: Int, waitingMax: Int) -> ArchiveReaders {
    ArchiveReaders(
      ReaderOptions(path: settings.path, naming: settings.naming, tables: settings.tables),
      threads: threads, waitingMax: waitingMax, time: settings.time)
  }

  /// Frees the results that are too old; also where nobody calls, somebody should call this now and then.
  package func forgetOldResults() { jobs.forget(now: now) }

  /// Stops all queries; those that wait for one are told.
  package func stopAll() {
    for job in jobs.all where job.status == .running { stop(job) }
  }

  /// Stops a query; those that wait for it are told.
  package func stop(_ job: QueryJob) {
    job.token.cancel()
    job.end(.cancelled, at: now)
  }

  /// Returns when a query has ended; stops it if the task that waits is cancelled.
  package func wait(for job: QueryJob) async {
    await withTaskCancellationHandler {
      while job.status == .running {
        job.noteInterest()
        await job.wait(atMost: .seconds(QueryJob.unwatchedSecondsMax / 2))
      }
    } onCancel: {
      stop(job)
    }
  }

  /// The account that most stops are of, and all regions in their order.
  package func places() async throws -> (account: String, regions: [String]) {
    try await readers.read(seconds: Self.readSecondsMax) { reader in
      let directory = try reader.currentView().wholeDirectory
      let regions = Set(directory.places.extents.keys.map(\.owner.region))
      return (directory.mainOwner.account, regions.sorted())
    }
  }

  var now: Int64 { settings.time.now }
}

extension APIError {
  /// What a caller is told of an error of any kind.
  init(explaining error: any Error) {
    switch error {
    case let error as APIError: self = error
    case let error as ArchiveError: self = .fault("\(error)")
    case SQLSandboxError.timedOut, SQLSandboxError.interrupted:
      self = .fault("the call took too long and was stopped")
    default: self = .fault("\(error)")
    }
  }
}
