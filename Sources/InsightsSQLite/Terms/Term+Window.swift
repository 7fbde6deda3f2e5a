import LogsInsights

extension SQLFragment {
  /// A function over several rows.
  ///
  /// - Parameters:
  ///   - argument: the function's; nil for a function that has none.
  ///   - facts: what is known of the result.
  static func window(
    _ function: Window.Function, of argument: Term?, partition: [Term], order: [OrderKey],
    frame: Window.Frame, _ facts: ValueFacts
  ) -> SQLFragment {
    let value = argument?.sql ?? .null
    let call: SQLFragment =
      switch function {
      case .rowNumber: .call("row_number")
      case .lag(let distance): .call("lag", value, .literal("\(distance)"))
      // The sum of doubles does not overflow as that of INTEGERs would.
      case .sum: .aggregate("sum", of: value.asDouble)
      case .total: .aggregate("total", of: value)
      case .max: .aggregate("max", of: value)
      case .count: .aggregate("count", of: argument?.presence ?? .null)
      }
    let frame: String? =
      switch frame {
      case .toPeers: nil
      case .toRow: "ROWS UNBOUNDED PRECEDING"
      }
    return window(call, partition: partition.map(\.sql), order: order, frame: frame)
      .finite(facts)
  }
}
