import ArgumentParser
import ECSStops

/// The message and exit status of a command that cannot continue.
struct Failure: Error {
  /// What happened, and where.
  var message: String
  /// The line of text that it is about, with a caret.
  var excerpt: String?
  /// What to do.
  var help: String?
  var exitCode: ExitCode

  init(
    _ message: String, excerpt: String? = nil, help: String? = nil, exitCode: ExitCode = .failure
  ) {
    self.message = message
    self.excerpt = excerpt
    self.help = help
    self.exitCode = exitCode
  }

  /// The failure for an error of this package; nil for any other, which ArgumentParser explains.
  init?(_ error: any Error) {
    switch error {
    case let error as Failure: self = error
    case let error as SQLiteError
    where (error.isInterrupt || error.isBusy) && Interrupt.isAsked:
      self.init(ErrorExplanation(SQLSandboxError.interrupted, names: { [] }))
    case ArchiveError.busy where Interrupt.isAsked:
      self.init(ErrorExplanation(SQLSandboxError.interrupted, names: { [] }))
    case ArchiveError.sqlite(_, let error) where error.isBusy && Interrupt.isAsked:
      self.init(ErrorExplanation(SQLSandboxError.interrupted, names: { [] }))
    case let error as SQLiteError where error.isCorrupt:
      let path = ArchiveOptions.openedPath
      let named = path.map { ArchiveError.sqlite(path: $0, error) as any Error }
      guard let explanation = ErrorExplanation(named ?? error) else { return nil }
      self.init(explanation)
    default:
      guard let explanation = ErrorExplanation(error) else { return nil }
      self.init(explanation)
    }
  }

  init(_ explanation: ErrorExplanation) {
    message = explanation.message
    excerpt = explanation.excerpt
    help = explanation.help
    exitCode =
      switch explanation.kind {
      case .failed: .failure
      case .invalidQuery: .badQuery
      case .usage: .validationFailure
      case .interrupted: .interrupted
      }
  }

  /// Explains an error in a statement that the user wrote.
  ///
  /// - Parameters:
  ///   - names: the tables and views, asked for where one was not found.
  ///   - columns: the columns of those that a statement names, asked for where one was not found.
  init(
    _ error: SQLSandboxError, names: () -> [String], columns: (String) -> [String] = { _ in [] }
  ) {
    self.init(ErrorExplanation(error, names: names, columns: columns))
  }

  /// The failure if the condition of --fail-if holds; otherwise nil.
  init?(failIf condition: String, of result: ReportResult) {
    guard let failing = result.failing else { return nil }
    let subject =
      switch failing {
      case .rows(let count, let all): " for \(count) of \(all) rows"
      case .whole: ""
      }
    self.init("--fail-if: \"\(condition)\" holds\(subject)", exitCode: .conditionIsTrue)
  }

  /// Writes the message to standard error.
  func report(color: ColorChoice) {
    StandardError.message(.error, message, color: color)
    if let excerpt { StandardError.line(excerpt) }
    if let help { StandardError.message(.help, help, color: color) }
  }
}
