import ECSStops
import Glibc
import Synchronization

/// SIGBUS: a page of a file that is mapped cannot be read, since the disk fails or somebody has cut the file.
///
/// SQLite cannot report that as an error, and without a handler the process would crash without a word.
enum BusError {
  /// The address of what the handler says, or 0.
  private static let message = Atomic<UInt>(0)

  /// Has the process end with a message that names the file.
  static func explain(_ path: String) {
    let text =
      "error: I/O error reading \(PrintableText.escaped(path))\n  help: the disk is failing, or the file was truncated while it was read\n"
    message.store(UInt(bitPattern: strdup(text)), ordering: .releasing)
    var action = sigaction()
    action.__sigaction_handler.sa_handler = handle
    action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND))
    sigaction(SIGBUS, &action, nil)
  }

  /// It only does what a handler may.
  private static let handle: @convention(c) (Int32) -> Void = { _ in
    if let text = UnsafePointer<CChar>(
      bitPattern: BusError.message.load(ordering: .acquiring))
    {
      _ = write(STDERR_FILENO, text, strlen(text))
    }
    UnfinishedFile.discard()
    _exit(EXIT_FAILURE)
  }
}
