/// How charts are drawn in a terminal.
package struct ChartStyle: Equatable, Sendable {
  /// Draws with ASCII alone, for terminals without UTF-8 and for those who want it.
  package var isASCII: Bool
  /// May use colours.
  package var isColored: Bool
  /// The columns of the terminal; what is no terminal counts as one of 80.
  package var width: Int

  package init(width: Int? = nil, isASCII: Bool = false, isColored: Bool = false) {
    self.width = width ?? 80
    self.isASCII = isASCII
    self.isColored = isColored
  }
}
