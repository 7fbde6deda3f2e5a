/// An axis from zero to a round number, with a few round ticks.
package struct LinearScale: Equatable, Sendable {
  /// The value at the far end of the axis; greater than zero.
  package let top: Double
  /// The values that are marked, zero first.
  package let ticks: [Double]

  /// An axis that holds the largest value; counts have no ticks between whole numbers.
  package init(largest: Double, steps: Int, isCount: Bool = true) {
    let largest = largest.isFinite && largest > 0 ? largest : 1
    var step = Self.roundStep(largest / Double(max(1, steps)))
    if isCount { step = max(1, step) }
    let count = Int((largest / step).rounded(.up))
    ticks = (0...max(1, count)).map { Double($0) * step }
    top = Double(max(1, count)) * step
  }

  /// The next of 1, 2, 5, 10, 20, 50, … that is at least `step`.
  private static func roundStep(_ step: Double) -> Double {
    var power = 1.0
    while power * 10 <= step, power < 1e18 { power *= 10 }
    while power > step, power > 1e-9 { power /= 10 }
    for factor in [1.0, 2, 5] where power * factor >= step { return power * factor }
    return power * 10
  }
}
