/// What names mean after a join: `a.field` is of the left side, `b.field` of the right one.
struct JoinedSides {
  enum Side {
    case left, right
  }

  let left: String
  let right: String
  /// The number of the node that joins.
  let node: Int
  /// What the query had made on the left side.
  var names: [FieldName: Scalar]
  /// The fields of the right side that were asked for, as columns of the join.
  var fields: [FieldName: Scalar] = [:]
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

extension Binder {
  /// A field of one side of a join.
  mutating func joinedField(
    _ path: FieldPath, of join: JoinedSides, at range: SourceRange
  ) throws -> Scalar {
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
  ) throws -> Scalar {
    if !path.hasIndex, let value = join.names[path.key] { return value }
    if let (key, count) = Self.holder(of: path, among: join.names), let map = join.names[key] {
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
  ) throws -> Scalar {
    if path.hasIndex { return indexedField(path, at: range) }
    if let known = join.fields[path.key] { return known }
    let value = try joinedColumn(of: path, at: range, in: join.node)
    scope.join?.fields[path.key] = value
    return value
  }

  /// A field of the joined events, as a column of the node that joins.
  private mutating func joinedColumn(
    of path: FieldPath, at range: SourceRange, in node: Int
  ) throws -> Scalar {
    guard case .join(var join) = plan.nodes[node] else { return .missing }
    let value = try lookUp(path, at: range, in: &join.plan.fields)
    guard case .field = value.kind else { return value }
    let definition = define(value)
    join.columns.append(definition)
    plan.nodes[node] = .join(join)
    return .column(definition.column, value.facts)
  }
}
