import Charts

/// What is said where a result has more rows than are shown.
package enum CutNote {
  /// - Parameters:
  ///   - total: how many rows there are; nil where counting them would take long.
  ///   - advice: what to do to see more.
  package static func text(shown: Int, total: Int?, advice: String) -> String {
    let rows = Quantity.count(shown)
    let head =
      total.map { "\(rows) of \(Quantity.count($0)) rows shown" }
      ?? "\(rows) \(shown == 1 ? "row" : "rows") shown, and there are more"
    return "\(head); \(advice)"
  }
}
