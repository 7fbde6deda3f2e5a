/// What re-evaluating stops changes: planned beforehand, or counted while it runs.
package struct ReclassifySummary: Equatable, Sendable {
  /// Stops whose verdict changes in the same way.
  package struct Change: Hashable, Sendable {
    /// The category before; `unknown` if no rules had classified it.
    package let from: String
    /// The category now; the same as before if another part of the verdict has changed.
    package let to: String
    /// The rule that decides now.
    package let rule: String
  }

  /// The number of stops re-evaluated.
  package internal(set) var evaluated = 0
  /// Whether verdicts by older rules are left, because other processes kept adding them.
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

/// The progress of a re-evaluation.
package struct ReclassifyProgress: Equatable, Sendable {
  package let done: Int
  package let total: Int
}
