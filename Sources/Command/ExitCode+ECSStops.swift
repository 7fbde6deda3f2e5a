import ArgumentParser

/// The exit codes besides 0, 1 (failed) and 64 (usage), which are ArgumentParser's.
extension ExitCode {
  /// The query has errors.
  static let badQuery = ExitCode(2)
  /// Done, but some records were rejected or some files could not be read.
  static let rejected = ExitCode(3)
  /// A condition that the caller has given is true.
  static let conditionIsTrue = ExitCode(4)
  /// Ctrl-C, 130; after another signal that ends programs 128 and its number.
  static var interrupted: ExitCode { Interrupt.exitCode }
}
