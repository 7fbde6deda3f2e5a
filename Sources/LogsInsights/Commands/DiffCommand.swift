import Time

/// `diff [previousDay|previousWeek|previousMonth]`: the patterns beside those of an earlier period.
public struct DiffCommand: QueryCommand {
  public static let names = ["diff"]
  public static let manual = CommandManual(
    "diff [previousDay|previousWeek|previousMonth]",
    """
    Compares the patterns of the query's time with those of a time as long before it: right before \
    it, or a day, a week or a month earlier. Stands right behind `pattern`, and needs a time. A \
    pattern that came in one of them only has a row too. Adds `@previousSampleCount`, \
    `@sampleCountDifference`, and `@differenceInPercentage`, which a new pattern lacks.
    """,
    examples: [
      "pattern detail.stoppedReason | diff | limit 2",
      "pattern detail.stoppedReason | diff previousWeek | limit 2",
    ])

  public enum Period: String, CaseIterable, Sendable {
    case previousDay, previousWeek, previousMonth
  }

  public let period: Period?
  public let range: SourceRange

  public init(from parser: inout Parser) throws(ParseFailure) {
    let start = parser.advance().range
    if parser.endsCommand {
      period = nil
    } else {
      let word = parser.text(of: parser.current).asciiLowercased
      let period = Period.allCases.first { $0.rawValue.asciiLowercased == word }
      guard let period else {
        throw parser.unexpected(expecting: "previousDay, previousWeek or previousMonth")
      }
      self.period = period
      parser.advance()
    }
    range = SourceRange(start.lower, parser.previousEnd)
  }

  public func write(to printer: inout QueryPrinter) {
    printer.write(period.map { "diff \($0.rawValue)" } ?? "diff")
  }
}

extension DiffCommand {
  public func apply(to pipeline: inout Pipeline) throws {
    guard pipeline.applied.last?.command is PatternCommand else {
      pipeline.note(
        .diffWithoutPattern, at: range, hints: [Diagnostic.Hint("write: pattern @message | diff")])
      return
    }
    guard let start = pipeline.options.start else {
      pipeline.note(
        .diffWithoutTime, at: range,
        hints: [Diagnostic.Hint("give --since, or --start and --end")])
      return
    }
    let end = max(start, pipeline.options.end ?? pipeline.options.now)
    guard Timestamp.insightsRange.contains(start), Timestamp.insightsRange.contains(end) else {
      pipeline.note(.diffWithoutTime, at: range)
      return
    }
    var inner = pipeline.nested()
    (inner.options.start, inner.options.end) = before(start, end)
    inner.hasWindow = true
    try inner.apply(pipeline.applied.map(\.command))
    let top = inner.top
    guard let pattern = inner.scope.names[PatternCommand.Column.pattern.key]?.term.sql,
      let count = inner.scope.names[PatternCommand.Column.count.key]?.term.sql
    else { return }
    let columns = (inner.levels[top].output(pattern), inner.levels[top].output(count))
    let branch = pipeline.adopt(inner)
    let current = pipeline.scope.names
    pipeline.pushLevel()
    pipeline.pair(
      current, with: .branchColumn(branch, column: columns.0),
      .branchColumn(branch, column: columns.1), of: branch, at: range)
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

extension Pipeline {
  /// Puts the patterns beside those of a branch.
  fileprivate mutating func pair(
    _ current: [FieldName: Scope.Definition], with otherName: SQLFragment,
    _ otherCount: SQLFragment, of branch: Int, at range: SourceRange
  ) {
    func term(_ column: PatternCommand.Column, _ pipeline: inout Pipeline) -> Term {
      guard let definition = current[column.key] else { return .missing }
      return pipeline.lift(definition.term, from: definition.level)
    }
    let name = term(.pattern, &self)
    let zero = Term.integer(0)
    let count = Term.coalesce([term(.count, &self), zero])
    let ratio = Term.coalesce([term(.ratio, &self), zero])
    let before = Term.coalesce([.count(otherCount), zero])
    let pattern = Term.coalesce([name, Term(otherName, .text)])
    levels[top].join = Level.Join(
      branch: branch, kind: .full,
      condition: .infix(name.sql, "=", otherName, .comparison))
    let difference = Term.arithmetic(count, .subtract, before)
    let percentage = Term.arithmetic(
      .arithmetic(difference, .multiply, .integer(100)), .divide, before)
    let columns: [(String, Term)] = [
      (PatternCommand.Column.pattern.rawValue, pattern),
      (PatternCommand.Column.regex.rawValue, Term(.call(.patternRegex, pattern.sql), .text)),
      (PatternCommand.Column.count.rawValue, count),
      (PatternCommand.Column.ratio.rawValue, ratio),
      (PatternCommand.Column.severity.rawValue, Term(.call(.severity, pattern.sql), .text)),
      ("@previousSampleCount", before), ("@sampleCountDifference", difference),
      ("@differenceInPercentage", percentage),
    ]
    scope.statsColumns = []
    for (name, term) in columns {
      scope.names[FieldName(name)] = Scope.Definition(term: term, level: top)
      scope.statsColumns.add(plainColumn(FieldPath(name), at: range))
    }
    levels[top].basicOrder = [SortKey(count.sql, isDescending: true), SortKey(pattern.sql)]
  }
}
