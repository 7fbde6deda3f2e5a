/// A command of the language: how it is read, printed and compiled.
///
/// A new command is a file with a type that conforms, and its line in ``CommandTable``.
public protocol QueryCommand: Sendable {
  /// The names that start the command, the canonical one first.
  static var names: [String] { get }

  /// How it is written, what it does, and examples.
  static var manual: CommandManual { get }

  /// Where the command stands in the text, its name included.
  var range: SourceRange { get }

  /// Reads the command; its name is the parser's current token.
  init(from parser: inout Parser) throws(ParseFailure)

  /// Writes the command in its canonical layout.
  func write(to printer: inout QueryPrinter)

  /// Adds the command's step to the pipeline.
  ///
  /// What is wrong with the query becomes a diagnostic of the pipeline; only what the catalogue
  /// throws is thrown.
  func apply(to pipeline: inout Pipeline) throws
}
