import Foundation
import TestSupport
import Testing

/// The command killed at random points of its work: the archive stays intact, and the next run completes the work.
@Suite(.serialized) struct KillTests {
  private static let rounds = TestRun.isNightly ? 40 : 3
  /// A round kills the work up to this many times before it may end.
  private static let killsMax = 3

  @Test(arguments: FaultJob.all)
  func killedWorkIsCompletedByTheNextRun(_ job: FaultJob) throws {
    let seed = TestRun.seed(UInt64(job.name.utf8.count))
    var random = SeededGenerator(seed: seed)
    var (duration, code) = (Int.max, Int32(0))
    var expected: [String] = []
    for _ in 0..<3 {
      let reference = try job.place()
      let run = try Self.run(job.arguments(reference), reference)
      duration = min(duration, run.microseconds)
      code = run.exitCode
      expected = try job.outcome(reference)
    }
    var startup = duration / 2
    for _ in 0..<3 {
      startup = min(startup, try Self.run(["--version"], job.place()).microseconds)
    }
    var kills = 0
    var atWork = 0
    for round in 0..<Self.rounds {
      let place = try job.place()
      for _ in 0...random.below(Self.killsMax)
      where !FileManager.default.fileExists(atPath: place.file("bundle")) {
        let process = try CommandProcess(place, job.arguments(place))
        let moment = startup + random.below(duration - startup)
        usleep(UInt32(moment))
        kills += 1
        if process.kill() { atWork += 1 }
        try job.expectIntact(place, "\(job.name), seed \(seed), round \(round), after \(moment) µs")
      }
      if !FileManager.default.fileExists(atPath: place.file("bundle")) {
        let last = try CommandProcess(place, job.arguments(place))
        let end = last.end()
        // Work that was complete already may have less to report.
        #expect(end == code || end == 0, "\(last.errors)")
      }
      try job.expectIntact(place, "\(job.name), seed \(seed), round \(round)")
      let differences = try job.outcome(place).difference(from: expected)
      #expect(differences.isEmpty, "\(job.name), seed \(seed), round \(round)")
    }
    print(
      "\(job.name): killed \(kills) times, \(atWork) of them before its end; it works from \(startup / 1000) to \(duration / 1000) ms"
    )
    // On a busy machine some come late.
    #expect(atWork > 0)
  }

  private static func run(
    _ arguments: [String], _ place: Workplace
  ) throws -> (microseconds: Int, exitCode: Int32) {
    let start = ContinuousClock.now
    let process = try CommandProcess(place, arguments)
    let code = process.end()
    try #require(code == 0 || code == 3, "\(process.errors)")
    let duration = ContinuousClock.now - start
    return (Int(duration / .microseconds(1)), code)
  }
}
