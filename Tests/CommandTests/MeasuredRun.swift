import Foundation

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
    let start = Date()
    let errors = folder.file(".stderr")
    let process = try Self.start(arguments, folder, errors: errors)
    let limit = DispatchWorkItem { kill(process, SIGKILL) }
    DispatchQueue.global().asyncAfter(deadline: .now() + secondsMax, execute: limit)
    var status: Int32 = 0
    var peak = 0
    // What `wait4` tells of memory includes that of the process that was forked: these tests.
    while waitpid(process, &status, WNOHANG) == 0 {
      peak = max(peak, Self.peakKilobytes(of: process))
      usleep(2000)
    }
    limit.cancel()
    seconds = Date().timeIntervalSince(start)
    exitCode = status & 0x7f == 0 ? status >> 8 & 0xff : -(status & 0x7f)
    peakMegabytes = peak * 1024 / 1_000_000
    standardError = String(
      decoding: try Data(contentsOf: URL(filePath: errors)), as: UTF8.self)
  }

  /// The most memory of a process so far, in KiB; 0 if it has ended.
  private static func peakKilobytes(of process: pid_t) -> Int {
    guard let file = fopen("/proc/\(process)/status", "r")
    else { return 0 }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    while fgets(&line, Int32(line.count), file) != nil {
      let text = String(
        decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      guard text.hasPrefix("VmHWM:") else { continue }
      return text.split { !$0.isNumber }.first.flatMap { Int($0) } ?? 0
    }
    return 0
  }

  private static func start(
    _ arguments: [String], _ folder: TestFolder, errors: String
  ) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    let environment = ProgramRun.environment(folder).map { "\($0.key)=\($0.value)" }
    // The shell only changes the folder: it becomes the command.
    let shell = ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", folder.path, BuiltCommand.path]
    var argv = (shell + arguments).map { strdup($0) } + [nil]
    var envp = environment.map { strdup($0) } + [nil]
    defer { for text in argv + envp { free(text) } }
    var process: pid_t = 0
    let code = withSignalsUnblocked {
      posix_spawn(&process, shell[0], &actions, nil, &argv, &envp)
    }
    guard code == 0 else { throw POSIXError(POSIXErrorCode(rawValue: code) ?? .EINVAL) }
    return process
  }
}
