/// A query in which the filters that ask, after `stats`, for names that it does not produce stand
/// before it.
///
/// An older engine of AWS's took them for filters of events, and many queries still rely on that.
struct FilterMove {
  let query: Query
  /// Where the names stand that the stats does not produce.
  let lost: [SourceRange]
  /// The names that no event has: those that were known as such, and the lost ones.
  private let unknown: Set<FieldName>

  /// The names of an error; nil if it has none, or one outside of a filter.
  init?(_ query: Query, _ error: QueryError) {
    lost = error.diagnostics.filter(\.isNameAfterStats).map(\.range)
    self.query = query
    unknown = Set(
      error.diagnostics.compactMap(\.unknownField) + lost.map { FieldName(query.source[$0]) })
    let filters = query.commands.compactMap { Self.condition(of: $0)?.range }
    guard !lost.isEmpty, lost.allSatisfy({ name in filters.contains { $0.holds(name) } }) else {
      return nil
    }
  }

  /// The queries to try: the filters before the nearest stats, or before the first.
  var texts: [String] {
    let stats = query.commands.indices.filter { query.commands[$0] is StatsCommand }
    let targets: [(Int) -> Int?] = [{ filter in stats.last { $0 < filter } }, { _ in stats.first }]
    return targets.map { text(before: $0) }
  }

  /// Whether the moved filters ask for no name that only the stats produces.
  func explains(_ warnings: [Diagnostic]) -> Bool {
    warnings.allSatisfy { $0.unknownField.map(unknown.contains) ?? true }
  }

  private static func condition(of command: any QueryCommand) -> Expression? {
    (command as? FilterCommand)?.condition ?? (command as? FilterIndexCommand)?.condition
  }
}

// MARK: - Moving text

extension FilterMove {
  private struct Edit {
    let range: SourceRange
    let text: String
  }

  /// The query with what each filter asks of lost names before the stats that is given for it.
  private func text(before target: (Int) -> Int?) -> String {
    var edits: [Edit] = []
    for (index, command) in query.commands.enumerated() {
      guard let condition = Self.condition(of: command), let stats = target(index),
        lost.contains(where: condition.range.holds), let pipe = pipe(before: command)
      else { continue }
      let start = query.commands[stats].range.lower
      let (moved, kept) = parts(of: condition)
      let word = query.source[SourceRange(command.range.lower, condition.range.lower)]
      let gap = blank(before: pipe)
      let separator = query.source[gap].contains("\n") ? "\n| " : " | "
      edits.append(Edit(range: SourceRange(start, start), text: word + moved + separator))
      edits.append(
        kept.map { Edit(range: condition.range, text: $0) }
          ?? Edit(range: SourceRange(gap.lower, command.range.upper), text: ""))
    }
    return apply(edits)
  }

  /// A condition, or those parts of an `and` that ask for lost names, and the others.
  private func parts(of condition: Expression) -> (moved: String, kept: String?) {
    guard case .logical(.and, let operands) = condition.kind else {
      return (query.source[condition.range], nil)
    }
    func joined(_ operands: [Expression]) -> String {
      operands.map { query.source[$0.range] }.joined(separator: " and ")
    }
    let isLost = { (operand: Expression) in lost.contains(where: operand.range.holds) }
    let kept = operands.filter { !isLost($0) }
    return (joined(operands.filter(isLost)), kept.isEmpty ? nil : joined(kept))
  }

  /// The `|` before a command.
  private func pipe(before command: any QueryCommand) -> SourceRange? {
    Lexer.tokens(of: query.source).last {
      $0.kind == .pipe && $0.range.upper <= command.range.lower
    }?.range
  }

  /// A range and the white space before it, up to a line's end at most.
  private func blank(before range: SourceRange) -> SourceRange {
    let bytes = query.source.bytes
    var start = range.lower
    while start > 0, bytes[start - 1].isSpace {
      start -= 1
      if bytes[start] == UInt8(ascii: "\n") { break }
    }
    return SourceRange(start, range.upper)
  }

  private func apply(_ edits: [Edit]) -> String {
    var text = ""
    var end = 0
    let inOrder = edits.enumerated().sorted {
      ($0.element.range.lower, $0.offset) < ($1.element.range.lower, $1.offset)
    }
    for edit in inOrder.map(\.element) {
      text += query.source[SourceRange(end, edit.range.lower)] + edit.text
      end = edit.range.upper
    }
    return text + query.source[SourceRange(end, query.source.range.upper)]
  }
}

extension Diagnostic {
  fileprivate var isNameAfterStats: Bool {
    if case .unknownAfterStats = reason { true } else { false }
  }

  fileprivate var unknownField: FieldName? {
    switch reason {
    case .unknownField(let name), .misspelledField(let name): FieldName(name)
    default: nil
    }
  }

  /// The diagnostic with the offer of a whole query, if it is about a name after stats.
  func offering(_ query: String, in source: SourceText) -> Diagnostic {
    guard isNameAfterStats else { return self }
    let offer = Hint(
      "to filter events by it, put the filter before stats:", replacement: query,
      for: source.range)
    return Diagnostic(reason, at: range, hints: hints + [offer])
  }
}

extension SourceRange {
  fileprivate func holds(_ other: SourceRange) -> Bool {
    lower <= other.lower && other.upper <= upper
  }
}
