import LogsAPI
import Rows
import Time

/// The rows of a query that has run, and what is known of it.
struct QueryResult: Sendable {
  let job: QueryJob
  let rows: ResultRows
  let statistics: QueryJob.Statistics
  /// How long it took, its time in the queue included.
  let milliseconds: Int64

  /// The rows of a job; waits for its end.
  ///
  /// - Throws: `ConsoleError` if it failed or was stopped.
  static func of(_ job: QueryJob, in logs: LogsService) async throws -> QueryResult {
    await logs.wait(for: job)
    let progress = job.progress
    switch progress.status {
    case .complete:
      guard let rows = progress.rows else { break }
      return QueryResult(
        job: job, rows: rows, statistics: progress.statistics,
        milliseconds: (job.endedAt ?? job.question.createdAt) - job.question.createdAt)
    case .failed:
      throw ConsoleError(
        503, "the query failed: \(progress.failure ?? "the reason is not known")",
        help: "a shorter time or more filters make it faster")
    default: break
    }
    throw ConsoleError(503, "the query was stopped", help: "run it again")
  }

  /// All rows, or those of a range.
  ///
  /// - Throws: `SystemError`.
  func cells(_ range: Range<Int>? = nil) throws -> [[Cell]] {
    var all: [[Cell]] = []
    try rows.forEach(in: range ?? 0..<rows.count) { row in
      all.append(row.indices.map { Cell(row[$0]) })
    }
    return all
  }
}

extension Console {
  /// The result of a query: that of the job that the page names, or of a new one.
  func result(of draft: QueryDraft) async throws -> QueryResult {
    if let id = draft.asked.job, let job = logs.jobs.job(id, now: settings.time.now),
      job.question.text == draft.text, draft.question.isThat(of: job),
      job.status == .complete || job.status == .running
    {
      return try await QueryResult.of(job, in: logs)
    }
    return try await QueryResult.of(try await draft.question.start(in: logs), in: logs)
  }
}
