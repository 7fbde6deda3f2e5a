import LogsInsights

extension Evaluator {
  mutating func group(_ command: StatsCommand) throws {
    var groups: [[[UInt8]?]: (keys: [Value], rows: [Row])] = [:]
    for row in rows {
      let keys = try command.groups.map { try value(of: $0.expression, in: .row(row)) }
      groups[keys.map(\.bytes), default: (keys, [])].rows.append(row)
    }
    if command.groups.isEmpty, groups.isEmpty { groups[[]] = ([], []) }
    let ordered = groups.values.sorted { left, right in
      for (left, right) in zip(left.keys, right.keys) {
        let order = Value.sortOrder(left, right)
        if order != 0 { return order < 0 }
      }
      return false
    }
    let made = try ordered.enumerated().map { rank, group in
      var names: [[UInt8]: Value] = [:]
      for (item, key) in zip(command.groups, group.keys) {
        names[name(of: item)] = names[name(of: item)] ?? Self.groupValue(key)
      }
      for item in command.items {
        let result = try value(of: item.expression, in: .group(group.rows, names))
        names[name(of: item)] = names[name(of: item)] ?? result
      }
      return Row(event: nil, names: names, rank: rank)
    }
    rows = made
    isGrouped = true
    hasLimit = false
    fieldColumns = []
    displayColumns = nil
    parsedColumns = []
    statsColumns = []
    for item in command.groups + command.items {
      let path = FieldPath(String(decoding: name(of: item), as: UTF8.self))
      Self.add(Column(name: path.name, source: .late(path)), to: &statsColumns)
    }
  }

  /// Groups go by the printed text, and that is what is left of a value, unless it is a time.
  private static func groupValue(_ key: Value) -> Value {
    if case .time = key { return key }
    return key.bytes.map { .text($0) } ?? .missing
  }

  private func name(of item: ColumnItem) -> [UInt8] {
    if let alias = item.alias { return Self.key(alias.path) }
    if let path = item.expression.path, !path.hasIndex { return Self.key(path) }
    return Array(query.source[item.expression.range].utf8)
  }

  static func key(_ path: FieldPath) -> [UInt8] { Array(path.name.utf8) }
}
