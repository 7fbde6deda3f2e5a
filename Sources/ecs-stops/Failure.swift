import ArgumentParser

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

  /// Writes the message to standard error.
  func report(color: ColorChoice) {
    StandardError.message(.error, message, color: color)
    if let excerpt { StandardError.line(excerpt) }
    if let help { StandardError.message(.help, help, color: color) }
  }
}
