import Events
import InsightsSQLite
import JSON
import LogsInsights
package import SQLite
package import Storage

/// Every field that the events of an archive have: in how many, of what type, with an example.
package struct FieldList {
  package struct Entry: Equatable, Sendable {
    /// Where a field comes from.
    package enum Origin: String, Sendable {
      /// The event itself.
      case event
      /// The record of CloudWatch Logs that holds the event.
      case log = "log record"
      /// The archive: CloudWatch Logs Insights does not know the field.
      case archive = "ecs-stops"
    }

    package let name: String
    /// How many events have it.
    package let events: Int
    /// What its values are: text, number, boolean.
    package let types: [String]
    /// The value in one of the events that have it.
    package let example: String?
    /// The tables and columns that hold the values.
    package let place: String
    package let origin: Origin
  }

  /// How many events there are.
  package let eventCount: Int
  /// The fields of the log record, those that the archive adds, then those of the event by their names.
  package let entries: [Entry]
  /// Whether there are fields besides, because there are more than `namesMax`; those of the most frequent events are
  /// listed.
  package let isCut: Bool

  /// The names of an event's fields that are listed.
  ///
  /// Events of Amazon ECS have some 150; nobody reads a longer list than this, and it is kept in memory.
  package static let namesMax = 5_000

  /// Lists the fields of the events that were logged in a time, milliseconds since 1970, both ends included.
  package init(_ archive: borrowing Archive, start: Int64? = nil, end: Int64? = nil) throws {
    try ArchiveFunctions.register(on: archive.connection)
    // One view of the archive; and locking it for each statement took a tenth of the time.
    let snapshot = try Transaction(archive.connection, .deferred)
    try self.init(archive.connection, start: start, end: end)
    try snapshot.commit()
  }

  /// Lists the fields within the transaction of a connection to which the functions of queries are known.
  package init(_ connection: Connection, start: Int64? = nil, end: Int64? = nil) throws {
    try self.init(
      connection, EventCompositions(connection, start: start, end: end),
      ExtensionFieldList(connection, start: start, end: end))
  }

  /// Lists the fields of a sample, within such a transaction; fields that only others have come with no events.
  package init(_ connection: Connection, _ sample: EventSample) throws {
    let listed = try FieldList(
      connection, EventCompositions(connection, sample), ExtensionFieldList(connection, sample))
    guard !sample.isWhole else {
      self = listed
      return
    }
    let known = Set(listed.entries.map(\.name))
    let leaves = try ShapePaths(connection).leaves
    let others = leaves.names.filter { !known.contains($0) }.sorted().prefix(Self.namesMax)
    self.init(
      eventCount: listed.eventCount,
      entries: listed.entries
        + others.map {
          Entry(
            name: $0, events: 0, types: [], example: nil, place: leaves.place(of: $0),
            origin: .event)
        }, isCut: listed.isCut)
  }

  private init(eventCount: Int, entries: [Entry], isCut: Bool) {
    self.eventCount = eventCount
    self.entries = entries
    self.isCut = isCut
  }

  private init(
    _ connection: Connection, _ compositions: EventCompositions, _ extensions: ExtensionFieldList
  ) throws {
    eventCount = compositions.eventCount
    var fields = Fields()
    let reader = try MessageReader(connection)
    // The example comes from the composition that most events have.
    let groups = compositions.groups.sorted { ($0.count, $0.sample) > ($1.count, $1.sample) }
    for group in groups {
      try reader.withMessage(ofTask: group.sample) { fields.add($0, count: group.count) }
    }
    isCut = fields.isCut
    let leaves = try ShapePaths(connection).leaves
    entries =
      try Self.recordFields(compositions, connection)
      + extensions.entries
      + fields.entries { leaves.place(of: $0) }
  }

  /// The fields that the log record gives, or that stand for the whole event.
  private static func recordFields(
    _ compositions: EventCompositions, _ connection: Connection
  ) throws -> [Entry] {
    guard let last = compositions.groups.map(\.sample).max() else { return [] }
    let all = EventCompositions.Group(count: compositions.eventCount, sample: last)
    let pointer = ColumnFields.taskARN.sql
    let fields: [(String, EventCompositions.Group, sql: String, type: String, place: String)] = [
      (
        "@ingestionTime", compositions.logColumns[2],
        "strftime('%Y-%m-%d %H:%M:%f', t.ingestion_time / 1000.0, 'unixepoch')",
        "time", "tasks.ingestion_time"
      ),
      (
        "@log", compositions.logColumns[1],
        "(SELECT name FROM log_groups WHERE id = t.log_group_id)",
        "text", "tasks.log_group_id (log_groups)"
      ),
      (
        "@logStream", compositions.logColumns[0],
        "(SELECT name FROM log_streams WHERE id = t.log_stream_id)",
        "text", "tasks.log_stream_id (log_streams)"
      ),
      ("@message", all, "NULL", "text", "shapes.shape and all columns"),
      ("@ptr", all, pointer, "text", "tasks.task_id"),
      (
        "@timestamp", all, "strftime('%Y-%m-%d %H:%M:%f', t.logged_at / 1000.0, 'unixepoch')",
        "time", "tasks.logged_at"
      ),
    ]
    return try fields.filter { $0.1.count > 0 }.map { name, group, sql, type, place in
      let select = try connection.prepare(
        "SELECT \(sql) FROM tasks AS t WHERE t.id = ?1", persistent: false)
      try select.bind(group.sample, at: 1)
      let example = try select.step() ? select.string(at: 0) : nil
      return Entry(
        name: name, events: group.count, types: [type], example: example, place: place,
        origin: .log)
    }
  }
}

