/// What names mean after a join: `a.field` is of the left side, `b.field` of the right one.
struct JoinedSides {
  enum Side {
    case left, right
  }

  let left: String
  let right: String
  /// The branch that is the right side.
  let branch: Int
  /// The level that joins.
  let level: Int
  /// What the query had made on the left side.
  var names: [FieldName: Scope.Definition]
  /// The fields of the right side that were asked for, in the terms of the joining level.
  var fields: [FieldName: Term] = [:]
  /// Whether the rows on the left were groups, so that there is nothing but the names.
  let isGrouped: Bool

  /// The side that a name asks and its name there; nil if it has no side.
  func side(of path: FieldPath) -> (side: Side, path: FieldPath)? {
    guard let (alias, rest) = Self.split(path) else { return nil }
    if alias.utf8.elementsEqual(left.utf8) { return (.left, rest) }
    if alias.utf8.elementsEqual(right.utf8) { return (.right, rest) }
    return nil
  }

  /// The text before the first dot of a name, and the rest.
  private static func split(_ path: FieldPath) -> (alias: String, rest: FieldPath)? {
    guard case .name(let first) = path.steps.first else { return nil }
    let parts = first.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let inFirst = parts.dropFirst().map { FieldPath.Step.name(String($0)) }
    let rest = FieldPath(steps: inFirst + path.steps.dropFirst())
    guard case .name = rest.steps.first else { return nil }
    return (String(parts[0]), rest)
  }
}

extension Pipeline {
  /// A field of one side of a join.
  mutating func joinedField(
    _ path: FieldPath, of join: JoinedSides, at range: SourceRange
  ) throws -> Term {
    switch join.side(of: path) {
    case (.left, let path)?: return try leftField(path, of: join, at: range)
    case (.right, let path)?: return try rightField(path, of: join, at: range)
    case nil: break
    }
    if let literal = Self.booleanLiteral(path) { return literal }
    note(
      .unqualifiedAfterJoin(path.name), at: range,
      hints: [
        Diagnostic.Hint("write \(join.left).\(path.text) or \(join.right).\(path.text)")
      ])
    return .missing
  }

  private mutating func leftField(
    _ path: FieldPath, of join: JoinedSides, at range: SourceRange
  ) throws -> Term {
    if !path.hasIndex, let definition = join.names[path.key] {
      return lift(definition.term, from: definition.level)
    }
    if let (key, count) = Self.holder(of: path, among: join.names),
      let definition = join.names[key]
    {
      let map = lift(definition.term, from: definition.level)
      return .member(Array(path.steps[count...]), of: map)
    }
    if join.isGrouped {
      note(.unknownAfterStats(path.name), at: range)
      return .missing
    }
    scope.join = nil
    defer { scope.join = join }
    return try eventField(path, at: range)
  }

  private mutating func rightField(
    _ path: FieldPath, of join: JoinedSides, at range: SourceRange
  ) throws -> Term {
    if path.hasIndex { return indexedField(path, at: range) }
    if let term = join.fields[path.key] { return lift(term, from: join.level) }
    var term = try lookUp(path, at: range, ofBranch: join.branch)
    if !term.sql.isConstant {
      term.sql = .branchColumn(
        join.branch, column: branches[join.branch].levels[0].output(term.sql))
      term.field = nil
      term.key = nil
      term.presenceKey = nil
      term.numberKey = nil
    }
    scope.join?.fields[path.key] = term
    return lift(term, from: join.level)
  }
}
