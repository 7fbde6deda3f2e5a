import Charts

/// What is said where a result has more rows than are shown.
package enum CutNote {
  /// - Parameters:
  ///   - total: how many rows there are; nil where counting them would take long.
  ///   - advice: what to do to see more.
  ///   - isFile: whether they went to a file.
  package static func text(
    shown: Int, total: Int?, advice: String, isFile: Bool = false
  ) -> String {
    let done = isFile ? "written" : "shown"
    let rows = Quantity.count(shown)
    let head =
      total.map { "\(rows) of \(Quantity.count($0)) rows \(done)" }
      ?? "\(rows) \(shown == 1 ? "row" : "rows") \(done), and there are more"
    return "\(head); \(advice)"
  }
}
