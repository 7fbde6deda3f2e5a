/// What a part of a chart is coloured by: a class of the page's style sheet.
package enum ChartInk: Hashable, Sendable {
  /// One of the colours that tell causes apart, from 1.
  case cause(Int)
  /// Causes that have no colour of their own.
  case otherCauses
  case routine

  /// How many causes have a colour of their own: more could not be told apart.
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
