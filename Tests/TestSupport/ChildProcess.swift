import Foundation

// What glibc declares only for programs that ask for its extensions.
@_silgen_name("posix_spawn_file_actions_addclosefrom_np")
private func addCloseFrom(
  _ actions: UnsafeMutablePointer<posix_spawn_file_actions_t>, _ first: Int32
) -> Int32
@_silgen_name("posix_spawn_file_actions_addchdir_np")
private func addChangeFolder(
  _ actions: UnsafeMutablePointer<posix_spawn_file_actions_t>, _ path: UnsafePointer<CChar>
) -> Int32

/// A program that runs, started by `posix_spawn`.
///
/// It inherits only the three standard streams, has no signal blocked or ignored, and is killed if nobody waits for it.
/// Foundation's `Process` reads past the end of what `readdir` returned, which may crash the test program.
package final class ChildProcess {
  package struct Failure: Error {
    package let program: String
    package let why: String
  }

  private let id: pid_t
  private var ended: Int32?
  /// The most memory that it had, in bytes, if `wait(seconds:notesPeak:)` was to note it.
  package private(set) var peakBytes = 0

  /// Starts a program.
  ///
  /// - Parameters:
  ///   - folder: where it runs; nil for the folder of the tests.
  ///   - environment: all its variables; nil for those of the tests.
  ///   - input, output, error: open descriptors for its streams; nil for `/dev/null`.
  package init(
    _ program: String, _ arguments: [String], in folder: String? = nil,
    environment: [String: String]? = nil, input: Int32? = nil, output: Int32? = nil,
    error: Int32? = nil
  ) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (number, descriptor) in [input, output, error].enumerated() {
      if let descriptor {
        posix_spawn_file_actions_adddup2(&actions, descriptor, Int32(number))
      } else {
        posix_spawn_file_actions_addopen(&actions, Int32(number), "/dev/null", O_RDWR, 0)
      }
    }
    _ = addCloseFrom(&actions, 3)
    if let folder { _ = addChangeFolder(&actions, folder) }
    var attributes = posix_spawnattr_t()
    Self.begin(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    let variables = environment ?? ProcessInfo.processInfo.environment
    var started: pid_t = 0
    let code = Self.withStrings([program] + arguments) { arguments in
      Self.withStrings(variables.map { "\($0)=\($1)" }) { variables in
        posix_spawn(&started, program, &actions, &attributes, arguments, variables)
      }
    }
    guard code == 0 else { throw Failure(program: program, why: String(cString: strerror(code))) }
    id = started
  }

  deinit {
    guard ended == nil else { return }
    kill(id, SIGKILL)
    waitpid(id, nil, 0)
  }

  /// The threads that run tests have signals blocked, and a shell in the background ignores some: programs inherit both.
  private static func begin(_ attributes: inout posix_spawnattr_t) {
    posix_spawnattr_init(&attributes)
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    var all = sigset_t()
    sigfillset(&all)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF))
  }

  /// Calls `body` with C strings and a null pointer after them.
  private static func withStrings<R>(
    _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> R
  ) -> R {
    let copies = strings.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    return body(copies + [nil])
  }

  package func send(_ signal: Int32) {
    if ended == nil { kill(id, signal) }
  }

  /// Whether it has not ended yet.
  package var isRunning: Bool {
    guard ended == nil else { return false }
    var info = siginfo_t()
    // Only looks: whoever waits still gets the exit code.
    return waitid(P_PID, id_t(id), &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_signo == 0
  }

  /// Waits for the end, and kills the program if it takes longer.
  ///
  /// - Parameter notesPeak: whether its memory is looked at meanwhile, which takes more time than many programs do.
  /// - Returns: the exit code; negative for the number of the signal that ended it.
  @discardableResult
  package func wait(seconds: Double = 60, notesPeak: Bool = false) -> Int32 {
    if let ended { return ended }
    let limit = ContinuousClock.now + .seconds(seconds)
    var status: Int32 = 0
    var pause: UInt32 = 200
    while waitpid(id, &status, WNOHANG) == 0 {
      if ContinuousClock.now > limit { kill(id, SIGKILL) }
      if notesPeak { notePeak() }
      usleep(pause)
      pause = min(pause * 2, 5_000)
    }
    let signal = status & 0x7f
    let code = signal == 0 ? status >> 8 & 0xff : -signal
    ended = code
    return code
  }
}

extension ChildProcess {
  /// Reads the highest resident size so far: what `wait4` tells includes the memory of the tests that started it.
  private func notePeak() {
    guard let status = try? String(contentsOfFile: "/proc/\(id)/status", encoding: .utf8),
      let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
      let kilobytes = line.split(whereSeparator: { !$0.isNumber }).first.flatMap({ Int($0) })
    else { return }
    peakBytes = max(peakBytes, kilobytes * 1024)
  }
}

extension ChildProcess {
  /// What a program wrote, and how it ended.
  package struct Result {
    package let output: String
    package let errors: String
    /// Negative for the number of the signal that ended it.
    package let exitCode: Int32
  }

  /// Runs a program to its end, with a text as its input.
  package static func run(
    _ program: String, _ arguments: [String], input: String = "",
    environment: [String: String]? = nil, seconds: Double = 60
  ) throws -> Result {
    let streams = TemporaryFolder()
    streams.write(Array(input.utf8), to: "in")
    streams.write([], to: "out")
    streams.write([], to: "err")
    let stdin = open(streams.file("in"), O_RDONLY | O_CLOEXEC)
    let stdout = open(streams.file("out"), O_WRONLY | O_CLOEXEC)
    let stderr = open(streams.file("err"), O_WRONLY | O_CLOEXEC)
    defer { for descriptor in [stdin, stdout, stderr] { close(descriptor) } }
    let process = try ChildProcess(
      program, arguments, environment: environment, input: stdin, output: stdout, error: stderr)
    let exitCode = process.wait(seconds: seconds)
    return Result(
      output: String(decoding: streams.read("out"), as: UTF8.self),
      errors: String(decoding: streams.read("err"), as: UTF8.self), exitCode: exitCode)
  }
}
