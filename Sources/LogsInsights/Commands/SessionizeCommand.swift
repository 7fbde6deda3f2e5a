/// `sessionize field, … [maxspan 30m] [as name]`: numbers the sessions of each value.
///
/// A session ends where a value does not come for longer than maxspan. The sessions of each value
/// count from 1 in time, whatever order the rows have. Rows without one of the fields are in none.
public struct SessionizeCommand: QueryCommand {
  public static let names = ["sessionize"]
  public static let manual = CommandManual(
    "sessionize field, … [maxspan period] [as name]",
    "Numbers the sessions of each value, or combination of values, from 1 in time. A new session "
      + "starts where the value did not come for longer than maxspan, `30m` unless told "
      + "otherwise. The column is `session_id`. Rows without one of the fields have none.",
    examples: [
      "fields detail.group | sessionize detail.group maxspan 1h as burst | limit 3"
    ])

  private static let maxspanDefault = (milliseconds: Int64(1_800_000), text: "30m")

  public let keys: [FieldReference]
  /// The longest time between two events of a session.
  public let maxspan: (milliseconds: Int64, text: String)
  public let alias: ColumnItem.Alias?
  public let range: SourceRange

  public init(from parser: inout Parser) throws(ParseFailure) {
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

  public func write(to printer: inout QueryPrinter) {
    printer.write("sessionize " + keys.map(\.path.text).joined(separator: ", "))
    if maxspan.text != Self.maxspanDefault.text { printer.write(" maxspan \(maxspan.text)") }
    if let alias { printer.write(" as \(alias.path.text)") }
  }
}

extension SessionizeCommand {
  public func apply(to pipeline: inout Pipeline) throws {
    pipeline.enterRows()
    let time = try pipeline.resolve(FieldPath("@timestamp"), at: range).asNumber
    var terms: [Term] = []
    for key in keys { terms.append(try pipeline.groupKey(key)) }
    let alias = alias ?? ColumnItem.Alias(path: FieldPath("session_id"), range: range)
    if time.isMissing || terms.contains(where: \.isMissing) {
      return pipeline.defineShown(alias, as: .missing)
    }
    let settled = pipeline.settle([start(of: terms, at: time), time] + terms)
    let session = Self.session(settled[0], at: settled[1], of: Array(settled.dropFirst(2)))
    pipeline.defineShown(alias, as: pipeline.settle([session])[0])
  }

  /// 1 where a session other than the first one starts.
  private func start(of keys: [Term], at time: Term) -> Term {
    let before = SQLFragment.window(
      .call("lag", time.sql), partition: keys.map(\.sql), order: [SortKey(time.sql)])
    let gap = SQLFragment.infix(time.sql, "-", before, .additive)
    let limit = SQLFragment.constant(.integer(maxspan.milliseconds))
    return Term(.infix(gap, ">", limit, .comparison), .number)
  }

  /// One more than the sessions that started since the first one; events of one time share it.
  private static func session(_ start: Term, at time: Term, of keys: [Term]) -> Term {
    let starts = SQLFragment.window(
      .aggregate("total", of: start.sql), partition: keys.map(\.sql), order: [SortKey(time.sql)])
    let number = SQLFragment.infix(starts, "+", .literal("1"), .additive)
    let isPresent = SQLFragment.and(keys.map { .suffix($0.sql, "IS NOT NULL") })
    return Term(.choice(isPresent, then: number), .number)
  }
}
