import Events
import JSON
import SQLite

/// The events put together by what they are made of: shapes, fragments, and the structure of what is kept as JSON.
///
/// Events of one composition have the same fields, with values of the same types. There are few, so that one event of
/// each tells about all.
struct EventCompositions {
  struct Group {
    var count: Int
    /// The row of one such task: the last one.
    var sample: Int64
  }

  private(set) var groups: [Group] = []
  /// How many events there are.
  private(set) var eventCount = 0
  /// How many of them have a log stream, a log group and an ingestion time, and the rows of the last ones.
  private(set) var logColumns = Self.logColumnNames.map { _ in Group(count: 0, sample: 0) }

  /// The columns of the log record that are not filled in every row.
  static let logColumnNames = ["log_stream_id", "log_group_id", "ingestion_time"]
  /// The group of a sequence of parts, by its last link.
  private var groupOfNode: [Int: Int] = [:]
  private var sequences = SequenceTable()
  private var structures: [[UInt8]: Int64] = [:]
  /// Whether the current event has a structure that is not among them.
  private var isUnlike = false

  /// With this many structures, each event with a new one is a group of its own, without a search for others like it.
  private static let structuresMax = 1_000

  /// Goes through the rows of the events logged in a time, once.
  init(_ connection: Connection, start: Int64?, end: Int64?) throws(SQLiteError) {
    let (low, high) = try Self.rows(connection, start ?? .min, end ?? .max)
    guard low <= high else { return }
    try add(low...high, loggedIn: (start ?? .min)...(end ?? .max), connection)
  }

  /// Goes through the rows of a sample.
  init(_ connection: Connection, _ sample: EventSample) throws(SQLiteError) {
    for rows in sample.rows { try add(rows, loggedIn: .min ... .max, connection) }
  }

  private mutating func add(
    _ rows: ClosedRange<Int64>, loggedIn times: ClosedRange<Int64>, _ connection: Connection
  ) throws(SQLiteError) {
    let (low, high) = (rows.lowerBound, rows.upperBound)
    let tasks = try Self.select("tasks", TaskColumn.self, connection, from: low, to: high)
    var attachments = try Children(
      Self.select(
        "attachments", AttachmentColumn.self, connection, from: low << 10, to: high << 10 | 1023))
    var containers = try Children(
      Self.select(
        "containers", ContainerColumn.self, connection, from: low << 10, to: high << 10 | 1023))
    while try tasks.step() {
      isUnlike = false
      let row = tasks.integer(at: 0)
      var node = sequence(
        of: tasks, from: 2 + Int32(Self.logColumnNames.count), after: SequenceTable.task)
      while try attachments.goTo(row) {
        node = sequences.next(
          node, sequence(of: attachments.rows, from: 1, after: SequenceTable.attachment))
      }
      while try containers.goTo(row) {
        node = sequences.next(
          node, sequence(of: containers.rows, from: 1, after: SequenceTable.container))
      }
      guard times.contains(tasks.integer(at: 1)) else { continue }
      count(node, row)
      for column in logColumns.indices where !tasks.isNull(at: 2 + Int32(column)) {
        logColumns[column].count += 1
        logColumns[column].sample = row
      }
    }
  }

  /// The first and last row of the tasks in a time.
  private static func rows(
    _ connection: Connection, _ start: Int64, _ end: Int64
  ) throws(SQLiteError) -> (low: Int64, high: Int64) {
    let isAll = start == .min && end == .max
    let condition = isAll ? "" : " WHERE logged_at BETWEEN ?1 AND ?2"
    let select = try connection.prepare(
      "SELECT min(id), max(id) FROM tasks\(condition)", persistent: false)
    if !isAll {
      try select.bind(start, at: 1)
      try select.bind(end, at: 2)
    }
    guard try select.step(), !select.isNull(at: 0) else { return (1, 0) }
    return (select.integer(at: 0), select.integer(at: 1))
  }

  /// The columns that decide which fields a row's object has; before them those that tell its place.
  private static func select<Column: EventColumn>(
    _ table: String, _ columns: Column.Type, _ connection: Connection, from low: Int64,
    to high: Int64
  ) throws(SQLiteError) -> Statement {
    let head = table == "tasks" ? ["id", "logged_at"] + logColumnNames : ["id"]
    let json = Column.allCases.map(\.definition).filter { $0.form == .json }.map(\.name)
    let list = (head + ["shape_id", "verbatim"] + json).joined(separator: ", ")
    let select = try connection.prepare(
      "SELECT \(list) FROM \(table) WHERE id BETWEEN ?1 AND ?2 ORDER BY id", persistent: false)
    try select.bind(low, at: 1)
    try select.bind(high, at: 2)
    return select
  }

  /// What a row's object is made of, as one number.
  private mutating func sequence(
    of row: borrowing Statement, from first: Int32, after start: Int
  ) -> Int {
    var node = start
    for column in first..<row.columnCount {
      switch row.columnType(at: column) {
      case .null: continue
      case .integer: node = sequences.next(node, Int(column), Int(row.integer(at: column)))
      default:
        guard let structure = structure(of: row, at: column) else { continue }
        node = sequences.next(node, -Int(column), structure)
      }
    }
    return node
  }

  /// The number of the structure of the JSON in a column; nil beyond the limit.
  private mutating func structure(of row: borrowing Statement, at column: Int32) -> Int? {
    let structure = JSONStructure.of(row.unsafeBytes(at: column))
    if let number = structures[structure] { return Int(number) }
    guard structures.count < Self.structuresMax else {
      isUnlike = true
      return nil
    }
    structures[structure] = Int64(structures.count)
    return structures.count - 1
  }

  private mutating func count(_ node: Int, _ row: Int64) {
    eventCount += 1
    guard !isUnlike else { return groups.append(Group(count: 1, sample: row)) }
    if let group = groupOfNode[node] {
      groups[group].count += 1
      groups[group].sample = row
    } else {
      groupOfNode[node] = groups.count
      groups.append(Group(count: 1, sample: row))
    }
  }
}

/// The containers or attachments in the order of their tasks.
private struct Children: ~Copyable {
  let rows: Statement
  private var isAhead = false
  private var isDone = false

  init(_ rows: consuming Statement) {
    self.rows = rows
  }

  /// Moves to the next child of a task; false if there is none.
  ///
  /// Tasks must be asked for in ascending order.
  mutating func goTo(_ task: Int64) throws(SQLiteError) -> Bool {
    while !isDone {
      if !isAhead {
        isDone = try !rows.step()
        if isDone { return false }
      }
      let owner = rows.integer(at: 0) >> 10
      isAhead = owner > task
      if owner == task { return true }
      if isAhead { return false }
    }
    return false
  }
}

/// Numbers for sequences: equal ones have equal numbers.
private struct SequenceTable {
  /// The empty sequences with which the objects of each table begin.
  static let task = 0
  static let attachment = 1
  static let container = 2

  private struct Link: Hashable {
    let start: Int
    let kind: Int
    let part: Int
  }

  private var ends: [Link: Int] = [:]

  /// The number of a sequence with one part more.
  mutating func next(_ start: Int, _ kind: Int, _ part: Int) -> Int {
    let link = Link(start: start, kind: kind, part: part)
    if let end = ends[link] { return end }
    let end = ends.count + 3
    ends[link] = end
    return end
  }

  /// The number of a sequence with a whole object as one part more.
  mutating func next(_ start: Int, _ object: Int) -> Int { next(start, Int.max, object) }
}
