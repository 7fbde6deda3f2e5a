/// How a table looks.
package struct TableStyle: Equatable, Sendable {
  /// The columns of the terminal, into which rows are fitted.
  ///
  /// `nil` where there is no terminal, or rows are shown whole: then nothing is ever cut or hidden.
  package var terminalWidth: Int?
  /// Draws with ASCII alone, for terminals without UTF-8; cells keep their characters.
  package var isASCII: Bool
  /// Shows headings in bold, and charts and kinds of stops in color.
  package var isColored: Bool
  /// Whether somebody looks at a terminal, who is told what the rows are about.
  package var isTerminal: Bool
  /// Whether rows that do not fit may become a list.
  package var mayBeList: Bool
  /// Whether line breaks in the values of a list are breaks, instead of `\n`.
  package var keepsLineFeeds = false

  package init(
    terminalWidth: Int? = nil, isASCII: Bool = false, isColored: Bool = false,
    isTerminal: Bool = false, mayBeList: Bool = false
  ) {
    self.terminalWidth = terminalWidth
    self.isTerminal = isTerminal
    self.isASCII = isASCII
    self.isColored = isColored
    self.mayBeList = mayBeList
  }

  /// What stands for the rest of a cell that was cut.
  var ellipsis: String { isASCII ? "~" : "…" }
  /// One cell of the line under the header.
  var rule: StaticString { isASCII ? "-" : "─" }

  /// How much of a sentence has to be readable on a terminal of some width.
  static func proseMin(_ width: Int) -> Int { width < 80 ? 24 : 32 }
  /// How much of it is left where a column before it would have to be hidden.
  static func proseLeast(_ width: Int) -> Int { width < 48 ? 16 : 18 }

  /// Sentences in a column as narrow as this go on below themselves instead of being cut.
  static let wrappedMax = 40
  /// On so many lines at most.
  static let wrappedLinesMax = 5

  /// The cells that a row takes.
  static func rowWidth(_ columns: [TableColumn], _ widths: [Int]) -> Int {
    columns.dropFirst().reduce(widths.reduce(0, +)) { $0 + gap(before: $1) }
  }

  /// How many blanks stand before a column that is not the first; bars stand close to their number.
  static func gap(before column: TableColumn) -> Int { column.isBars ? 1 : 2 }
}
