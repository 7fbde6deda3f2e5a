/// `countFrequent field, …`: how often each value occurs, the most frequent first.
///
/// AWS counts approximately; here the counts are exact. Ties come in the order of the values, and
/// a missing value counts as one, as in `stats … by`.
public struct CountFrequentCommand: QueryCommand {
  public static let names = ["countFrequent", "count_frequent"]
  public static let manual = CommandManual(
    "countFrequent field, …",
    "Counts the rows of each value, or combination of values, into `_approxcount`, the most "
      + "frequent first. The counts are exact.",
    examples: [
      "countFrequent detail.stopCode",
      "countFrequent detail.group, detail.stopCode | limit 2",
    ])

  private static let column = FieldPath("_approxcount")

  public let fields: [FieldReference]
  public let range: SourceRange

  public init(from parser: inout Parser) throws(ParseFailure) {
    let start = parser.advance().range
    fields = try parser.parseReferences()
    range = SourceRange(start.lower, parser.previousEnd)
  }

  public func write(to printer: inout QueryPrinter) {
    printer.write("countFrequent " + fields.map(\.path.text).joined(separator: ", "))
  }
}

extension CountFrequentCommand {
  public func apply(to pipeline: inout Pipeline) throws {
    try stats.apply(to: &pipeline)
    guard let count = pipeline.named(Self.column) else { return }
    pipeline.levels[pipeline.top].sortKeys = [SortKey(count.sql, isDescending: true)]
  }

  /// The same as a `stats`.
  private var stats: StatsCommand {
    let call = Call(name: "count", nameRange: range, arguments: [], hasStar: true)
    let count = ColumnItem(
      expression: Expression(.call(call), at: range),
      alias: ColumnItem.Alias(path: Self.column, range: range))
    let groups = fields.map {
      ColumnItem(expression: Expression(.path($0.path), at: $0.range), alias: nil)
    }
    return StatsCommand(items: [count], groups: groups, at: range)
  }
}
