import ArgumentParser
import ECSStops
import Glibc
import Synchronization

/// Ctrl-C and its like: the first one asks the command to end in good order, the second one ends it at once.
///
/// Nobody is left to end it where a third one is needed.
package enum Interrupt {
  /// The number of the signal that came; 0 before.
  private static let signalNumber = Atomic<Int32>(0)
  /// How many signals came.
  private static let count = Atomic<Int>(0)
  /// The address of what the handler stops, or 0: a handler must not take a lock.
  private static let statements = Atomic<UInt>(0)

  /// Whether the command was asked to end.
  package static var isAsked: Bool { signalNumber.load(ordering: .relaxed) != 0 }

  /// Whether somebody insists.
  static var isInsisted: Bool { count.load(ordering: .relaxed) > 1 }

  /// Begins to listen.
  static func listen() {
    // Made here and not by the handler, which might come while they are being made.
    signalNumber.store(0, ordering: .relaxed)
    statements.store(0, ordering: .relaxed)
    count.store(0, ordering: .relaxed)
    for number in [SIGINT, SIGTERM, SIGHUP] where !isIgnored(number) {
      var action = sigaction()
      action.__sigaction_handler.sa_handler = Self.note
      // Without SA_RESTART calls that wait are not restarted, so that a command waiting for its input notices.
      action.sa_flags = 0
      sigaction(number, &action, nil)
    }
  }

  /// Has the statements of a connection stopped, too; the last one that was named counts.
  static func stop(_ handle: InterruptHandle) {
    // Kept for ever: a handler may hold the former one.
    let kept = Unmanaged.passRetained(handle).toOpaque()
    statements.store(UInt(bitPattern: kept), ordering: .releasing)
  }

  /// Has the terminal's Ctrl-C ignored while `body` runs, as while somebody reads in a pager, whose key it is.
  static func ignoringCtrlC(_ body: () -> Void) {
    var ignored = sigaction()
    ignored.__sigaction_handler.sa_handler = SIG_IGN
    var former = sigaction()
    sigaction(SIGINT, &ignored, &former)
    body()
    sigaction(SIGINT, &former, nil)
  }

  /// The exit code of a command that was interrupted, 130 for Ctrl-C.
  static var exitCode: ExitCode {
    let number = signalNumber.load(ordering: .relaxed)
    return ExitCode(128 + (number == 0 ? SIGINT : number))
  }

  /// The signal's handler: it only does what a handler may.
  private static let note: @convention(c) (Int32) -> Void = { number in
    Interrupt.signalNumber.store(number, ordering: .relaxed)
    let former = Interrupt.count.add(1, ordering: .relaxed).oldValue
    // What a pager shows stays until the user leaves it; nothing more comes.
    let isPagers = number == SIGINT && Pager.isRunning
    if !isPagers, former > 1 || former == 1 && !Watchdog.isWatching {
      UnfinishedFile.discard()
      _exit(128 + number)
    }
    let address = Interrupt.statements.load(ordering: .acquiring)
    guard let handle = UnsafeRawPointer(bitPattern: address) else { return }
    Unmanaged<InterruptHandle>.fromOpaque(handle).takeUnretainedValue().interrupt()
  }

  /// Whether the parent has the signal ignored, as `nohup` does: then it stays so.
  private static func isIgnored(_ number: Int32) -> Bool {
    var former = sigaction()
    sigaction(number, nil, &former)
    return unsafeBitCast(former.__sigaction_handler.sa_handler, to: Int.self)
      == unsafeBitCast(SIG_IGN, to: Int.self)
  }
}
