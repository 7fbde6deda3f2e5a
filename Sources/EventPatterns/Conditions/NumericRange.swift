/// The numbers that `numeric` accepts: `["=", 5]`, `[">", 0]`, `[">=", 0, "<", 10]`.
public struct NumericRange: Hashable, Sendable {
  /// One end of the range.
  public struct Bound: Hashable, Sendable {
    public let value: Double
    /// Whether the range includes the value itself.
    public let isInclusive: Bool
  }

  /// The lower end; nil if there is none.
  public let lower: Bound?
  /// The upper end; nil if there is none.
  public let upper: Bound?

  public func contains(_ value: Double) -> Bool {
    if let lower, !(lower.isInclusive ? value >= lower.value : value > lower.value) { return false }
    if let upper, !(upper.isInclusive ? value <= upper.value : value < upper.value) { return false }
    return true
  }
}
