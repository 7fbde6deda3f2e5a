import LogsAPI
import Reports
import Rows

/// The rows of a query in the order that the page is asked for.
struct QuerySort {
  private let result: QueryResult
  /// The column, and whether the largest value comes first; nil for the order of the query.
  let order: (column: Int, isDescending: Bool)?

  init(_ draft: QueryDraft, _ result: QueryResult) {
    self.result = result
    order = draft.asked.sort.flatMap { sort in
      result.rows.columns.firstIndex { $0.name == sort.column }.map { ($0, sort.isDescending) }
    }
  }

  /// All rows, or those of a range in the order.
  func rows(_ range: Range<Int>? = nil) throws -> [[Cell]] {
    guard let order else { return try result.cells(range) }
    let all = try result.cells()
    let places = all.indices.sorted { left, right in
      let (a, b) = (all[left][order.column], all[right][order.column])
      // What has no value is last in both orders.
      if a == .null || b == .null { return a != .null || (b == .null && left < right) }
      if Self.precedes(a, b) { return !order.isDescending }
      if Self.precedes(b, a) { return order.isDescending }
      return left < right
    }
    return (range ?? 0..<all.count).map { all[places[$0]] }
  }

  /// Numbers come before strings.
  private static func precedes(_ left: Cell, _ right: Cell) -> Bool {
    switch (left, right) {
    case (.integer(let a), .integer(let b)): a < b
    case (.text(let a), .text(let b)): a < b
    case (.text, _), (.blob, _), (_, .null): false
    case (_, .text), (_, .blob): true
    default: (left.number ?? 0) < (right.number ?? 0)
    }
  }
}
