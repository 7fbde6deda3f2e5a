import ArgumentParser
import ECSStops

/// What a command says, and the code with which it ends, when it cannot go on.
struct Failure: Error {
  /// What happened, and where.
  var message: String
  /// The text that it is about, with a mark.
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

  /// The failure behind an error of ours; nil for any other, which ArgumentParser explains.
  init?(_ error: any Error) {
    switch error {
    case let error as Failure: self = error
    case let error as SQLiteError where error.isInterrupt && Interrupt.isAsked:
      self.init(ErrorExplanation(SQLSandboxError.interrupted, names: { [] }))
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

  /// What to say of a statement that the user has written.
  ///
  /// - Parameters:
  ///   - names: the tables and views, asked for where one was not found.
  ///   - columns: the columns of those that a statement names, asked for where one was not found.
  init(
    _ error: SQLSandboxError, names: () -> [String], columns: (String) -> [String] = { _ in [] }
  ) {
    self.init(ErrorExplanation(error, names: names, columns: columns))
  }

  /// What to say of a condition on the rows of a result; nil if it does not hold.
  init?(failIf condition: String, of result: ReportResult) {
    guard let failing = result.failing else { return nil }
    let subject =
      switch failing {
      case .rows(let count, let all): " of \(count) of \(all) rows"
      case .whole: ""
      }
    self.init("--fail-if \(condition) is true\(subject)", exitCode: .conditionIsTrue)
  }

  /// Writes the message to standard error.
  func report(color: ColorChoice) {
    StandardError.message(.error, message, color: color)
    if let excerpt { StandardError.line(excerpt) }
    if let help { StandardError.message(.help, help, color: color) }
  }
}