/// The fields of messages, counted.
private struct Fields: ~Copyable {
  private struct Field {
    var events = 0
    var types: Set<FieldType> = []
    let example: String

    mutating func count(_ count: Int, as type: FieldType) {
      events += count
      types.insert(type)
    }
  }

  private enum FieldType: String, Comparable {
    case text, number, boolean

    static func < (left: Self, right: Self) -> Bool { left.rawValue > right.rawValue }
  }

  private let parser = JSONParser()
  private var fields: [[UInt8]: Field] = [:]
  /// Whether some names were left out.
  private(set) var isCut = false

  /// Adds the fields of a message that stands for several.
  mutating func add(_ message: UnsafeRawBufferPointer, count: Int) {
    let padded = Array(message) + Array(repeating: 0, count: JSONParser.padding)
    padded.withUnsafeBytes { bytes in
      let source = UnsafeRawBufferPointer(rebasing: bytes[..<message.count])
      guard let document = try? parser.parse(source) else { return }
      document.forEachLeaf(in: source) { name, node in
        let type = Self.type(of: document[node].kind)
        if fields[name]?.count(count, as: type) != nil { return }
        guard fields.count < FieldList.namesMax else { return isCut = true }
        var field = Field(example: Self.text(of: node, document, source))
        field.count(count, as: type)
        fields[name] = field
      }
    }
  }

  /// The longest example that is shown whole.
  private static let exampleMax = 100

  private static func text(
    of node: Int, _ document: JSONDocument, _ source: UnsafeRawBufferPointer
  ) -> String {
    let value = document[node]
    let text =
      value.kind == .string
      ? String(decoding: document.keyText(node, in: source), as: UTF8.self)
      : String(decoding: source[value.start..<value.end], as: UTF8.self)
    return text.count > exampleMax ? text.prefix(exampleMax - 1) + "…" : text
  }

  private static func type(of kind: JSONNode.Kind) -> FieldType {
    switch kind {
    case .number: .number
    case .true, .false: .boolean
    default: .text
    }
  }

  /// The fields by their names, compared by bytes.
  func entries(place: (String) -> String) -> [FieldList.Entry] {
    fields.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { key, field in
      let name = String(decoding: key, as: UTF8.self)
      return FieldList.Entry(
        name: name, events: field.events, types: field.types.sorted().map(\.rawValue),
        example: field.example, place: place(name), origin: .event)
    }
  }
}
