import Synchronization

/// The queries that callers have started, the newest last, as long as they are kept.
package final class QueryJobs: Sendable {
  /// How long a result can be fetched after its query has ended, in milliseconds; AWS keeps them for seven days.
  package static let keptMilliseconds: Int64 = 3_600_000
  /// How many are kept.
  package static let countMax = 200
  /// Bytes of all results in memory.
  static let heldBytesMax = 256 << 20
  /// Bytes of all results in memory and in files.
  static let keptBytesMax = 1024 << 20

  private let jobs = Mutex<[QueryJob]>([])

  /// Adds a query, and forgets old ones.
  func add(_ job: QueryJob, now: Int64) {
    jobs.withLock { $0.append(job) }
    forget(now: now)
  }

  /// Forgets what is too old or too much; what still runs stays.
  func forget(now: Int64) {
    jobs.withLock { Self.forget(&$0, now) }
  }

  private static func forget(_ jobs: inout [QueryJob], _ now: Int64) {
    jobs.removeAll { isTooOld($0, now) }
    let results = jobs.map(\.rows)
    var held = results.reduce(0) { $0 + ($1?.heldBytes ?? 0) }
    var kept = results.reduce(0) { $0 + ($1?.bytes ?? 0) }
    var excess = jobs.count - countMax
    jobs.removeAll { job in
      guard excess > 0 || held > heldBytesMax || kept > keptBytesMax, job.endedAt != nil else {
        return false
      }
      excess -= 1
      held -= job.rows?.heldBytes ?? 0
      kept -= job.rows?.bytes ?? 0
      return true
    }
  }

  private static func isTooOld(_ job: QueryJob, _ now: Int64) -> Bool {
    job.endedAt.map { now - $0 > keptMilliseconds } ?? false
  }

  /// The query of an id, about which somebody asks; nil if there is none any more.
  package func job(_ id: String, now: Int64) -> QueryJob? {
    let job = jobs.withLock { $0.last { $0.question.id == id } }
    guard let job, !Self.isTooOld(job, now) else { return nil }
    job.noteInterest()
    return job
  }

  /// All of them, the newest first.
  package var all: [QueryJob] { jobs.withLock { $0.reversed() } }
}
