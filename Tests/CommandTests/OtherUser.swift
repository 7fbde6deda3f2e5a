import Foundation
import Testing

/// A second user of the machine, for tests about rights.
enum OtherUser {
  /// Nobody, with no groups.
  private static let prefix = ["--reuid=65534", "--regid=65534", "--clear-groups", "--"]

  /// Whether the tests may run the command as another user; they may not where they are not run by root.
  static let isThere: Bool = {
    guard let folder = try? TestFolder(),
      let run = try? ProgramRun(
        "/usr/bin/setpriv", prefix + [BuiltCommand.path, "--version"], in: folder)
    else { return false }
    return run.exitCode == 0
  }()

  /// Whether a folder can be mounted once more, read-only.
  static let mayMount: Bool = {
    guard let folder = try? TestFolder(),
      let run = try? ProgramRun(
        "/usr/bin/unshare", ["--mount", "mount", "--bind", folder.path, folder.path], in: folder)
    else { return false }
    return run.exitCode == 0
  }()

  /// Runs the command as the other user.
  static func run(
    _ arguments: String..., in folder: TestFolder, environment: [String: String] = [:]
  ) throws -> ProgramRun {
    try run(arguments, in: folder, environment: environment)
  }

  /// Runs the command as the other user.
  static func run(
    _ arguments: [String], in folder: TestFolder, environment: [String: String] = [:]
  ) throws -> ProgramRun {
    try ProgramRun(
      "/usr/bin/setpriv", prefix + [BuiltCommand.path] + arguments, in: folder,
      environment: environment)
  }

  /// Runs the command with the folder mounted read-only.
  static func runMountedReadOnly(
    _ arguments: String, in folder: TestFolder
  ) throws -> ProgramRun {
    try ProgramRun(
      "/usr/bin/unshare",
      [
        "--mount", "/bin/sh", "-c",
        "mount --bind . . && mount -o remount,ro,bind . && cd \"$PWD\" && exec ecs-stops \(arguments)",
      ], in: folder)
  }
}
