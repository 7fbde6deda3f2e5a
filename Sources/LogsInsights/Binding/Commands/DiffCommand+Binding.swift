import Time

extension DiffCommand {
  func bind(to binder: inout Binder) throws {
    guard binder.bound.last is PatternCommand else {
      binder.note(
        .diffWithoutPattern, at: range, hints: [Diagnostic.Hint("write: pattern @message | diff")])
      return
    }
    guard let start = binder.options.start else {
      binder.note(
        .diffWithoutTime, at: range,
        hints: [Diagnostic.Hint("give --since, or --start and --end")])
      return
    }
    let end = max(start, binder.options.end ?? binder.options.now)
    guard Timestamp.insightsRange.contains(start), Timestamp.insightsRange.contains(end) else {
      binder.note(.diffWithoutTime, at: range)
      return
    }
    var inner = binder.nested()
    (inner.options.start, inner.options.end) = before(start, end)
    inner.hasWindow = true
    try inner.bind(binder.bound)
    compare(with: inner, in: &binder)
  }

  /// Puts the patterns beside those of the other time.
  private func compare(with inner: Binder, in binder: inout Binder) {
    let current = binder.scope.names
    func own(_ column: PatternCommand.Column) -> Scalar { current[column.key] ?? .missing }
    guard let otherPattern = inner.scope.names[PatternCommand.Column.pattern.key],
      let otherCount = inner.scope.names[PatternCommand.Column.count.key]
    else { return }
    let plan = binder.adopt(inner)
    let pattern = binder.define(otherPattern)
    let count = binder.define(otherCount)
    let other = Scalar.column(pattern.column, otherPattern.facts)
    binder.add(
      .join(
        PlanNode.Join(
          kind: .full, plan: plan, columns: [pattern, count],
          condition: .equals(own(.pattern), other))))
    show(
      pattern: binder.keep(.coalesce([own(.pattern), other])),
      count: binder.keep(.coalesce([own(.count), .integer(0)])),
      ratio: .coalesce([own(.ratio), .integer(0)]),
      before: binder.keep(
        .coalesce([.column(count.column, otherCount.facts), .integer(0)])), in: &binder)
  }

  private func show(
    pattern: Scalar, count: Scalar, ratio: Scalar, before: Scalar, in binder: inout Binder
  ) {
    let difference = binder.keep(.arithmetic(count, .subtract, before))
    let columns: [(String, Scalar)] = [
      (PatternCommand.Column.pattern.rawValue, pattern),
      (PatternCommand.Column.regex.rawValue, .text(.patternRegex, of: pattern)),
      (PatternCommand.Column.count.rawValue, count),
      (PatternCommand.Column.ratio.rawValue, ratio),
      (PatternCommand.Column.severity.rawValue, .text(.severity, of: pattern)),
      ("@previousSampleCount", before), ("@sampleCountDifference", difference),
      (
        "@differenceInPercentage",
        .arithmetic(.arithmetic(difference, .multiply, .integer(100)), .divide, before)
      ),
    ]
    binder.scope.statsColumns = []
    for (name, value) in columns {
      binder.replace(FieldPath(name), with: value)
      binder.scope.statsColumns.add(.plain(FieldPath(name), at: range))
    }
    binder.add(.arrange([SortKey(count, isDescending: true), SortKey(pattern)]))
  }

  /// The period to compare with, as long as the one from `start` to `end`.
  private func before(_ start: Int64, _ end: Int64) -> (Int64, Int64) {
    let shift: Int64 =
      switch period {
      case nil: end - start + 1
      case .previousDay: CivilCalendar.millisecondsPerDay
      case .previousWeek: 7 * CivilCalendar.millisecondsPerDay
      case .previousMonth: start - Self.monthBefore(start)
      }
    return (start - shift, end - shift)
  }

  /// The same day of the month before, or its last one.
  private static func monthBefore(_ time: Int64) -> Int64 {
    let day = CivilCalendar.day(of: time)
    let month = CivilCalendar.month(ofDay: day)
    let start = CivilCalendar.firstDay(ofMonth: month)
    let startBefore = CivilCalendar.firstDay(ofMonth: month - 1)
    let earlier = min(startBefore + day - start, start - 1)
    return time - (day - earlier) * CivilCalendar.millisecondsPerDay
  }
}
