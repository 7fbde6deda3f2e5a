/// A query that cannot be compiled: all that is wrong with it, in the order of its text.
public struct QueryError: Error, Sendable {
  /// At least one error; warnings may stand between them.
  public let diagnostics: [Diagnostic]
  public let source: SourceText
  /// The commands before the first one that has an error: what they mean can still be checked.
  let commands: [any QueryCommand]

  init(
    _ diagnostics: [Diagnostic], in source: SourceText, behind commands: [any QueryCommand]
  ) {
    self.diagnostics = diagnostics.inSourceOrder
    self.source = source
    self.commands = commands
  }

  /// What an engine finds that cannot take a plan, or the language in a query that can be read.
  package init(_ diagnostics: [Diagnostic], in source: SourceText) {
    self.init(diagnostics, in: source, behind: [])
  }
}

extension QueryError {
  /// The first diagnostic, with advice in place of its own.
  package func advising(_ advice: String) -> QueryError {
    let first = diagnostics[0]
    return QueryError(
      [Diagnostic(first.reason, at: first.range, hints: [Diagnostic.Hint(advice)])], in: source)
  }
}

extension QueryError: CustomStringConvertible {
  /// Every diagnostic, as it is shown to a person.
  public var description: String {
    diagnostics.map { $0.rendered(in: source) }.joined()
  }
}

extension [Diagnostic] {
  /// The diagnostics by place; those of one place stay in the order in which they were found.
  var inSourceOrder: [Diagnostic] {
    enumerated().sorted {
      ($0.element.range.lower, $0.offset) < ($1.element.range.lower, $1.offset)
    }.map(\.element)
  }
}
