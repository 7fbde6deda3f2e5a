package import Rows

extension ReportResult {
  /// The columns that the head allows to be said once, and in which all of several rows have the same value.
  package var constantColumns: [(index: Int, name: String, value: Cell)] {
    guard rows.count >= Self.constantRowsMin else { return [] }
    return columns.enumerated().compactMap { index, column in
      guard report.column(column.name)?.traits.contains(.once) == true,
        let value = rows.first?[index], value != .null,
        rows.allSatisfy({ $0[index] == value })
      else { return nil }
      return (index, column.name, value)
    }
  }

  /// The places of columns that have no value in any of several rows.
  package var emptyColumns: [Int] {
    guard rows.count >= Self.constantRowsMin else { return [] }
    return columns.indices.filter { index in rows.allSatisfy { $0[index] == .null } }
  }

  private static let constantRowsMin = 3
}
