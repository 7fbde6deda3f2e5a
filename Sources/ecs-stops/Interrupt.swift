import Glibc
import Synchronization

/// Ctrl-C: the first one asks the command to end in good order, the second one ends it.
enum Interrupt {
  private static let wasAsked = Atomic(false)

  /// Whether somebody pressed Ctrl-C.
  static var isAsked: Bool { wasAsked.load(ordering: .relaxed) }

  /// Begins to listen.
  static func listen() {
    signal(SIGINT) { _ in
      Interrupt.wasAsked.store(true, ordering: .relaxed)
      signal(SIGINT, SIG_DFL)
    }
  }
}
