import Foundation
import Testing

/// Ctrl-C and its like.
@Suite struct InterruptTests {
  private static let endless =
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT "

  private static func start(
    _ sql: String, _ options: String...
  ) throws -> (program: RunningProgram, folder: TestFolder) {
    let folder = try TestFolder()
    try TestArchive.stops.make(in: folder)
    // The limit ends it where the signal does not.
    let arguments = ["sql", sql, "--timeout", "20"] + options
    return (try RunningProgram(arguments, in: folder), folder)
  }

  @Test(arguments: [(SIGINT, 130), (SIGTERM, 143), (SIGHUP, 129)] as [(Int32, Int32)])
  func aSignalEndsAStatementAtOnce(_ signal: Int32, _ code: Int32) throws {
    let (program, folder) = try Self.start(Self.endless + "i FROM n")
    // There are rows, so it listens.
    #expect(!program.output.availableData.isEmpty)
    program.send(signal)
    while !program.output.availableData.isEmpty {}
    #expect(program.exitCode() == code)
    withExtendedLifetime(folder) {}
  }

  @Test func anInterruptLeavesNoFile() throws {
    let (program, folder) = try Self.start(
      Self.endless + "count(*) FROM n", "--output", "rows.csv")
    // The file that is made first shows that it listens.
    var names: [String] = []
    for _ in 0..<3000 where !names.contains(where: { $0.hasSuffix(".part") }) {
      usleep(10_000)
      names = try folder.names()
    }
    program.send(SIGINT)
    #expect(program.exitCode() == 130)
    #expect(try folder.names().filter { $0.hasPrefix("rows") } == [])
  }

  /// The rows wait in a pipe that nobody reads, so that SQLite is not at work.
  @Test func anInterruptEndsACommandWhoseReaderSleeps() throws {
    let (program, folder) = try Self.start(Self.endless + "i FROM n")
    #expect(!program.output.availableData.isEmpty)
    usleep(300_000)
    program.send(SIGINT)
    #expect(program.exitCode() == 130)
    withExtendedLifetime(folder) {}
  }

  @Test func anInterruptEndsAnIngestWhoseInputDoesNotCome() throws {
    let folder = try TestFolder()
    let input = Pipe()
    let program = try RunningProgram(
      ["ingest", "-"], in: folder, input: input.fileHandleForReading)
    // The archive that is made first shows that it listens.
    for _ in 0..<3000 where try !folder.names().contains("archive.sqlite-wal") { usleep(10_000) }
    program.send(SIGINT)
    #expect(program.exitCode() == 130)
    try input.fileHandleForWriting.close()
    #expect(try ProgramRun("sql", "PRAGMA integrity_check", in: folder).exitCode == 0)
  }

  /// `nohup` and shells in the background have signals ignored.
  @Test func anIgnoredSignalStaysIgnored() throws {
    let folder = try TestFolder()
    try TestArchive.stops.make(in: folder)
    let run = try ProgramRun(
      "/bin/sh",
      [
        "-c",
        "trap '' HUP; ecs-stops sql --timeout 1 '\(Self.endless)count(*) FROM n' & sleep 0.3; kill -HUP $!; wait $!",
      ],
      in: folder)
    #expect(run.exitCode == 1)
    #expect(run.standardError.contains("--timeout"))
  }

  /// Two signals at once leave nothing, however busy the command is.
  @Test(arguments: [SIGINT, SIGTERM]) func twoSignalsLeaveNoFile(_ signal: Int32) throws {
    // One call of a function that takes hours.
    let (program, folder) = try Self.start(
      "SELECT instr(hex(zeroblob(9000000)), hex(zeroblob(5000000)) || 1)", "--output", "rows.csv")
    try Self.waitForUnfinished(in: folder)
    program.send(signal)
    program.send(signal)
    #expect(program.exitCode(within: 20) == 128 + signal)
    #expect(try folder.names().filter { $0.hasPrefix("rows") } == [])
  }

  private static func waitForUnfinished(in folder: TestFolder) throws {
    for _ in 0..<3000 where try !folder.names().contains(where: { $0.hasSuffix(".part") }) {
      usleep(10_000)
    }
  }

  private static let endlessCondition = "(\(endless) max(i) FROM n) > 1"
  private static let commands = [
    ["report", "stop-codes", "--fail-if", endlessCondition],
    ["report", "endless", "--reports", "reports", "--timeout", "0"],
    ["sql", endless + "max(i) FROM n"],
  ]

  @Test(arguments: commands) func aSignalEndsWhatNeverEnds(_ arguments: [String]) throws {
    let folder = try TestFolder()
    try TestArchive.stops.make(in: folder)
    try FileManager.default.createDirectory(
      atPath: folder.file("reports"), withIntermediateDirectories: true)
    try folder.write(
      "-- title: T\n\(Self.endless) max(i) AS t FROM n\n", to: "reports/endless.sql")
    let program = try RunningProgram(arguments, in: folder)
    usleep(700_000)
    let start = ContinuousClock.now
    program.send(SIGTERM)
    #expect(program.exitCode(within: 20) == 143)
    #expect(ContinuousClock.now - start < .seconds(5))
  }
}
