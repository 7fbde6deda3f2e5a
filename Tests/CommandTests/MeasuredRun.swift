import Foundation
import TestSupport

/// A run of the command whose memory and time are measured.
struct MeasuredRun {
  /// Negative for the number of the signal that ended it.
  let exitCode: Int32
  let standardError: String
  /// The most memory that it had at any time, in MB.
  let peakMegabytes: Int
  let seconds: Double

  /// Runs the command; it is killed after a time.
  init(_ arguments: [String], in folder: TestFolder, secondsMax: Double) throws {
    let start = ContinuousClock.now
    let errors = try folder.writing(".stderr")
    let process = try ChildProcess(
      BuiltCommand.path, arguments, in: folder.path, environment: ProgramRun.environment(folder),
      error: errors.fileDescriptor)
    exitCode = process.wait(seconds: secondsMax, notesPeak: true)
    peakMegabytes = process.peakBytes / 1_000_000
    seconds = (ContinuousClock.now - start) / .seconds(1)
    standardError = try folder.text(".stderr")
  }
}
