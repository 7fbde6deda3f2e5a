/// A plan as text for people, a node a line: `filter detail.cpu > 256`.
extension Plan: CustomStringConvertible {
  public var description: String {
    lines.joined(separator: "\n")
  }

  private var lines: [String] {
    let printer = PlanPrinter(fields: fields)
    var lines = ["scan" + (start.map { " from \($0)" } ?? "") + (end.map { " to \($0)" } ?? "")]
    for node in nodes { lines += printer.lines(of: node) }
    if let rowsMax { lines.append("at most \(rowsMax) rows") }
    for column in output { lines.append("show \(column.name) = \(printer.text(of: column.value))") }
    return lines
  }
}

/// Prints nodes and scalars of one plan.
private struct PlanPrinter {
  let fields: [EventField]

  func lines(of node: PlanNode) -> [String] {
    switch node {
    case .filter(let condition): return ["filter \(text(of: condition))"]
    case .extend(let definitions): return ["extend \(list(definitions))"]
    case .window(let definitions): return ["window \(list(definitions))"]
    case .aggregate(let aggregate):
      let keys = aggregate.keys.isEmpty ? "" : " by \(list(aggregate.keys))"
      let word = aggregate.mayRepeatKeys ? "aggregate in part" : "aggregate"
      return ["\(word) \(list(aggregate.values))\(keys)"]
    case .sort(let keys): return ["sort \(list(keys))"]
    case .arrange(let keys): return ["arrange \(list(keys))"]
    case .limit(let count, let fromEnd): return [fromEnd ? "last \(count)" : "first \(count)"]
    case .unnest(let unnest):
      let others = unnest.keepsOthers ? " or the row itself" : ""
      return ["unnest \(name(unnest.element)) of \(text(of: unnest.list))\(others)"]
    case .join(let join): return lines(of: join)
    case .lookup(let lookup): return [line(of: lookup)]
    case .summary(let columns):
      return ["add sums " + columns.map { text(of: $0.number) }.joined(separator: ", ")]
    case .fill(let fill):
      let keys = fill.keys.map(text).joined(separator: ", ")
      return ["fill bins \(text(of: fill.bin))" + (keys.isEmpty ? "" : " for each \(keys)")]
    }
  }

  private func lines(of join: PlanNode.Join) -> [String] {
    let other = PlanPrinter(fields: join.plan.fields)
    let inner = join.plan.description.split(separator: "\n").map { "  \($0)" }
    return ["\(join.kind.rawValue) join on \(text(of: join.condition)) of"] + inner
      + ["  with \(other.list(join.columns))"]
  }

  private func line(of lookup: PlanNode.Lookup) -> String {
    let keys = lookup.keys.map { "\($0.column) = \(text(of: $0.value))" }
    let columns = lookup.columns.map { "\(name($0.column)) = \($0.name)" }
    return "look up \(columns.joined(separator: ", ")) in \(lookup.table) where "
      + keys.joined(separator: " and ")
  }

  private func list(_ definitions: [PlanNode.Definition]) -> String {
    definitions.map { "\(name($0.column)) = \(text(of: $0.value))" }.joined(separator: ", ")
  }

  private func list(_ keys: [SortKey]) -> String {
    keys.map { text(of: $0.value) + ($0.isDescending ? " desc" : "") }.joined(separator: ", ")
  }

  private func name(_ column: ColumnID) -> String { "$\(column.number)" }
}

// MARK: - Scalars

extension PlanPrinter {
  func text(of scalar: Scalar) -> String {
    switch scalar.kind {
    case .literal(let literal): text(of: literal)
    case .field(let number): fields[number].path.text
    case .column(let column): name(column)
    case .convert(let value, let conversion): "\(conversion.rawValue)(\(text(of: value)))"
    case .call(let call): text(of: call)
    case .extract(let extraction, let value): "\(extraction)(\(text(of: value)))"
    case .arithmetic(let symbol, let left, let right): infix(left, symbol.rawValue, right)
    case .negate(let value): "-(\(text(of: value)))"
    case .equal(let left, let right): infix(left, "=", right)
    case .compare(let left, let symbol, let right): infix(left, symbol.rawValue, right)
    case .contains(let value, let part): infix(value, "contains", part)
    case .matches(let value, let pattern): "\(text(of: value)) matches /\(pattern)/"
    case .isOneOf(let value, let elements): "\(text(of: value)) in [\(list(elements))]"
    case .isElement(let value, let set): infix(value, "in", set)
    case .isInResult(let value, _): "\(text(of: value)) in (…)"
    case .and(let operands): chain(operands, " and ")
    case .or(let operands): chain(operands, " or ")
    case .not(let value): "not (\(text(of: value)))"
    case .isPresent(let value): "isPresent(\(text(of: value)))"
    case .choice(let branches, let other):
      "case("
        + branches.map { "\(text(of: $0.condition)): \(text(of: $0.value))" }
        .joined(separator: ", ") + ", else \(text(of: other)))"
    case .coalesce(let values): "coalesce(\(list(values)))"
    case .member(let value, let path): text(of: value) + path
    case .window(let window): text(of: window)
    }
  }

  private func text(of literal: Literal) -> String {
    switch literal {
    case .missing: "missing"
    case .integer(let value): "\(value)"
    case .real(let value): "\(value)"
    case .text(let text): StringLiteral.text(of: text)
    case .boolean(let value): "\(value)"
    }
  }

  private func text(of call: FunctionCall) -> String {
    let arguments =
      call.arguments.map(text) + (call.period.map { ["\($0.count)\($0.unit.rawValue)"] } ?? [])
    return "\(call.function)(\(arguments.joined(separator: ", ")))"
  }

  private func text(of window: Window) -> String {
    var clauses: [String] = []
    if !window.partition.isEmpty { clauses.append("of \(list(window.partition))") }
    switch window.order {
    case .none: break
    case .rows: clauses.append("in order")
    case .keys(let keys): clauses.append("by \(list(keys))")
    }
    if window.frame == .toRow { clauses.append("to the row") }
    let argument = window.argument.map(text) ?? ""
    return "\(window.function)(\(argument)) over (\(clauses.joined(separator: " ")))"
  }

  private func infix(_ left: Scalar, _ symbol: String, _ right: Scalar) -> String {
    "(\(text(of: left)) \(symbol) \(text(of: right)))"
  }

  private func chain(_ operands: [Scalar], _ word: String) -> String {
    "(\(operands.map(text).joined(separator: word)))"
  }

  private func list(_ values: [Scalar]) -> String {
    values.map(text).joined(separator: ", ")
  }
}
