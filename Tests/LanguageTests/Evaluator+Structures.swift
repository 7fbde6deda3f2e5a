import TestSupport

@testable import LogsInsights

/// Maps and lists that a query makes from JSON.
extension Evaluator {
  /// `jsonParse`: missing for what is neither.
  static func structure(of value: Value) -> Value {
    guard let text = value.string, let node = FlatJSON.node(of: text) else { return .missing }
    if case .leaf = node { return .missing }
    return .structure(node)
  }

  /// A value inside a map or list, with its type.
  private static func value(of node: FlatJSON.Node) -> Value {
    guard case .leaf(let leaf) = node else { return .structure(node) }
    return switch leaf {
    case .text(let text): .text(text)
    case .number(let literal): DecodedEvent.number(literal)
    case .boolean(let value): .boolean(value)
    case .node, nil: .missing
    }
  }

  /// What a path reaches: keys in maps, positions in lists.
  static func member(_ steps: ArraySlice<FieldPath.Step>, of value: Value) -> Value {
    guard let step = steps.first else { return value }
    guard case .structure(let node) = value else { return .missing }
    switch (step, node) {
    case (.name(let name), .object(let members, _)):
      // A key that comes twice counts at its first place.
      guard let member = members.first(where: { $0.key.utf8.elementsEqual(name.utf8) }) else {
        return .missing
      }
      return self.member(steps.dropFirst(), of: self.value(of: member.value))
    case (.index(let index), .array(let elements, _)) where elements.indices.contains(index):
      return member(steps.dropFirst(), of: self.value(of: elements[index]))
    default: return .missing
    }
  }

  /// The elements of a list; any other value is a list of one.
  static func elements(of value: Value) -> [Value] {
    guard case .structure(.array(let elements, _)) = value else { return [value] }
    return elements.map { self.value(of: $0) }
  }

  /// What a path reaches in the map or list that has the longest beginning of it as a name; nil if
  /// none has.
  func member(_ path: FieldPath, of names: [[UInt8]: Value]) -> Value? {
    for count in (1..<max(1, path.steps.count)).reversed() {
      let beginning = FieldPath(steps: Array(path.steps.prefix(count)))
      guard !beginning.hasIndex, holders.contains(Self.key(beginning)),
        let value = names[Self.key(beginning)]
      else { continue }
      return Self.member(path.steps[count...], of: value)
    }
    return nil
  }

  /// Notes whether paths reach into a name.
  mutating func noteMembers(of expression: Expression, under name: [UInt8]) {
    if mayHaveMembers(expression) { holders.insert(name) } else { holders.remove(name) }
  }

  private func mayHaveMembers(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .member: true
    case .path(let path):
      (1...path.steps.count).contains { count in
        holders.contains(Self.key(FieldPath(steps: Array(path.steps.prefix(count)))))
      }
    case .call(let call):
      switch Self.folded(call.name) {
      case "jsonparse": true
      case "coalesce", "if", "case", "unmask": call.arguments.contains(where: mayHaveMembers)
      default: false
      }
    default: false
    }
  }

  /// A row for each element.
  mutating func unnest(_ command: UnnestCommand) throws {
    let name = Self.key(command.alias.path)
    let evaluator = self
    rows = try rows.flatMap { row -> [Row] in
      let value = try evaluator.value(of: command.list, in: .row(row)).scalar
      guard value.isPresent else { return [] }
      return Self.elements(of: value).enumerated().map { position, element in
        var made = row
        // Anything but a JSON value becomes a string.
        if case .time = element {
          made.names[name] = element.bytes.map { .text($0) }
        } else {
          made.names[name] = element
        }
        made.rank = row.rank * 1000 + position
        return made
      }
    }
    holders.insert(name)
  }
}
