import Foundation

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

/// Runs a body in which programs are started that listen to signals.
///
/// The threads that run tests have signals blocked, and programs inherit that.
func withSignalsUnblocked<R>(_ body: () throws -> R) rethrows -> R {
  var none = sigset_t()
  var former = sigset_t()
  sigemptyset(&none)
  pthread_sigmask(SIG_SETMASK, &none, &former)
  defer { pthread_sigmask(SIG_SETMASK, &former, nil) }
  return try body()
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
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    process.currentDirectoryURL = URL(filePath: folder.path)
    process.environment = Self.environment(folder).merging(environment) { $1 }
    process.standardInput = try streams.reading("in")
    process.standardOutput = try streams.writing("out")
    process.standardError = try streams.writing("err")
    try withSignalsUnblocked { try process.run() }
    let limit = DispatchWorkItem { kill(process.processIdentifier, SIGKILL) }
    DispatchQueue.global().asyncAfter(deadline: .now() + Self.secondsMax, execute: limit)
    process.waitUntilExit()
    limit.cancel()
    standardOutput = try streams.text("out")
    standardError = try streams.text("err")
    exitCode =
      process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
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
