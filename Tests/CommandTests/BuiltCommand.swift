import Foundation
import TestSupport

/// The command as it was built together with the tests.
enum BuiltCommand {
  /// The folder that holds `ecs-stops`: the one of the tests' own program.
  static let folder: String = {
    let program =
      (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    let beside = URL(filePath: program).deletingLastPathComponent().path
    if FileManager.default.isExecutableFile(atPath: beside + "/ecs-stops") { return beside }
    return URL(filePath: #filePath).appending(path: "../../../.build/debug").standardized.path
  }()

  static var path: String { folder + "/ecs-stops" }
}

/// A run of a program to its end.
struct ProgramRun {
  let standardOutput: String
  let standardError: String
  /// Negative for the number of the signal that ended it.
  let exitCode: Int32

  /// Longer than any test takes on a busy machine.
  private static let secondsMax = 60.0

  /// Runs a program in a folder, with an environment that the machine has no say in.
  init(
    _ program: String, _ arguments: [String], in folder: TestFolder, input: String = "",
    environment: [String: String] = [:]
  ) throws {
    let streams = try TestFolder()
    try streams.write(input, to: "in")
    let (stdin, stdout, stderr) = (
      try streams.reading("in"), try streams.writing("out"), try streams.writing("err")
    )
    let process = try ChildProcess(
      program, arguments, in: folder.path,
      environment: Self.environment(folder).merging(environment) { $1 },
      input: stdin.fileDescriptor, output: stdout.fileDescriptor, error: stderr.fileDescriptor)
    exitCode = process.wait(seconds: Self.secondsMax)
    standardOutput = try streams.text("out")
    standardError = try streams.text("err")
  }

  /// Runs the command itself.
  init(
    _ arguments: String..., in folder: TestFolder, environment: [String: String] = [:]
  ) throws {
    try self.init(BuiltCommand.path, arguments, in: folder, environment: environment)
  }

  static func environment(_ folder: TestFolder) -> [String: String] {
    [
      "PATH": BuiltCommand.folder + ":/usr/bin:/bin", "HOME": folder.path, "LC_ALL": "C.UTF-8",
      "TERM": "xterm", "COLUMNS": "80", "PAGER": "cat", "ECS_STOPS_ARCHIVE": "archive.sqlite",
    ]
  }
}
