import Synchronization

/// A query that a caller has started: what it asks, and how far it is.
package final class QueryJob: Sendable {
  package enum Status: String, CaseIterable, Sendable {
    case running = "Running"
    case complete = "Complete"
    case failed = "Failed"
    case cancelled = "Cancelled"
    /// These two are never given: clients wait for ever, or show nothing, where they see them (logs-api.md 2.2).
    case scheduled = "Scheduled"
    case timeout = "Timeout"
    case unknown = "Unknown"
  }

  /// What a query was and is asked for, which does not change.
  package struct Question: Sendable {
    package let id: String
    package let text: String
    /// The names of its log groups.
    package let groups: [String]
    /// Milliseconds since 1970, both ends included.
    package let start: Int64
    package let end: Int64
    /// When it was started, in milliseconds since 1970.
    package let createdAt: Int64
    /// The `User-Agent` of the caller.
    package let client: String
    /// The parameters of the console's page that asks it; nil for a caller of the API.
    package let page: String?
  }

  package struct Statistics: Sendable {
    package var matched = 0
    package var scanned = 0
    package var bytesScanned = 0.0
    package var groups = 0
    package var rows = 0
    /// Whether a bound that is not the query's own has left out rows.
    package var isCut = false
  }

  private struct State {
    var status = Status.running
    var statistics = Statistics()
    var rows: ResultRows?
    var failure: String?
    var endedAt: Int64?
    var waiting: [Int: CheckedContinuation<Void, Never>] = [:]
    var waitingCount = 0
  }

  /// A query that nobody has asked about for so many seconds is stopped; clients poll every second or every few.
  static let unwatchedSecondsMax = 60

  package let question: Question
  let token: WorkToken
  private let state = Mutex(State())

  init(_ question: Question, _ token: WorkToken) {
    self.question = question
    self.token = token
    noteInterest()
  }

  /// Somebody has asked about the query.
  func noteInterest() { token.want(forSeconds: Double(Self.unwatchedSecondsMax)) }

  package var status: Status { state.withLock { $0.status } }
  /// The rows of a query that is complete.
  var rows: ResultRows? { state.withLock { $0.rows } }
  /// When it ended, in milliseconds since 1970; nil while it runs.
  package var endedAt: Int64? { state.withLock { $0.endedAt } }

  /// How far the query is at one moment: it may end at any time.
  package struct Progress: Sendable {
    package let status: Status
    package let statistics: Statistics
    /// The rows, once it is complete.
    package let rows: ResultRows?
    /// Why it failed, in a sentence.
    package let failure: String?
  }

  package var progress: Progress {
    state.withLock {
      Progress(
        status: $0.status, statistics: $0.statistics, rows: $0.rows, failure: $0.failure)
    }
  }

  func note(_ change: (inout Statistics) -> Void) {
    state.withLock { change(&$0.statistics) }
  }

  /// Ends the query, unless it has ended already; those who wait for it go on.
  func end(
    _ status: Status, rows: ResultRows? = nil, failure: String? = nil, at time: Int64
  ) {
    let waiting = state.withLock { state in
      guard state.status == .running else { return [CheckedContinuation<Void, Never>]() }
      state.status = status
      state.rows = rows
      state.failure = failure
      state.endedAt = time
      defer { state.waiting = [:] }
      return Array(state.waiting.values)
    }
    for continuation in waiting { continuation.resume() }
  }

  /// Returns when the query has ended, or after a while; no thread waits meanwhile.
  func wait(atMost duration: Duration) async {
    await withCheckedContinuation { continuation in
      let number: Int? = state.withLock { state in
        guard state.status == .running else { return nil }
        state.waitingCount += 1
        state.waiting[state.waitingCount] = continuation
        return state.waitingCount
      }
      guard let number else { return continuation.resume() }
      Task { [weak self] in
        try? await Task.sleep(for: duration)
        let waiting = self?.state.withLock { $0.waiting.removeValue(forKey: number) }
        waiting?.resume()
      }
    }
  }
}
