import Rows

extension ReportResult {
  /// Columns of where something is, in which all of several rows have the same value: it can be said once.
  var constantColumns: [(index: Int, name: String, value: Cell)] {
    guard rows.count >= Self.constantRowsMin else { return [] }
    return columns.enumerated().compactMap { index, column in
      guard Self.placeNames.contains(column.name), let value = rows.first?[index], value != .null,
        rows.allSatisfy({ $0[index] == value })
      else { return nil }
      return (index, column.name, value)
    }
  }

  /// The places of columns that have no value in any of several rows.
  var emptyColumns: [Int] {
    guard rows.count >= Self.constantRowsMin else { return [] }
    return columns.indices.filter { index in rows.allSatisfy { $0[index] == .null } }
  }

  private static let constantRowsMin = 3
  private static let placeNames: Set<String> = ["account", "region", "cluster"]
}
