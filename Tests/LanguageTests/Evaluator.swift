import LogsInsights

/// What a query gives, worked out row by row without SQL: slow, plain, from the specification.
struct Evaluator {
  let query: Query
  let archive: DecodedArchive
  /// What `now()` gives, in milliseconds.
  let now: Int64
  var rows: [Row]
  /// Whether rows are groups, so that only names of the query exist.
  var isGrouped = false
  /// Whether a limit came since the last stats.
  var hasLimit = false
  private var fieldColumns: [Column] = []
  private var displayColumns: [Column]?
  private var statsColumns: [Column] = []
  private var slots = 0

  /// A row on its way.
  struct Row {
    var event: DecodedEvent?
    /// What the query made, missing values too.
    var names: [[UInt8]: Value] = [:]
    /// The values of columns that have no name of their own, by number.
    var slots: [Int: Value] = [:]
    /// The place in the basic order, from which every sort starts.
    var rank: Int
  }

  struct Column {
    let name: String
    let source: Source

    enum Source {
      /// What the name means at the end.
      case late(FieldPath)
      case slot(Int)
    }
  }

  /// Rows as they are shown: only the columns that they have, in order.
  struct Result {
    var columns: [String] = []
    var rows: [[(name: String, value: String)]] = []
  }

  /// A command or function that this evaluator does not know.
  struct Unknown: Error { let name: String }

  static func run(_ query: Query, on archive: DecodedArchive, now: Int64) throws -> Result {
    var evaluator = Evaluator(query: query, archive: archive, now: now)
    for command in query.commands { try evaluator.apply(command) }
    return evaluator.result()
  }

  private init(query: Query, archive: DecodedArchive, now: Int64) {
    self.query = query
    self.archive = archive
    self.now = now
    rows = archive.events.enumerated().map { Row(event: $1, rank: $0) }
  }

  private func result() -> Result {
    let names = ["@timestamp", "@message"].map { Column(name: $0, source: .late(FieldPath($0))) }
    let selected = fieldColumns.isEmpty ? (isGrouped ? statsColumns : names) : fieldColumns
    let columns = displayColumns ?? selected
    let kept = hasLimit ? rows[...] : rows.prefix(10_000)
    return Result(
      columns: columns.map(\.name),
      rows: kept.map { row in
        columns.compactMap { column in value(of: column, in: row).shown.map { (column.name, $0) } }
      })
  }

  private func value(of column: Column, in row: Row) -> Value {
    switch column.source {
    case .late(let path): value(of: path, in: row)
    case .slot(let slot): row.slots[slot] ?? .missing
    }
  }
}

// MARK: - Commands

extension Evaluator {
  /// The commands that ``apply(_:)`` knows.
  static let commands: [any QueryCommand.Type] = [
    FieldsCommand.self, DisplayCommand.self, FilterCommand.self, StatsCommand.self,
    SortCommand.self, LimitCommand.self,
  ]

  private mutating func apply(_ command: any QueryCommand) throws {
    switch command {
    case let command as FieldsCommand:
      var columns = fieldColumns
      for item in command.items { try add(item, to: &columns) }
      fieldColumns = columns
    case let command as DisplayCommand:
      var columns: [Column] = []
      for item in command.items { try add(item, to: &columns) }
      displayColumns = columns
    case let command as FilterCommand:
      let evaluator = self
      rows = try rows.filter {
        try evaluator.value(of: command.condition, in: .row($0)).truth == true
      }
    case let command as StatsCommand: try group(command)
    case let command as SortCommand: sort(by: command.keys)
    case let command as LimitCommand:
      hasLimit = true
      rows = Array(command.isTail ? rows.suffix(command.count) : rows.prefix(command.count))
    default: throw Unknown(name: type(of: command).names[0])
    }
  }

  private mutating func add(_ item: ColumnItem, to columns: inout [Column]) throws {
    let expression = item.expression
    if let alias = item.alias {
      for index in rows.indices {
        rows[index].names[Self.key(alias.path)] = try value(of: expression, in: .row(rows[index]))
      }
      Self.add(Column(name: alias.path.name, source: .late(alias.path)), to: &columns)
    } else if let path = expression.path, !path.hasIndex {
      Self.add(Column(name: path.name, source: .late(path)), to: &columns)
    } else {
      slots += 1
      for index in rows.indices {
        rows[index].slots[slots] = try value(of: expression, in: .row(rows[index]))
      }
      Self.add(Column(name: query.source[expression.range], source: .slot(slots)), to: &columns)
    }
  }

  /// The same text twice is one column.
  private static func add(_ column: Column, to columns: inout [Column]) {
    let isThere = columns.contains { $0.name.utf8.elementsEqual(column.name.utf8) }
    if !isThere { columns.append(column) }
  }

  private mutating func sort(by keys: [SortCommand.Key]) {
    rows = rows.sorted { left, right in
      for key in keys {
        let order = Value.sortOrder(value(of: key.path, in: left), value(of: key.path, in: right))
        if order != 0 { return key.isDescending ? order > 0 : order < 0 }
      }
      return left.rank < right.rank
    }
  }

  private mutating func group(_ command: StatsCommand) throws {
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

// MARK: - Names

extension Evaluator {
  /// What a name means in a row: what the query made, else the field of the event.
  func value(of path: FieldPath, in row: Row) -> Value {
    if path.hasIndex { return .missing }
    if let value = row.names[Self.key(path)] { return value }
    guard let event = row.event else { return .missing }
    let value = event[path.name]
    guard value == .missing, !path.isQuoted, !archive.names.contains(Self.key(path)) else {
      return value
    }
    return Value(Value.word(Self.key(path)))
  }
}
