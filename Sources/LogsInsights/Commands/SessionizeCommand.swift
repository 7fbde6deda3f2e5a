/// `sessionize field, … [maxspan 30m] [as name]`: numbers the sessions of each value.
///
/// A session ends where a value does not come for longer than maxspan. The sessions of each value
/// count from 1 in time, whatever order the rows have. Rows without one of the fields are in none.
struct SessionizeCommand: QueryCommand {
  static let names = ["sessionize"]
  static let manual = CommandManual(
    "sessionize field, … [maxspan period] [as name]",
    "Numbers the sessions of each value, or combination of values, from 1 in time. A new session "
      + "starts where the value did not come for longer than maxspan, `30m` unless told "
      + "otherwise. The column is `session_id`. Rows without one of the fields have none.",
    examples: [
      "fields detail.group | sessionize detail.group maxspan 1h as burst | limit 3"
    ])

  private static let maxspanDefault = (milliseconds: Int64(1_800_000), text: "30m")

  let keys: [FieldReference]
  /// The longest time between two events of a session.
  let maxspan: (milliseconds: Int64, text: String)
  let alias: ColumnItem.Alias?
  let range: SourceRange

  init(from parser: inout Parser) throws(ParseFailure) {
    let start = parser.advance().range
    keys = try parser.parseReferences()
    maxspan = parser.isWord("maxspan") ? try Self.maxspan(from: &parser) : Self.maxspanDefault
    alias = parser.accept(.as) != nil ? try parser.parseAlias() : nil
    range = SourceRange(start.lower, parser.previousEnd)
  }

  private static func maxspan(
    from parser: inout Parser
  ) throws(ParseFailure) -> (milliseconds: Int64, text: String) {
    parser.advance()
    let expression = try parser.parseArgument()
    guard case .period(let count, let unit) = expression.kind,
      let period = Period(count: count, unit: unit)
    else {
      throw parser.fail(
        .invalidPeriod(parser.source[expression.range]), at: expression.range,
        hints: [Diagnostic.Hint("maxspan is a period such as 30m or 1h")])
    }
    return (TimeRounding(period).milliseconds, period.text)
  }

  func write(to printer: inout QueryPrinter) {
    printer.write("sessionize " + keys.map(\.path.text).joined(separator: ", "))
    if maxspan.text != Self.maxspanDefault.text { printer.write(" maxspan \(maxspan.text)") }
    if let alias { printer.write(" as \(alias.path.text)") }
  }
}
