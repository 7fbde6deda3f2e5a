@testable import LogsInsights

extension Expression {
  /// The tree with every grouping written out, to compare trees whatever their text was.
  var structure: String {
    switch kind {
    case .number(let digits): return digits
    case .string(let value): return "'\(value)'"
    case .period(let count, let unit): return "\(count)~\(unit)"
    case .path(let path): return "<\(path.name)>"
    case .call(let call):
      let arguments = call.hasStar ? "*" : call.arguments.map(\.structure).joined(separator: " ")
      return "(\(call.name): \(arguments))"
    case .member(let value, let steps):
      return "(\(value.structure) \(FieldPath(steps: steps).name))"
    case .unary(let operation, let operand): return "(\(operation.rawValue) \(operand.structure))"
    case .binary(let operation, let left, let right):
      return "(\(left.structure) \(operation.rawValue) \(right.structure))"
    case .logical(let operation, let operands):
      return "(\(operation.rawValue) \(operands.map(\.structure).joined(separator: " ")))"
    case .like(let value, let pattern, let isNegated):
      return "(\(value.structure) like\(isNegated ? "-not" : "") \(pattern.structure))"
    case .matches(let value, let regex, _, let isNegated):
      return "(\(value.structure) matches\(isNegated ? "-not" : "") \(regex.pattern))"
    case .membership(let value, .list(let elements), let isNegated):
      let list = elements.map(\.structure).joined(separator: " ")
      return "(\(value.structure) in\(isNegated ? "-not" : "") [\(list)])"
    case .membership(let value, .value(let set), let isNegated):
      return "(\(value.structure) in\(isNegated ? "-not" : "") \(set.structure))"
    case .membership(let value, .query(let query), let isNegated):
      let commands = query.commands.map(Query.structure).joined(separator: " | ")
      return "(\(value.structure) in\(isNegated ? "-not" : "") {\(commands)})"
    }
  }
}

extension Query {
  /// The commands with every grouping written out.
  var structure: String { commands.map(Self.structure).joined(separator: "\n") }

  fileprivate static func structure(of command: any QueryCommand) -> String {
    switch command {
    case let command as SourceCommand:
      "SOURCE \(command.selectors.map(\.text)) \(command.window?.text ?? "-")"
    case let command as PatternCommand: "pattern \(command.path.name)"
    case let command as DiffCommand: "diff \(command.period?.rawValue ?? "-")"
    case let command as AppendColsCommand:
      "appendcols \(command.overrides) \(command.rowsMax) \(command.query.text)"
    case let command as LookupCommand:
      "lookup \(command.table) "
        + command.keys.map { "\($0.column.name)=\($0.field?.name ?? "-")" }.joined(separator: " ")
        + " \(command.outputs.map(\.path.name))"
    case let command as JoinCommand:
      "join \(command.isLeft) \(command.left) \(command.right) "
        + command.keys.map { "\($0.first.name)=\($0.second.name)" }.joined(separator: " ")
        + " \(command.query.text)"
    case let command as FieldsCommand: "fields \(structure(of: command.items))"
    case let command as DisplayCommand: "display \(structure(of: command.items))"
    case let command as FilterCommand: "filter \(command.condition.structure)"
    case let command as StatsCommand:
      "stats \(structure(of: command.items)) by \(structure(of: command.groups))"
    case let command as SortCommand:
      "sort " + command.keys.map { "\($0.path.name) \($0.isDescending)" }.joined(separator: ", ")
    case let command as ParseCommand: "parse \(structure(of: command))"
    case let command as JSONCommand:
      "json \(command.text?.structure ?? "-") \(command.path) as \(command.alias.path.name)"
    case let command as UnnestCommand:
      "unnest \(command.list.structure) into \(command.alias.path.name)"
    case let command as ExpandCommand: "expand \(command.path.name)"
    case let command as LimitCommand: "limit \(command.count) \(command.isTail) \(command.isAny)"
    // Positions in the text are not part of the structure.
    default: "\(command)".replacing(/(lower|upper): [0-9]+/, with: "")
    }
  }

  private static func structure(of command: ParseCommand) -> String {
    let pattern =
      switch command.pattern {
      case .glob(let text): "'\(text)'"
      case .regex(let regex, let isMulti): "/\(regex.pattern)/ \(isMulti)"
      case .format(let format): format.rawValue
      }
    let names = command.aliases.map(\.path.name).joined(separator: ", ")
    return "\(command.text?.structure ?? "-") \(pattern) \(names)"
  }

  private static func structure(of items: [ColumnItem]) -> String {
    items.map { "\($0.expression.structure) as \($0.alias?.path.name ?? "-")" }
      .joined(separator: ", ")
  }
}
