import Foundation

/// The command while it runs, for tests that send signals or read as they like.
final class RunningProgram {
  private let process = Process()
  /// What it writes to standard output.
  let output: FileHandle

  /// - Parameters:
  ///   - terminal: Where it writes to, with standard error; without one, `output` is read.
  ///   - environment: Variables that differ from the usual ones; nil for one that is not there.
  init(
    _ arguments: [String], program: String = BuiltCommand.path, in folder: TestFolder,
    terminal: FileHandle? = nil,
    input: FileHandle = .nullDevice, environment: [String: String?] = [:]
  ) throws {
    // A shell that starts tests in the background has the signal ignored, and children inherit that.
    signal(SIGINT, SIG_DFL)
    let pipe = Pipe()
    output = pipe.fileHandleForReading
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    process.currentDirectoryURL = URL(filePath: folder.path)
    var variables = ProgramRun.environment(folder)
    for (name, value) in environment { variables[name] = value }
    process.environment = variables
    process.standardInput = input
    process.standardOutput = terminal ?? pipe.fileHandleForWriting
    process.standardError = terminal ?? FileHandle.nullDevice
    try withSignalsUnblocked { try process.run() }
    try pipe.fileHandleForWriting.close()
  }

  func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

  /// Waits for the end; negative for the number of the signal that ended it.
  func exitCode(within seconds: Double = 30) -> Int32 {
    let limit = DispatchWorkItem { [process] in kill(process.processIdentifier, SIGKILL) }
    DispatchQueue.global().asyncAfter(deadline: .now() + seconds, execute: limit)
    process.waitUntilExit()
    limit.cancel()
    return process.terminationReason == .exit
      ? process.terminationStatus : -process.terminationStatus
  }
}
