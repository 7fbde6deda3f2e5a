import ArgumentParser
import ECSStops
import Glibc

/// Whether long output on a terminal goes through a pager.
struct PagerOptions: ParsableArguments {
  @Flag(
    name: .customLong("no-pager"),
    help: ArgumentHelp(
      "Do not use a pager.",
      discussion: """
        On a terminal, output goes through $ECS_STOPS_PAGER or $PAGER, or `less -FRX`, which ends at once if everything \
        fits on the screen. An empty variable or `cat` means no pager, too.
        """))
  var isOff = false

  /// The pager for standard output; nil for none.
  ///
  /// - Parameter chops: whether lines wider than the terminal are chopped.
  func pager(chops: Bool = false) -> Pager? {
    guard !isOff, Terminal.isTerminal(STDOUT_FILENO) else { return nil }
    return PagerCommand(chops: chops).map(Pager.init)
  }
}
