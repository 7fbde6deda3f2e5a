/// `stats item, … by item, …`: one row a group.
struct StatsCommand: QueryCommand {
  static let names = ["stats"]
  static let manual = CommandManual(
    "stats aggregate [as name], … [by expression [as name], … [offset period]]",
    "Makes one row of each group; without `by`, one row of all. Up to ten may follow each "
      + "other. `offset` moves the boundaries of `bin`.",
    examples: [
      "stats count(*) as stops by detail.stopCode",
      "stats count(*) as stops by bin(1d)",
    ])

  let items: [ColumnItem]
  let groups: [ColumnItem]
  /// By how much the boundaries of `bin` are moved.
  let offset: Offset?
  let range: SourceRange

  init(from parser: inout Parser) throws(ParseFailure) {
    let start = parser.advance().range
    if parser.keyword(parser.current) == .by {
      throw parser.unexpected(expecting: "an aggregate function such as count(*)")
    }
    items = try parser.parseItems()
    groups = parser.accept(.by) != nil ? try parser.parseItems() : []
    offset = try !groups.isEmpty && parser.isWord("offset") ? Self.offset(from: &parser) : nil
    range = SourceRange(start.lower, parser.previousEnd)
  }

  /// The command as other commands are made of it.
  init(items: [ColumnItem], groups: [ColumnItem], at range: SourceRange) {
    self.items = items
    self.groups = groups
    offset = nil
    self.range = range
  }

  /// `offset 1h`, after the groups.
  struct Offset: Sendable {
    let milliseconds: Int64
    let text: String
  }

  private static func offset(from parser: inout Parser) throws(ParseFailure) -> Offset {
    parser.advance()
    let isNegative = parser.accept(.minus) != nil
    let expression = try parser.parseArgument()
    guard case .period(let count, let unit) = expression.kind,
      let period = Period(count: count, unit: unit)
    else {
      throw parser.fail(
        .invalidPeriod(parser.source[expression.range]), at: expression.range,
        hints: [Diagnostic.Hint("an offset is a period such as 30m or -1h")])
    }
    let length = TimeRounding(period).milliseconds
    return Offset(
      milliseconds: isNegative ? -length : length, text: (isNegative ? "-" : "") + period.text)
  }

  func write(to printer: inout QueryPrinter) {
    printer.write("stats ")
    printer.write(items)
    guard !groups.isEmpty else { return }
    printer.write(" by ")
    printer.write(groups)
    if let offset { printer.write(" offset \(offset.text)") }
  }
}
