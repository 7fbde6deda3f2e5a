import FixtureArchive
import LogsAPI
import Synchronization
import Testing
import Time

/// Queries as jobs: how long they run where nobody asks for them.
@Suite struct QueryJobTests {
  /// Seconds that pass when a test says so.
  private final class Clock: Sendable {
    private let seconds = Atomic<Int64>(1000)

    func pass(seconds: Int64) { self.seconds.add(seconds, ordering: .relaxed) }

    var source: TimeSource {
      TimeSource(
        wallClock: { [self] in seconds.load(ordering: .relaxed) * 1_000_000_000 },
        uptime: { [self] in seconds.load(ordering: .relaxed) * 1_000_000_000 })
    }
  }

  /// Makes ten rows of each row, nine times.
  private static let endless =
    "fields jsonParse('[1,2,3,4,5,6,7,8,9,10]') as list"
    + (0..<9).map { " | unnest list into n\($0)" }.joined() + " | stats count(*)"

  private let clock = Clock()
  private let service: LogsService

  init() throws {
    var settings = LogsService.Settings(path: try FixtureArchive.path.get())
    settings.time = clock.source
    settings.queries = 1
    settings.secondsMax = 100_000
    service = LogsService(settings)
  }

  private func call(_ operation: String, _ body: String) async -> String {
    let call = APICall(operation, body: Array(body.utf8), requestID: "request")
    return String(decoding: await service.answer(call).body, as: UTF8.self)
  }

  private func start(_ text: String = Self.endless) async throws -> QueryJob {
    let answer = await call(
      "StartQuery",
      """
      {"queryString":"\(text)","startTime":0,"endTime":4000000000,
       "logGroupName":"\(GroupNaming.sampleName)"}
      """)
    return try #require(service.jobs.all.first, "\(answer)")
  }

  private func poll(_ job: QueryJob) async -> String {
    await call("GetQueryResults", #"{"queryId":"\#(job.question.id)"}"#)
  }

  /// Waits for the thread that runs the query.
  private func status(of job: QueryJob) async throws -> QueryJob.Status {
    for _ in 0..<500 where job.status == .running { try await Task.sleep(for: .milliseconds(10)) }
    return job.status
  }

  @Test func aQueryThatNobodyAsksAboutIsCancelled() async throws {
    let job = try await start()
    clock.pass(seconds: 50)
    #expect(await poll(job).contains("Running"))
    clock.pass(seconds: 50)
    #expect(await poll(job).contains("Running"))
    clock.pass(seconds: 61)
    #expect(try await status(of: job) == .cancelled)
    #expect(await poll(job).contains("Cancelled"))
  }

  @Test func itsThreadIsFreeForTheNext() async throws {
    let first = try await start()
    let second = try await start()
    clock.pass(seconds: 30)
    _ = await poll(second)
    clock.pass(seconds: 31)
    #expect(try await status(of: first) == .cancelled)
    #expect(second.status == .running)
    service.stopAll()
  }

  @Test func aResultIsKeptForAnHour() async throws {
    let job = try await start("stats count(*)")
    #expect(try await status(of: job) == .complete)
    clock.pass(seconds: 3600)
    #expect(await poll(job).contains("Complete"))
    service.forgetOldResults()
    #expect(service.jobs.all.count == 1)
    clock.pass(seconds: 1)
    #expect(await poll(job).contains("ResourceNotFoundException"))
    service.forgetOldResults()
    #expect(service.jobs.all.isEmpty)
  }

  @Test func ofManyResultsTheOldestGo() async throws {
    let first = try await start("stats count(*)")
    _ = try await status(of: first)
    for _ in 0..<QueryJobs.countMax {
      let job = try await start("stats count(*)")
      _ = try await status(of: job)
    }
    #expect(service.jobs.all.count == QueryJobs.countMax)
    #expect(await poll(first).contains("ResourceNotFoundException"))
  }
}
