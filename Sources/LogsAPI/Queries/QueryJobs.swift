import Synchronization

/// The queries that callers have started, the newest last, as long as they are kept.
package final class QueryJobs: Sendable {
  /// How long a result can be fetched after its query has ended, in milliseconds; AWS keeps them for seven days.
  static let keptMilliseconds: Int64 = 3_600_000
  /// How many are kept.
  static let countMax = 200
  /// Bytes of all results in memory.
  static let heldBytesMax = 256 << 20

  private let jobs = Mutex<[QueryJob]>([])

  /// Adds a query, and forgets old ones.
  func add(_ job: QueryJob, now: Int64) {
    jobs.withLock { jobs in
      jobs.append(job)
      Self.forget(&jobs, now)
    }
  }

  /// Forgets what is too old or too much; what still runs stays.
  private static func forget(_ jobs: inout [QueryJob], _ now: Int64) {
    jobs.removeAll { job in job.endedAt.map { now - $0 > keptMilliseconds } ?? false }
    var held = jobs.reduce(0) { $0 + ($1.rows?.heldBytes ?? 0) }
    var excess = jobs.count - countMax
    jobs.removeAll { job in
      guard excess > 0 || held > heldBytesMax, job.endedAt != nil else { return false }
      excess -= 1
      held -= job.rows?.heldBytes ?? 0
      return true
    }
  }

  /// The query of an id; nil if there is none any more.
  func job(_ id: String, now: Int64) -> QueryJob? {
    jobs.withLock { jobs in
      Self.forget(&jobs, now)
      return jobs.first { $0.question.id == id }
    }
  }

  /// All of them, the newest first.
  package var all: [QueryJob] { jobs.withLock { $0.reversed() } }
}
