/// What judging stops again changes: planned beforehand, or counted while it happens.
package struct ReclassifySummary: Equatable, Sendable {
  /// Stops that are judged otherwise than before in the same way.
  package struct Change: Hashable, Sendable {
    /// The category before; `unknown` if no rules had judged it.
    package let from: String
    /// The category now; the same as before if something else of the verdict has changed.
    package let to: String
    /// The rule that decides now.
    package let rule: String
  }

  /// Stops that were looked at.
  package internal(set) var judged = 0
  /// Whether verdicts of older rules are left, because other processes kept adding them.
  package internal(set) var leftOlderVerdicts = false
  var stopsByChange: [Change: Int] = [:]

  /// Stops whose verdict changes.
  package var changed: Int { stopsByChange.values.reduce(0, +) }

  /// Each change with its number of stops, the largest first.
  package var changes: [(change: Change, stops: Int)] {
    stopsByChange.map { (change: $0.key, stops: $0.value) }.sorted { left, right in
      if left.stops != right.stops { return left.stops > right.stops }
      let (a, b) = (left.change, right.change)
      return (a.from, a.to, a.rule) < (b.from, b.to, b.rule)
    }
  }
}

/// How far judging stops again is.
package struct ReclassifyProgress: Equatable, Sendable {
  package let done: Int
  package let total: Int
}
