import ECSStops
import Glibc
import Synchronization

/// A pager between the output and the terminal, as Git has it.
///
/// It starts with the first output, so that a command that fails before has none, and everything that goes to standard
/// error afterwards waits for its end.
final class Pager {
  /// Whether one is running: Ctrl-C is the pager's then, and nobody may end the process beside it.
  static var isRunning: Bool { process.load(ordering: .relaxed) != 0 }
  private static let process = Atomic<Int32>(0)

  private let command: PagerCommand
  private var input: Int32?

  init(_ command: PagerCommand) {
    self.command = command
  }

  /// A sink whose bytes the pager shows.
  ///
  /// Where it cannot be started they go to standard output.
  func makeSink() -> ByteSink {
    var sink: ByteSink?
    return ByteSink { [self] (bytes) throws(OutputError) in
      let target = sink ?? ByteSink(descriptor: start() ?? STDOUT_FILENO)
      sink = target
      target.buffer.append(bytes)
      try target.flush()
    }
  }

  /// Starts the program; nil if the system refuses.
  private func start() -> Int32? {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    let (output, input) = (ends[0], ends[1])
    defer { close(output) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, output, STDIN_FILENO)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // A pipeline within the pager's line ends as usual where its reader goes.
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGPIPE)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
    for (name, value) in command.variables { setenv(name, value, 0) }
    var arguments: [UnsafeMutablePointer<CChar>?] = [strdup("/bin/sh"), strdup("-c")]
    arguments += [strdup(command.line), nil]
    defer { for argument in arguments { free(argument) } }
    var id: pid_t = 0
    guard posix_spawn(&id, "/bin/sh", &actions, &attributes, arguments, environ) == 0 else {
      close(input)
      return nil
    }
    Self.process.store(id, ordering: .relaxed)
    self.input = input
    return input
  }

  /// Waits until the user has left the pager; nothing if it has not been started.
  func finish() {
    guard let input else { return }
    self.input = nil
    close(input)
    Interrupt.ignoringCtrlC {
      var status: Int32 = 0
      while waitpid(Self.process.load(ordering: .relaxed), &status, 0) < 0, errno == EINTR {}
    }
    Self.process.store(0, ordering: .relaxed)
  }

  deinit { finish() }
}
