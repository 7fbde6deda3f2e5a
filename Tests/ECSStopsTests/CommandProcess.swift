import Foundation
import TestSupport

/// The command in a process of its own.
final class CommandProcess {
  private let process: ChildProcess
  private let log: String

  /// Starts the command on the archive of a place.
  init(_ place: Workplace, _ arguments: [String], input: String = "/dev/null") throws {
    log = place.file(UUID().uuidString)
    try Data().write(to: URL(filePath: log))
    let (stdin, stderr) = (
      try FileHandle(forReadingFrom: URL(filePath: input)),
      try FileHandle(forWritingTo: URL(filePath: log))
    )
    process = try ChildProcess(
      Self.program, arguments,
      environment: [
        "HOME": place.file("home"), "ECS_STOPS_ARCHIVE": place.archivePath, "LC_ALL": "C.UTF-8",
      ], input: stdin.fileDescriptor, error: stderr.fileDescriptor)
  }

  /// An import of files into the archive of a place.
  convenience init(ingest place: Workplace, _ paths: [String], input: String = "/dev/null") throws {
    try self.init(place, ["ingest"] + paths, input: input)
  }

  /// The command that was built with the tests: it lies beside their program.
  private static let program: String = {
    let tests = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let beside = URL(filePath: tests ?? "").deletingLastPathComponent().path + "/ecs-stops"
    if FileManager.default.isExecutableFile(atPath: beside) { return beside }
    return URL(filePath: #filePath).appending(path: "../../../.build/debug/ecs-stops").standardized
      .path
  }()

  /// What it wrote to standard error.
  var errors: String { (try? String(contentsOfFile: log, encoding: .utf8)) ?? "" }

  var isRunning: Bool { process.isRunning }

  /// Waits for the end; returns the exit code, negative for the number of a signal.
  func end() -> Int32 { process.wait() }

  /// Kills it; returns whether it was still running.
  @discardableResult
  func kill() -> Bool {
    process.send(SIGKILL)
    return process.wait() == -SIGKILL
  }
}
