/// What the clocks of a place have shown and will show, as a file of the time zone database tells it.
package struct ZoneRules: Equatable, Sendable {
  /// What clocks show for a while.
  package struct Clock: Equatable, Sendable {
    /// Seconds east of UTC.
    package let offset: Int64
    /// `CET`, or an offset such as `-03` where there is no name.
    package let abbreviation: String
  }

  /// The first second of each change, ascending.
  let changes: [Int64]
  /// What holds from each change on.
  let clocks: [Clock]
  /// What holds before the first change.
  let first: Clock
  /// What holds from the last change on, for ever; nil if that is the last of ``clocks``.
  let rule: ZoneRule?

  /// What clocks show at a second since 1970.
  package func clock(at second: Int64) -> Clock {
    var (low, high) = (0, changes.count)
    while low < high {
      let middle = (low + high) / 2
      if changes[middle] <= second { low = middle + 1 } else { high = middle }
    }
    if low == changes.count, let rule { return rule.clock(at: second) }
    return low == 0 ? first : clocks[low - 1]
  }
}
