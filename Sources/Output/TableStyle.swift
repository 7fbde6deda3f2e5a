/// How a table looks.
package struct TableStyle: Equatable, Sendable {
  /// The columns of the terminal, into which rows are fitted by cutting long cells.
  ///
  /// `nil` where there is no terminal: then nothing is ever cut.
  package var terminalWidth: Int?
  /// Draws with ASCII alone, for terminals without UTF-8; cells keep their characters.
  package var isASCII: Bool
  /// Shows the header in bold.
  package var isColored: Bool
  /// Whether somebody looks at a terminal, who is told what the rows are about.
  package var isTerminal: Bool

  package init(
    terminalWidth: Int? = nil, isASCII: Bool = false, isColored: Bool = false,
    isTerminal: Bool = false
  ) {
    self.terminalWidth = terminalWidth
    self.isTerminal = isTerminal
    self.isASCII = isASCII
    self.isColored = isColored
  }

  /// What stands for the rest of a cell that was cut.
  var ellipsis: StaticString { isASCII ? "~" : "…" }
  /// One cell of the line under the header.
  var rule: StaticString { isASCII ? "-" : "─" }
  /// What stands between two columns.
  package static let gap = 2
}
