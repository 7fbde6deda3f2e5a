/// A command of the language: how it is read, printed and bound.
///
/// A new command is a file with a type that conforms, and its line in ``CommandTable``.
protocol QueryCommand: Sendable {
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

  /// Adds the nodes that the command becomes to a plan.
  ///
  /// What is wrong with the query becomes a diagnostic; only what the catalog
  /// throws is thrown.
  func bind(to binder: inout Binder) throws
}
