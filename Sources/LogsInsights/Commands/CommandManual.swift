/// What the manual says of a command.
package struct CommandManual: Sendable {
  /// How it is written: `sort name [asc|desc], …`.
  package let syntax: String
  /// What it does, in a sentence or a few.
  package let summary: String
  /// Queries that show it; each one runs.
  package let examples: [String]

  init(_ syntax: String, _ summary: String, examples: [String]) {
    self.syntax = syntax
    self.summary = summary
    self.examples = examples
  }
}
