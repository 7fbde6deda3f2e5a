/// How charts are drawn on a terminal.
package struct ChartStyle: Equatable, Sendable {
  /// Whether only ASCII is used: on terminals without UTF-8, or on request.
  package var isASCII: Bool
  /// Whether colors are used.
  package var isColored: Bool
  /// The width of the terminal in columns; 80 if the output is not a terminal.
  package var width: Int

  package init(width: Int? = nil, isASCII: Bool = false, isColored: Bool = false) {
    self.width = width ?? 80
    self.isASCII = isASCII
    self.isColored = isColored
  }
}
