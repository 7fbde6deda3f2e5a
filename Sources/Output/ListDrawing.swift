import JSON
import TerminalText

/// Draws each row as a block: a line with its number, then a line for each field, its name and its value.
///
/// On a terminal empty fields are left out.
struct ListDrawing: RowDrawing {
  /// Nil for columns that only a table has.
  private let names: [String?]
  private let style: TableStyle
  private let nameWidth: Int
  private var count = 0

  /// Values narrower than this are not wrapped: a terminal breaks them itself.
  private static let valueWidthMin = 16
  private static let ruleWidthMax = 40

  init(names: [String?], style: TableStyle) {
    self.names = names.map { $0.map(PrintableText.line) }
    self.style = style
    nameWidth = self.names.compactMap(\.self).reduce(0) { max($0, DisplayWidth.of($1)) }
  }

  func appendHeader(to buffer: ByteBuffer) {}

  mutating func append(
    _ cells: ArraySlice<HeldRows.Cell>, of rows: HeldRows, to buffer: ByteBuffer
  ) {
    count += 1
    appendSeparator(to: buffer)
    for (name, cell) in zip(names, cells) {
      guard let name else { continue }
      let text = rows.text(cell)
      // A row of a wide table has few values; who reads them on a terminal need not see what is not there.
      if text.isEmpty, style.terminalWidth != nil { continue }
      for (number, line) in lines(text).enumerated() {
        append(number == 0 ? name : "", line, to: buffer)
      }
    }
  }

  private func appendSeparator(to buffer: ByteBuffer) {
    if style.isColored { buffer.append("\u{1b}[1m") }
    buffer.append(style.rule)
    buffer.append(style.rule)
    buffer.append(" row ")
    buffer.append(integer: Int64(count))
    buffer.append(UInt8(ascii: " "))
    for _ in 0..<min(Self.ruleWidthMax, style.terminalWidth ?? Self.ruleWidthMax) - 12 {
      buffer.append(style.rule)
    }
    if style.isColored { buffer.append("\u{1b}[0m") }
    buffer.append(UInt8(ascii: "\n"))
  }

  private func lines(_ text: String) -> [String] {
    guard style.keepsLineFeeds else { return wrapped(text) }
    return text.split(separator: "\n", omittingEmptySubsequences: false)
      .flatMap { wrapped(String($0)) }
  }

  private func wrapped(_ text: String) -> [String] {
    guard let width = style.terminalWidth, width - nameWidth - 2 >= Self.valueWidthMin else {
      return [text]
    }
    return WrappedText.lines(text, width: width - nameWidth - 2)
  }

  private func append(_ name: String, _ value: String, to buffer: ByteBuffer) {
    buffer.append(text: name)
    if !value.isEmpty {
      buffer.append(UInt8(ascii: " "), times: nameWidth - DisplayWidth.of(name) + 2)
      buffer.append(text: value)
    }
    buffer.append(UInt8(ascii: "\n"))
  }
}
