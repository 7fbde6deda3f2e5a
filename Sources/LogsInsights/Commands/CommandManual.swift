/// What the manual says of a command.
public struct CommandManual: Sendable {
  /// How it is written: `sort name [asc|desc], …`.
  public let syntax: String
  /// What it does, in a sentence or a few.
  public let summary: String
  /// Queries that show it; each one runs.
  public let examples: [String]

  public init(_ syntax: String, _ summary: String, examples: [String]) {
    self.syntax = syntax
    self.summary = summary
    self.examples = examples
  }
}
