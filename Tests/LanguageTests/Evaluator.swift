@testable import LogsInsights

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
  /// The answers of subqueries, which are asked once.
  let subqueries = Subqueries()
  /// The times that a SOURCE asks, in milliseconds.
  var window: (start: Int64?, end: Int64?)
  /// By how much `bin` is moved.
  var binOffset: Int64 = 0
  var fieldColumns: [Column] = []
  /// The names that parse made, which are shown after the others.
  var parsedColumns: [Column] = []
  private var defaultColumns = ["@timestamp", "@message"]
  var displayColumns: [Column]?
  var statsColumns: [Column] = []
  /// The names that may stand for maps and lists, into which paths reach.
  var holders: Set<[UInt8]> = []
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
    /// What a join has put together.
    var sides: Sides?
  }

  /// The two rows of a join, under their names.
  final class Sides {
    let left: (name: String, row: Row)
    let right: (name: String, event: DecodedEvent?)

    init(left: (name: String, row: Row), right: (name: String, event: DecodedEvent?)) {
      self.left = left
      self.right = right
    }
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
    return evaluator.result
  }

  private init(query: Query, archive: DecodedArchive, now: Int64) {
    self.query = query
    self.archive = archive
    self.now = now
    rows = archive.events.enumerated().map { Row(event: $1, rank: $0) }
  }

  /// The columns that commands chose, or none.
  var chosenColumns: [Column] {
    displayColumns ?? (fieldColumns.isEmpty ? statsColumns : fieldColumns)
  }

  private var columns: [Column] {
    let defaults = defaultColumns.map { Column(name: $0, source: .late(FieldPath($0))) }
    var columns = isGrouped || !chosenColumns.isEmpty ? chosenColumns : defaults
    for column in parsedColumns { Self.add(column, to: &columns) }
    return columns
  }

  /// The columns that are plain names.
  var shownNames: [FieldPath] {
    columns.compactMap { if case .late(let path) = $0.source { path } else { nil } }
  }

  private var result: Result {
    let kept = hasLimit ? rows[...] : rows.prefix(10_000)
    let columns = columns
    return Result(
      columns: columns.map(\.name),
      rows: kept.map { row in
        columns.compactMap { column in value(of: column, in: row).shown.map { (column.name, $0) } }
      })
  }

  func value(of column: Column, in row: Row) -> Value {
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
    SortCommand.self, LimitCommand.self, ParseCommand.self, SourceCommand.self, JoinCommand.self,
    FilterIndexCommand.self, DedupCommand.self, AccumCommand.self, AutoregressCommand.self,
    FilldownCommand.self, AddtotalsCommand.self, SessionizeCommand.self, OutlierCommand.self,
    CountFrequentCommand.self, UnnestCommand.self,
  ]

  mutating func apply(_ command: any QueryCommand) throws {
    switch command {
    case let command as FieldsCommand:
      var columns = fieldColumns
      for item in command.items { try add(item, to: &columns) }
      fieldColumns = columns
    case let command as DisplayCommand:
      var columns: [Column] = []
      for item in command.items { try add(item, to: &columns) }
      displayColumns = columns
      parsedColumns = []
    case let command as FilterCommand:
      let evaluator = self
      rows = try rows.filter {
        try evaluator.value(of: command.condition, in: .row($0)).truth == true
      }
    case let command as StatsCommand:
      try group(command)
    case let command as FilterIndexCommand:
      let evaluator = self
      rows = try rows.filter {
        try evaluator.value(of: command.condition, in: .row($0)).truth == true
      }
    case let command as ParseCommand: try parse(command)
    case let command as OutlierCommand: mark(command)
    case let command as CountFrequentCommand:
      try count(command.fields.map(\.path))
    case let command as UnnestCommand: try unnest(command)
    case let command as DedupCommand: deduplicate(command)
    case let command as AccumCommand: accumulate(command)
    case let command as AutoregressCommand: autoregress(command)
    case let command as FilldownCommand: fillDown(command)
    case let command as AddtotalsCommand: addTotals(command)
    case let command as SessionizeCommand: sessionize(command)
    case let command as SourceCommand: choose(command)
    case let command as JoinCommand: try join(command)
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
      noteMembers(of: expression, under: Self.key(alias.path))
      Self.add(Column(name: alias.path.name, source: .late(alias.path)), to: &columns)
    } else if let path = expression.path, !path.hasIndex, !expression.isParenthesized {
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
  static func add(_ column: Column, to columns: inout [Column]) {
    let isThere = columns.contains { $0.name.utf8.elementsEqual(column.name.utf8) }
    if !isThere { columns.append(column) }
  }

  private mutating func sort(by keys: [SortCommand.Key]) {
    let keyed = rows.map { row in (row, keys.map { value(of: $0.path, in: row) }) }
    rows = keyed.sorted { left, right in
      for (number, key) in keys.enumerated() {
        let order = Value.sortOrder(left.1[number], right.1[number])
        if order != 0 { return key.isDescending ? order > 0 : order < 0 }
      }
      return left.0.rank < right.0.rank
    }.map(\.0)
  }
}

// MARK: - Names

extension Evaluator {
  /// What a name means in a row: what the query made, else the field of the event.
  func value(of path: FieldPath, in row: Row) -> Value {
    if !path.hasIndex, let value = row.names[Self.key(path)] { return value }
    if let value = member(path, of: row.names) { return value }
    if path.hasIndex { return .missing }
    let value = isGrouped ? .missing : field(path.name, of: row)
    let isField = row.event != nil && archive.names.contains(Self.key(path))
    guard value == .missing, !isField else { return value }
    return Self.literal(path)
  }

  /// `true` and `false`, if they are not fields.
  static func literal(_ path: FieldPath) -> Value {
    path.isQuoted ? .missing : Value(Value.word(key(path)))
  }
}

extension Evaluator {
  private func field(_ name: String, of row: Row) -> Value {
    guard let sides = row.sides else { return row.event?[name] ?? .missing }
    if name.hasPrefix(sides.left.name + ".") {
      let rest = String(name.dropFirst(sides.left.name.count + 1))
      let path = FieldPath(
        steps: rest.split(separator: ".", omittingEmptySubsequences: false).map {
          .name(String($0))
        })
      return sides.left.row.names[Self.key(path)] ?? member(path, of: sides.left.row.names)
        ?? field(rest, of: sides.left.row)
    }
    guard name.hasPrefix(sides.right.name + ".") else { return .missing }
    return sides.right.event?[String(name.dropFirst(sides.right.name.count + 1))] ?? .missing
  }
}

// MARK: - Other queries and sources

extension Evaluator {
  /// The values of subqueries, by where they begin.
  final class Subqueries {
    private var values: [Int: [Value]] = [:]

    /// The values that are there in a subquery's one column.
    func values(of query: Subquery, in outer: Evaluator) throws -> [Value] {
      if let values = values[query.range.lower] { return values }
      let inner = try outer.nested(query.commands)
      guard let column = inner.columns.first, inner.columns.count == 1 else {
        throw Unknown(name: "a subquery with several columns")
      }
      let all = inner.rows.map { inner.value(of: column, in: $0) }.filter(\.isPresent)
      values[query.range.lower] = all
      return all
    }
  }

  mutating func choose(_ command: SourceCommand) {
    func time(_ bound: SourceWindow.Bound?) -> Int64? {
      switch bound {
      case .now: now
      case .offset(let milliseconds, _): now + milliseconds
      case .absolute(let milliseconds): milliseconds
      case nil: nil
      }
    }
    if let bounds = command.window { window = (time(bounds.start), time(bounds.end)) }
    let times = (window.start ?? .min)...(window.end ?? .max)
    rows = rows.filter { row in row.event.map { times.contains($0.time) } ?? true }
  }

  /// The rows of a query in this one, which asks the same time unless it says otherwise.
  private func nested(_ commands: [any QueryCommand]) throws -> Evaluator {
    var inner = Evaluator(query: query, archive: archive, now: now)
    inner.window = window
    for command in commands { try inner.apply(command) }
    return inner
  }

  /// Each row beside each event that it matches.
  mutating func join(_ command: JoinCommand) throws {
    let events = try nested(command.query.commands).rows.compactMap(\.event)
    var columns: [Column] = []
    for column in chosenColumns + parsedColumns {
      slots += 1
      for index in rows.indices { rows[index].slots[slots] = value(of: column, in: rows[index]) }
      let name = "\(command.left).\(column.name)"
      Self.add(Column(name: name, source: .slot(slots)), to: &columns)
    }
    rows = rows.flatMap { left in
      var pairs = events.enumerated().map { index, event in
        Row(
          slots: left.slots, rank: left.rank * (events.count + 1) + index,
          sides: Sides(left: (command.left, left), right: (command.right, event)))
      }
      pairs = pairs.filter { row in
        command.keys.allSatisfy { key in
          let values = [key.first, key.second].map { field($0.name, of: row).scalar }
          return Value.areEqual(values[0], values[1]) == true
        }
      }
      guard pairs.isEmpty, command.isLeft else { return pairs }
      let sides = Sides(left: (command.left, left), right: (command.right, nil))
      return [Row(slots: left.slots, rank: left.rank * (events.count + 1), sides: sides)]
    }
    isGrouped = false
    hasLimit = false
    fieldColumns = columns
    displayColumns = nil
    parsedColumns = []
    statsColumns = []
    defaultColumns = [command.left, command.right].flatMap {
      ["\($0).@timestamp", "\($0).@message"]
    }
  }
}
