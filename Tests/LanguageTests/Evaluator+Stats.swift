@testable import LogsInsights

extension Evaluator {
  mutating func group(_ command: StatsCommand) throws {
    // What comes after `by` is moved, and nothing before it.
    binOffset = command.offset?.milliseconds ?? 0
    var groups = try groups { row in
      try command.groups.map { try value(of: $0.expression, in: .row(row)) }
    }
    binOffset = 0
    if command.groups.isEmpty, groups.isEmpty { groups = [([], [])] }
    let made = try groups.enumerated().map { rank, group in
      var names: [[UInt8]: Value] = [:]
      for (item, key) in zip(command.groups, group.keys) {
        names[name(of: item)] = names[name(of: item)] ?? key
      }
      for item in command.items {
        let result = try value(of: item.expression, in: .group(group.rows, names))
        names[name(of: item)] = names[name(of: item)] ?? result
      }
      return Row(event: nil, names: names, rank: rank)
    }
    leave(made, names: (command.groups + command.items).map(name))
  }

  /// `countFrequent`: groups with their number of rows, the most frequent first.
  mutating func count(_ paths: [FieldPath]) throws {
    let count = Array("_approxcount".utf8)
    let groups = try groups { row in paths.map { value(of: $0, in: row) } }
    let made = groups.enumerated().map { rank, group in
      var names = [count: Value.whole(Int64(group.rows.count))]
      for (path, key) in zip(paths, group.keys) { names[Self.key(path)] = key }
      return (group.rows.count, Row(event: nil, names: names, rank: rank))
    }
    let sorted = made.sorted { $0.0 != $1.0 ? $0.0 > $1.0 : $0.1.rank < $1.1.rank }
    leave(sorted.map(\.1), names: paths.map(Self.key) + [count])
  }

  /// The rows by their printed keys, in order of the keys.
  private func groups(
    by keys: (Row) throws -> [Value]
  ) throws -> [(keys: [Value], rows: [Row])] {
    var groups: [[[UInt8]?]: (keys: [Value], rows: [Row])] = [:]
    for row in rows {
      let keys = try keys(row)
      let texts = keys.map(\.bytes)
      let shown =
        groups[texts].map { zip($0.keys, keys).map(Self.groupValue) } ?? keys.map(\.single)
      groups[texts, default: (shown, [])].rows.append(row)
      groups[texts]?.keys = shown
    }
    return groups.values.sorted { left, right in
      for (left, right) in zip(left.keys, right.keys) {
        let order = Value.sortOrder(left, right)
        if order != 0 { return order < 0 }
      }
      return false
    }
  }

  /// From here on there are these rows, and of names only these.
  private mutating func leave(_ made: [Row], names: [[UInt8]]) {
    rows = made
    isGrouped = true
    hasLimit = false
    fieldColumns = []
    displayColumns = nil
    parsedColumns = []
    statsColumns = []
    for name in names {
      let path = FieldPath(String(decoding: name, as: UTF8.self))
      Self.add(Column(name: path.name, source: .late(path)), to: &statsColumns)
    }
  }

  /// Of two values that print the same the one that a group shows: a text rather than a number.
  private static func groupValue(_ first: Value, _ second: Value) -> Value {
    func rank(_ value: Value) -> Int {
      switch value {
      case .missing, .node, .structure: 0
      case .whole, .real: 1
      case .text: 2
      case .boolean, .time: 3
      }
    }
    return rank(second) > rank(first) ? second : first
  }

  private func name(of item: ColumnItem) -> [UInt8] {
    if let alias = item.alias { return Self.key(alias.path) }
    let expression = item.expression
    if let path = expression.path, !path.hasIndex, !expression.isParenthesized {
      return Self.key(path)
    }
    return Array(query.source[item.expression.range].utf8)
  }

  static func key(_ path: FieldPath) -> [UInt8] { Array(path.name.utf8) }
}
