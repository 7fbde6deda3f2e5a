import Foundation
import InsightsSQLite
import LogsInsights
import TestSupport
import Testing

/// Whatever the text, the compiler answers: with SQL or with errors, soon, and without a crash.
@Suite struct FuzzTests {
  private static let environment = ProcessInfo.processInfo.environment
  /// Ten minutes with `NIGHTLY=1`; `FUZZ_SECONDS` says otherwise.
  private static let time = Duration.seconds(
    Double(environment["FUZZ_SECONDS"] ?? "") ?? (TestRun.isNightly ? 600 : 3))
  /// A batch is what a seed repeats: `SEED=n FUZZ_SECONDS=1`.
  private static let batchSize = 1_000
  /// Without optimization; a text of 10,000 characters takes a tenth of it at most.
  private static let timeMax = Duration.seconds(3)
  private static let hangMax: Duration = .seconds(60)

  @Test func nearlyQueriesAreAnswered() throws {
    let fuzzer = QueryFuzzer(queries: try CaseFile.all(in: "../QueryCaseTests/Cases").map(\.input))
    let first = TestRun.givenSeed ?? UInt64.random(in: 0..<1_000_000_000)
    let watchdog = Watchdog(patience: Self.hangMax)
    defer { watchdog.stop() }
    let start = ContinuousClock.now
    var batches: UInt64 = 0
    while ContinuousClock.now - start < Self.time {
      let seed = first &+ batches
      // A crash leaves no other trace of the batch that made it.
      if TestRun.isNightly, batches.isMultiple(of: 20) {
        print("fuzz: \(Int(batches) * Self.batchSize) texts answered, now seed \(seed)")
      }
      try run(fuzzer, seed: seed, watchdog)
      batches += 1
    }
    print("fuzz: \(Int(batches) * Self.batchSize) texts answered, first seed \(first)")
  }

  private func run(_ fuzzer: QueryFuzzer, seed: UInt64, _ watchdog: Watchdog) throws {
    var random = SeededGenerator(seed: seed)
    for round in 0..<Self.batchSize {
      let text = fuzzer.text(using: &random)
      watchdog.watch("seed \(seed), round \(round): \(text)")
      let answer = CompilerAnswer(to: text)
      if let problem = answer.problem {
        Issue.record("seed \(seed), round \(round): \(problem)\nof \(text)")
      }
      if answer.time > Self.timeMax {
        Issue.record("seed \(seed), round \(round): took \(answer.time): \(text)")
      }
    }
  }

  @Test func randomLegalQueriesCompile() throws {
    let seed = UInt64.random(in: 0..<1_000_000)
    var generator = QueryGenerator(seed: seed)
    for round in 0..<1000 {
      let text = generator.query()
      do {
        _ = try Query(text).compile(catalog: TestCatalog(), options: CompileOptions(now: 0))
      } catch let error as QueryError {
        // Random aliases may grow large and stats may come after a limit; nothing else is wrong.
        let codes = error.diagnostics.filter { $0.severity == .error }.map(\.code)
        #expect(
          Set(codes).isSubset(of: ["E0302", "E0404"]),
          "seed \(seed), round \(round): \(text)\n\(error)")
      }
    }
  }
}

/// Ends the process when one text takes too long: a hang would say nothing about itself.
private final class Watchdog: @unchecked Sendable {
  private let lock = NSLock()
  private var text = ""
  private var since = ContinuousClock.now
  private var isStopped = false

  init(patience: Duration) {
    Thread.detachNewThread { [weak self] in
      while let self, !self.isStoppedNow {
        self.check(patience)
        Thread.sleep(forTimeInterval: 1)
      }
    }
  }

  func watch(_ text: String) {
    lock.withLock {
      self.text = text
      since = .now
    }
  }

  func stop() { lock.withLock { isStopped = true } }

  private var isStoppedNow: Bool { lock.withLock { isStopped } }

  private func check(_ patience: Duration) {
    let (text, elapsed) = lock.withLock { (self.text, ContinuousClock.now - since) }
    if elapsed > patience { fatalError("no answer for \(elapsed): \(text)") }
  }
}
