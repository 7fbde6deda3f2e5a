/// `diff [previousDay|previousWeek|previousMonth]`: the patterns beside those of an earlier period.
struct DiffCommand: QueryCommand {
  static let names = ["diff"]
  static let manual = CommandManual(
    "diff [previousDay|previousWeek|previousMonth]",
    """
    Compares the patterns of the query's time range with those of an earlier one of the same length: \
    directly before it, or a day, a week or a month earlier. Must follow `pattern`, and needs a time \
    range. A pattern that occurs in only one of them has a row too. Adds `@previousSampleCount`, \
    `@sampleCountDifference`, and `@differenceInPercentage`, which a new pattern lacks.
    """,
    examples: [
      "pattern detail.stoppedReason | diff | limit 2",
      "pattern detail.stoppedReason | diff previousWeek | limit 2",
    ])

  enum Period: String, CaseIterable, Sendable {
    case previousDay, previousWeek, previousMonth
  }

  let period: Period?
  let range: SourceRange

  init(from parser: inout Parser) throws(ParseFailure) {
    let start = parser.advance().range
    if parser.endsCommand {
      period = nil
    } else {
      let word = parser.text(of: parser.current).asciiLowercased
      let period = Period.allCases.first { $0.rawValue.asciiLowercased == word }
      guard let period else {
        throw parser.unexpected(expecting: "previousDay, previousWeek or previousMonth")
      }
      self.period = period
      parser.advance()
    }
    range = SourceRange(start.lower, parser.previousEnd)
  }

  func write(to printer: inout QueryPrinter) {
    printer.write(period.map { "diff \($0.rawValue)" } ?? "diff")
  }
}
