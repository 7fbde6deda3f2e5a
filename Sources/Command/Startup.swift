import Glibc

/// What every command needs before it begins.
enum Startup {
  /// Sets up signals and standard streams.
  static func prepare() {
    // A reader that goes, as `head` does, is told by the write that fails.
    signal(SIGPIPE, SIG_IGN)
    // A file that would grow beyond a limit, as of `ulimit -f`, is an error of the write, as on a full disk.
    signal(SIGXFSZ, SIG_IGN)
    openMissingStreams()
    Interrupt.listen()
  }

  /// Fills the places of standard streams that the parent has closed.
  ///
  /// Else a file opened later would get such a place, and messages would be written into it. They are opened the wrong
  /// way round, so that using them is an error as before.
  private static func openMissingStreams() {
    for stream in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] {
      guard fcntl(stream, F_GETFD) < 0 else { continue }
      _ = open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
  }
}
