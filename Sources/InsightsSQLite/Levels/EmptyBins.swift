import LogsInsights

/// The bins between the first and the last that a table lacks, for each combination of its keys.
struct EmptyBins {
  /// The start of a row's bin, as an output of the level before.
  let bin: SQLFragment
  /// The start of the bin after ``bin``.
  let next: SQLFragment
  /// What else the rows are grouped by, as outputs of the level before.
  let keys: [SQLFragment]

  init(bin: SQLFragment, rounding: TimeRounding, offset: Int64, keys: [SQLFragment]) {
    self.bin = bin
    self.keys = keys
    if rounding.unit == .months {
      // Months differ in length.
      let inside = Self.moved(bin, by: 1 - offset)
      let end = SQLFragment.call(
        .dateCeil, inside, .literal("\(rounding.count)"), .literal("'\(rounding.unit.rawValue)'"))
      next = Self.moved(end, by: offset)
    } else {
      next = Self.moved(bin, by: rounding.milliseconds)
    }
  }

  private static func moved(_ time: SQLFragment, by milliseconds: Int64) -> SQLFragment {
    if milliseconds == 0 { return time }
    let symbol = milliseconds < 0 ? "-" : "+"
    return .infix(time, symbol, .literal("\(milliseconds.magnitude)"), .additive)
  }

  /// A SELECT of the bin and the keys, by the names that they have in the table.
  func text(over source: String, by writer: inout SQLWriter) -> String {
    let name = writer.text(bin, at: .event)
    let start = writer.text(bin, at: .level("bins"))
    let next = writer.text(next, at: .level("bins"))
    let known = writer.text(bin, at: .level(source))
    let names = keys.map { writer.text($0, at: .event) }
    let columns = names.map { "\(source).\($0)" }
    let combinations = zip(columns, names).map { "\($0) AS \($1)" }.joined(separator: ", ")
    let keys =
      names.isEmpty ? "" : "\nCROSS JOIN (SELECT DISTINCT \(combinations) FROM \(source)) AS keys"
    let list = (["\(start) AS \(name)"] + names.map { "keys.\($0) AS \($0)" })
      .joined(separator: ", ")
    return """
      WITH RECURSIVE bins(\(name), last) AS (
      SELECT min(\(known)), max(\(known)) FROM \(source)
      UNION ALL
      SELECT \(next), last FROM bins WHERE \(start) < last
      LIMIT \(PlanNode.Fill.countMax)
      )
      SELECT \(list)
      FROM bins\(keys)
      WHERE \(start) IS NOT NULL
      EXCEPT
      SELECT \(([known] + columns).joined(separator: ", ")) FROM \(source)
      """
  }
}
