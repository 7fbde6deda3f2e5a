import Foundation
import TestSupport

/// The command while it runs, for tests that send signals or read as they like.
final class RunningProgram {
  private let process: ChildProcess
  /// What it writes to standard output.
  let output: FileHandle

  /// - Parameters:
  ///   - terminal: Where it writes to, with standard error; without one, `output` is read.
  ///   - environment: Variables that differ from the usual ones; nil for one that is not there.
  init(
    _ arguments: [String], program: String = BuiltCommand.path, in folder: TestFolder,
    terminal: FileHandle? = nil,
    input: FileHandle? = nil, environment: [String: String?] = [:]
  ) throws {
    let pipe = Pipe()
    output = pipe.fileHandleForReading
    var variables = ProgramRun.environment(folder)
    for (name, value) in environment { variables[name] = value }
    process = try ChildProcess(
      program, arguments, in: folder.path, environment: variables, input: input?.fileDescriptor,
      output: (terminal ?? pipe.fileHandleForWriting).fileDescriptor,
      error: terminal?.fileDescriptor)
    try pipe.fileHandleForWriting.close()
  }

  func send(_ signal: Int32) { process.send(signal) }

  /// Waits for the end; negative for the number of the signal that ended it.
  func exitCode(within seconds: Double = 30) -> Int32 { process.wait(seconds: seconds) }
}
