/// The pass that finds which columns SELECTs read from each other, so that no others are made.
struct ColumnUse {
  /// For each branch, which of its columns are read.
  private var read: [Set<Int>]

  /// Marks the columns that are read, and the branches.
  static func mark(in statement: inout Statement) {
    var use = ColumnUse(read: Array(repeating: [], count: statement.branches.count))
    var joined: Set<Int> = []
    use.mark(&statement.query, selecting: statement.columns.map(\.sql), isOrdered: true)
    joined.formUnion(statement.query.joined)
    // A branch is read by those after it only.
    for number in statement.branches.indices.reversed() {
      use.mark(&statement.branches[number], at: number)
      joined.formUnion(statement.branches[number].joined)
    }
    for number in statement.branches.indices {
      statement.branches[number].isRead = joined.contains(number) || !use.read[number].isEmpty
    }
  }

  private mutating func mark(_ branch: inout Branch, at number: Int) {
    guard let last = branch.levels.indices.last else { return }
    branch.levels[last].read = read[number].sorted()
    mark(&branch, selecting: branch.levels[last].readOutputs, isOrdered: false)
  }

  /// Goes from the last SELECT to the first, since each reads from the one before it.
  ///
  /// - Parameter isOrdered: whether the order of the last one's rows matters.
  private mutating func mark(
    _ branch: inout Branch, selecting columns: [SQLFragment], isOrdered: Bool
  ) {
    var outputs = columns
    for index in branch.levels.indices.reversed() {
      let isLast = index == branch.levels.count - 1
      let fragments = branch.levels[index].fragments(outputs, isOrdered: isLast && isOrdered)
      for column in fragments.flatMap(\.branchColumns) { read[column.branch].insert(column.column) }
      guard index > 0 else { return }
      let columns = fragments.reduce(into: Set<Int>()) { $0.formUnion($1.columns) }
      branch.levels[index - 1].read = columns.sorted()
      outputs = branch.levels[index - 1].readOutputs
    }
  }
}

extension Branch {
  /// The branches that its levels join.
  fileprivate var joined: [Int] { levels.compactMap(\.join?.branch) }
}
