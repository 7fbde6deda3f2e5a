import LogsInsights

// Nodes that add rows to those that there are.
extension Lowering {
  /// Adds a last row of sums.
  mutating func add(_ columns: [PlanNode.Summary]) throws {
    enterRows()
    var values: [(column: ColumnID, shown: Term, number: Term)] = []
    for column in columns {
      values.append((column.column, try term(column.shown), try term(column.number)))
    }
    let level = top
    pushLevel()
    var sums: [SQLFragment: SQLFragment] = [:]
    for value in values {
      let shown = lift(value.shown, from: level)
      let number = lift(value.number, from: level)
      sums[shown.sql] = .call(.finite, .aggregate("sum", of: number.sql.asDouble))
      define(value.column, as: shown)
    }
    let isSummary = addRows(Level.AddedRows(kind: .summary, values: sums))
    levels[top].sortKeys.insert(OrderKey(isSummary), at: 0)
  }

  /// Adds a row for each bin that has none.
  mutating func add(_ fill: PlanNode.Fill) throws {
    pushLevel()
    let bin = try term(fill.bin).sql
    var keys: [SQLFragment] = []
    for key in fill.keys {
      let key = try term(key).sql
      // A group that is always missing is so in all rows; one under two names counts once.
      if !key.isConstant, !keys.contains(key) { keys.append(key) }
    }
    var values = [bin: bin]
    for key in keys { values[key] = key }
    let bins = EmptyBins(bin: bin, rounding: fill.rounding, offset: fill.offset, keys: keys)
    let isAdded = addRows(Level.AddedRows(kind: .emptyBins(bins), values: values))
    define(fill.isAdded, as: Term(isAdded, .boolean))
  }

  /// Starts a SELECT that reads the rows of the current one and added ones; gives what is 1 in the
  /// added ones and 0 in the others.
  private mutating func addRows(_ rows: Level.AddedRows) -> SQLFragment {
    let level = top
    let flag = SQLFragment.literal("0")
    var rows = rows
    rows.values[flag] = .literal("1")
    levels[level].added = rows
    pushLevel()
    return .column(levels[level].output(flag))
  }
}
