import Foundation
import TestSupport
import Testing

/// Hostile files end in counts or a clear error, within memory and time; what is sound in them is stored and intact.
@Suite(.serialized) struct HostileInputTests {
  /// Far more than any of them takes, in seconds, also on a machine with other work to do.
  private static let secondsMax = TestRun.isNightly ? 600.0 : 180.0

  @Test(arguments: HostileFile.all)
  func aHostileFileIsCounted(_ hostile: HostileFile) throws {
    let folder = try TestFolder()
    var writer = FileWriter(try folder.writing("input"))
    hostile.write(&writer)
    try Self.expect(hostile, in: folder)
  }

  /// Records without end that are skipped: long ones, so that there are few, of dots, which are not base64.
  private static let records = "yes '{\"a\":\"'$(head -c 8000 /dev/zero | tr '\\0' .)'\"}'"

  /// gzip's own programs make them; a member of a thousand times its size is the most that gzip can do.
  @Test(arguments: [
    (1, "\(records) | head -c 150M | gzip -9", "times its size"),
    (2, "\(records) | head -c 400M | gzip -9 | gzip -9", "times its size"),
    (3, "yes '' | head -c 400M | gzip -9 | gzip -9 | gzip -9", "white space"),
    (4, "cat sound; head -c 400M /dev/zero | gzip -9", "times its size"),
    (5, "cat sound | gzip -dc | gzip | gzip | gzip | gzip", "compressed more than"),
  ])
  func aBombIsRefused(_ number: Int, _ command: String, _ message: String) throws {
    let folder = try TestFolder()
    let lines = (0..<100).map { HostileFile.line($0) }.joined()
    try folder.write(lines, to: "lines")
    let made = try ProgramRun(
      "/bin/sh", ["-c", "gzip -c lines > sound; (\(command)) > input"], in: folder)
    try #require(made.exitCode == 0, "\(made.standardError)")
    try Self.expect(
      HostileFile(name: "bomb \(number)", outcome: "0 stored", message: message) { _ in },
      in: folder)
  }

  /// 20 bytes each, and a zero after each: each of them could have a message.
  @Test func manyMembersAreFewMessages() throws {
    let folder = try TestFolder()
    let made = try ProgramRun(
      "/bin/sh",
      [
        "-c",
        "printf '' | gzip -n > m; printf '\\0' >> m; for i in 1 2 3 4; do cat m m m m m m m m m m > n; mv n m; done; cp m input",
      ],
      in: folder)
    try #require(made.exitCode == 0, "\(made.standardError)")
    let run = try MeasuredRun(["ingest", "input"], in: folder, secondsMax: Self.secondsMax)
    #expect(run.exitCode == 0 && run.peakMegabytes < 60, "\(run)")
    #expect(run.standardError.split(separator: "\n").count < 40, "\(run.standardError)")
    #expect(run.standardError.contains("9,980 more warnings like these"), "\(run.standardError)")
  }

  private static func expect(_ hostile: HostileFile, in folder: TestFolder) throws {
    let run = try MeasuredRun(["ingest", "input"], in: folder, secondsMax: secondsMax)
    #expect(run.exitCode == hostile.exitCode, "\(run)")
    #expect(run.peakMegabytes <= hostile.peakMax, "\(run)")
    #expect(
      hostile.outcome.isEmpty || run.standardError.contains(hostile.outcome), "\(run.standardError)"
    )
    #expect(
      hostile.message.isEmpty || run.standardError.contains(hostile.message), "\(run.standardError)"
    )
    // Every message is rebuilt, and the counts are those of the rows.
    let check = try ProgramRun("check", in: folder)
    #expect(check.exitCode == 0, "\(check.standardOutput)")
    if TestRun.isNightly {
      print("hostile: \(hostile.name): \(run.peakMegabytes) MB, \(run.seconds) s")
    }
  }
}
