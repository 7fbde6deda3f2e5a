/// The class of a style sheet that colors a part of a chart.
package enum ChartInk: Hashable, Sendable {
  /// One of the colors that distinguish causes, from 1.
  case cause(Int)
  /// Causes without a color of their own.
  case otherCauses
  case routine

  /// How many causes have a color of their own: more could not be distinguished.
  package static let causesMax = 6

  /// The class, `c1`…`c6`, `co`, `cr`.
  package var name: String {
    switch self {
    case .cause(let number): "c\(min(max(1, number), Self.causesMax))"
    case .otherCauses: "co"
    case .routine: "cr"
    }
  }
}
