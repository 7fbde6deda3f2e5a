import JSON
import TerminalText

/// Draws rows as lines of a table.
struct TableDrawing: RowDrawing {
  private let columns: [TableColumn]
  private let plan: TablePlan
  private let style: TableStyle
  private let wraps: Bool

  init(columns: [TableColumn], plan: TablePlan, style: TableStyle) {
    self.columns = columns
    self.plan = plan
    self.style = style
    wraps = style.terminalWidth != nil && plan.places.contains { $0.linesMax != 1 }
  }

  /// What is shown of a cell on a line.
  private struct Piece {
    let bytes: UnsafeRawBufferPointer
    let width: Int
  }

  func appendHeader(to buffer: ByteBuffer) {
    guard !plan.places.isEmpty else { return }
    if style.isColored { buffer.append("\u{1b}[1m") }
    var line = LineComposer(buffer)
    for place in plan.places {
      let column = columns[place.index]
      let title = TextCut.start.text(
        PrintableText.line(column.title), width: place.width, ellipsis: style.ellipsis)
      line.begin(gap: gap(before: place))
      line.append(title, cells: place.width, isRight: place.isRightAligned, ink: nil)
    }
    if style.isColored { buffer.append("\u{1b}[0m") }
    buffer.append(UInt8(ascii: "\n"))
    appendRule(to: buffer)
  }

  private func appendRule(to buffer: ByteBuffer) {
    for place in plan.places {
      if columns[place.index].isBars {
        // Bars belong to the number before them.
        buffer.append(style.rule)
      } else {
        buffer.append(UInt8(ascii: " "), times: gap(before: place))
      }
      for _ in 0..<place.width { buffer.append(style.rule) }
    }
    buffer.append(UInt8(ascii: "\n"))
  }

  private func gap(before place: TablePlan.Place) -> Int {
    place.index == plan.places.first?.index ? 0 : TableStyle.gap(before: columns[place.index])
  }

  func append(
    _ cells: ArraySlice<HeldRows.Cell>, of rows: HeldRows, to buffer: ByteBuffer
  ) {
    if wraps { return appendWrapped(cells, of: rows, to: buffer) }
    var line = LineComposer(buffer)
    for place in plan.places {
      let cell = cells[cells.startIndex + place.index]
      let ink = style.isColored ? ink(of: cell, in: rows, at: place.index) : nil
      line.begin(gap: gap(before: place))
      if isWhole(cell, place) {
        line.append(
          rows.bytes(cell.range), width: cell.width, cells: place.width,
          isRight: place.isRightAligned,
          ink: ink)
      } else {
        let text = place.form.text(rows.text(cell))
        line.append(
          place.cut.text(text, width: place.width, ellipsis: style.ellipsis), cells: place.width,
          isRight: place.isRightAligned, ink: ink)
      }
    }
    buffer.append(UInt8(ascii: "\n"))
  }

  /// Numbers are never cut, and without a terminal nothing is.
  private func isWhole(_ cell: HeldRows.Cell, _ place: TablePlan.Place) -> Bool {
    cell.isNumber || style.terminalWidth == nil
      || place.form == .whole && cell.width <= place.width
  }

  /// The lines of a row whose values go on below themselves.
  private func appendWrapped(
    _ cells: ArraySlice<HeldRows.Cell>, of rows: HeldRows, to buffer: ByteBuffer
  ) {
    let texts = plan.places.map { lines(of: cells[cells.startIndex + $0.index], in: rows, $0) }
    for number in 0..<max(1, texts.map(\.count).max() ?? 1) {
      var line = LineComposer(buffer)
      for (place, lines) in zip(plan.places, texts) {
        let cell = cells[cells.startIndex + place.index]
        line.begin(gap: gap(before: place))
        line.append(
          number < lines.count ? lines[number] : "", cells: place.width,
          isRight: place.isRightAligned,
          ink: style.isColored ? ink(of: cell, in: rows, at: place.index) : nil)
      }
      buffer.append(UInt8(ascii: "\n"))
    }
  }

  /// A cell on as many lines as its column allows; what is too long for them lacks its middle, or its end.
  private func lines(
    of cell: HeldRows.Cell, in rows: HeldRows, _ place: TablePlan.Place
  ) -> [String] {
    let text = place.form.text(rows.text(cell))
    if cell.isNumber { return [text] }
    guard let most = place.linesMax else { return WrappedText.lines(text, width: place.width) }
    if most == 1 { return [place.cut.text(text, width: place.width, ellipsis: style.ellipsis)] }
    var lines = WrappedText.lines(text, width: place.width)
    var room = place.width * most
    while lines.count > most, room > place.width {
      let cut = place.cut.text(text, width: room, ellipsis: style.ellipsis)
      lines = WrappedText.lines(cut, width: place.width)
      room -= 1
    }
    return lines
  }

  /// The command to the terminal that colors a cell.
  private func ink(of cell: HeldRows.Cell, in rows: HeldRows, at index: Int) -> StaticString? {
    switch columns[index].ink {
    case .plain: return nil
    case .chart: return "\u{1b}[36m"
    case .kind:
      let text = rows.text(cell)
      return text == "abnormal" ? "\u{1b}[31m" : text == "routine" ? "\u{1b}[2m" : nil
    case .abnormalCount:
      let text = rows.text(cell)
      return cell.isNumber && text != "0" && !text.hasPrefix("-") ? "\u{1b}[31m" : nil
    case .routineCount: return "\u{1b}[2m"
    }
  }
}

/// Puts cells on a line, with blanks between them and none at the end.
private struct LineComposer {
  private let buffer: ByteBuffer
  private var blanks = 0

  init(_ buffer: ByteBuffer) {
    self.buffer = buffer
  }

  mutating func begin(gap: Int) { blanks += gap }

  mutating func append(_ text: String, cells: Int, isRight: Bool, ink: StaticString?) {
    var text = text
    let width = DisplayWidth.of(text)
    text.withUTF8 {
      append(UnsafeRawBufferPointer($0), width: width, cells: cells, isRight: isRight, ink: ink)
    }
  }

  mutating func append(
    _ bytes: UnsafeRawBufferPointer, width: Int, cells: Int, isRight: Bool, ink: StaticString?
  ) {
    let padding = max(0, cells - width)
    if isRight { blanks += padding }
    if !bytes.isEmpty {
      buffer.append(UInt8(ascii: " "), times: blanks)
      blanks = 0
      if let ink { buffer.append(ink) }
      buffer.append(bytes)
      if ink != nil { buffer.append("\u{1b}[0m") }
    }
    if !isRight { blanks += padding }
  }
}
