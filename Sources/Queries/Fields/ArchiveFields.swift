package import InsightsSQLite
package import LogsInsights
import Patterns
package import SQLite
import Storage

/// The fields of the archive's events and where each is stored: in a column, a text table, or only in shapes.
package final class ArchiveFields: SQLiteCatalog {
  let connection: Connection
  private let tables: LookupTables?
  private let defaults: LogRecordDefaults?
  private let shapes: ShapePaths
  /// Paths whose column cannot print every value, so that `nonconforming_values` has to be asked first.
  private let nonconformingPaths: Set<String>
  private let taskFields = ColumnFields.task
  private let containerFields = ColumnFields.container
  private let attachmentFields = ColumnFields.attachment
  private let statistics: IndexStatistics
  /// What was found before: the language asks for a field, and then the engine.
  private var fields: [String: StoredField?] = [:]

  /// - Parameters:
  ///   - tables: what `lookup` reads.
  ///   - defaults: what the log record's fields have in rows for which the archive has nothing; nil for no value.
  package init(
    _ connection: Connection, tables: LookupTables? = nil, defaults: LogRecordDefaults? = nil
  ) throws {
    self.connection = connection
    self.tables = tables
    self.defaults = defaults
    shapes = try ShapePaths(connection)
    statistics = try IndexStatistics(connection)
    var paths: Set<String> = []
    let select = try connection.prepare(
      "SELECT DISTINCT path FROM nonconforming_values LIMIT 10000", persistent: false)
    while try select.step() { if let path = select.string(at: 0) { paths.insert(path) } }
    nonconformingPaths = paths
  }

  package let source = "tasks AS t"
  package let timestamp = "t.logged_at"
  package let tieBreak = ColumnFields.taskARN.sql
  package let event = "t.id"
  package var tieBreakKey: String {
    statistics.areARNsOrderedByParts ? "arn_order(t.task_prefix_id, t.task_id)" : tieBreak
  }

  package func storedField(_ path: FieldPath) throws -> StoredField? {
    guard !path.hasIndex else { return nil }
    if let field = fields[path.name] { return field }
    let field = try lookUp(path.name)
    fields[path.name] = .some(field)
    return field
  }

  private func lookUp(_ name: String) throws -> StoredField? {
    if name == "@logStream", let defaults { return defaults.logStream }
    if let system = Self.systemFields[name] { return system }
    if let field = LogRecordField.named(name) {
      return try defaults.map(field.stored(with:)) ?? field.stored(connection)
    }
    if let field = ExtensionField.named(name) { return try field.stored(connection) }
    guard !name.hasPrefix("@") || name.hasPrefix("@@") else { return nil }
    return try columnField(name) ?? shapeField(name)
  }

  /// The fields of the log record and those that are the same in every stop.
  private static let systemFields: [String: StoredField] = [
    "@message": StoredField(sql: "message(t.id)", kind: .text, eventFunction: "message"),
    "@ptr": ColumnFields.taskARN,
    "@logStream": LogRecordField.name("t.log_stream_id", of: "log_streams"),
    "detail-type": StoredField(sql: "'ECS Task State Change'", kind: .text),
    "detail.lastStatus": StoredField(sql: "'STOPPED'", kind: .text),
  ]

  /// A field that has a column; where an event has something else at the path, that.
  private func columnField(_ name: String) throws -> StoredField? {
    if let field = taskFields.field(name) {
      if shapes.lack(name, of: .task) { return nil }
      return try shapes.overlay(
        withNonconformingValues(shapes.ofMembers(field, name), name), name, of: .task, position: nil
      )
    }
    guard let child = ChildPath(name), let field = columnField(child) else { return nil }
    let own =
      shapes.lack(child.rest, of: child.kind)
      ? nil
      : try shapes.overlay(
        withNonconformingValues(field, name), child.rest, of: child.kind, position: child.position)
    return try shapes.overlay(
      own ?? StoredField(sql: "NULL", kind: .any), name, of: .task, position: nil,
      isKnown: own != nil)
  }

  private func columnField(_ child: ChildPath) -> StoredField? {
    switch child.table {
    case .containers: containerFields.field(child.rest, position: child.position)
    case .attachments: attachmentFields.field(child.rest, position: child.position)
    }
  }

  /// A field that is known from shapes only, or lies inside a fragment, or is an inner node.
  private func shapeField(_ name: String) throws -> StoredField? {
    if let fragment = try taskFields.fragmentField(name) {
      return try shapes.overlay(fragment, name, of: .task, position: nil)
    }
    if let child = ChildPath(name) {
      guard !child.rest.isEmpty else {
        let json = "json_field(message(t.id), \(SQLText.quoted(name)))"
        return StoredField(sql: json, kind: .any)
      }
      let own = try shapes.field(child.rest, of: child.kind, position: child.position)
      return try shapes.overlay(
        own ?? StoredField(sql: "NULL", kind: .any), name, of: .task, position: nil,
        isKnown: own != nil)
    }
    return try shapes.field(name, of: .task, position: nil)
  }

  private func withNonconformingValues(_ field: StoredField, _ name: String) throws -> StoredField {
    guard nonconformingPaths.contains(name) else { return field }
    let path = SQLText.quoted(name)
    return StoredField(
      sql:
        "coalesce((SELECT value FROM nonconforming_values WHERE task = t.id AND path = \(path)), \(field.anySQL))",
      kind: field.kind == .text ? .text : .any,
      textForm: try hasNumbers(atNonconforming: path) ? .any : field.textForm)
  }

  private func hasNumbers(atNonconforming path: String) throws -> Bool {
    try connection.integer(
      "SELECT 1 FROM nonconforming_values WHERE path = \(path) AND insights_number(value) IS NOT NULL LIMIT 1"
    )
      != nil
  }

  package func resolve(_ predicate: DictionaryPredicate) throws -> [Int64]? {
    let select = try connection.prepare(predicate.sql, persistent: false)
    for (index, binding) in predicate.bindings.enumerated() {
      try select.bind(binding.value, at: Int32(index) + 1)
    }
    var ids: [Int64] = []
    while try select.step() {
      ids.append(select.integer(at: 0))
      if ids.count > DictionaryPredicate.idsMax { return nil }
    }
    return ids
  }

  package func regexFault(in pattern: String) -> String? {
    do {
      _ = try Pattern(pattern)
      return nil
    } catch {
      if case .invalid(let message, _) = error { return message }
      return "\(error)"
    }
  }

  package var indexes: [[String]] { statistics.indexes }

  package var eventCount: Int { statistics.eventCount }

  package var eventTimes: ClosedRange<Int64>? { statistics.eventTimes }

  package func count(
    _ ids: [Int64], in dictionary: FieldDictionary, upTo bound: Int
  ) throws -> Int? {
    try statistics.count(ids, of: dictionary.idSQL, upTo: bound)
  }

  package func storedPattern(of path: FieldPath) throws -> StoredField? {
    guard path.name == "@message" else { return nil }
    return StoredField(
      sql: "(SELECT shape_pattern(shape) FROM shapes WHERE id = t.shape_id)", kind: .text,
      storage: .dictionary(
        FieldDictionary(
          idSQL: "t.shape_id", table: "shapes", key: "id", value: "shape_pattern(shape)",
          isDistinct: false)))
  }

  package var lookupTables: [String]? { tables?.names }

  package func lookupTable(named name: String, by keys: [String]) throws -> LookupTable? {
    try tables?.table(named: name, by: keys)
  }

  package var knownFields: [String] { names }

  package func fieldMeant(by name: String) -> String? { ExtensionField.meant(by: name)?.name }

  package func valuesMeant(by text: String, of path: FieldPath) throws -> [String]? {
    try ExtensionField.named(path.name)?.valuesMeant(by: text, connection)
  }

  /// Those of the log record that some stops have.
  private var logRecordFields: [String] {
    LogRecordField.allCases.filter { (try? $0.stored(connection)) != nil }.map(\.rawValue)
  }

  /// The names that the archive's shapes have, or else those that have columns.
  private lazy var names: [String] = {
    let system =
      Array(Self.systemFields.keys) + ["@timestamp"] + logRecordFields
      + ExtensionField.all.map(\.name)
    if shapes.isComplete { return (system + shapes.leaves.names).sorted() }
    let containers = containerFields.names.map { "detail.containers.0.\($0)" }
    let attachments = attachmentFields.names.map { "detail.attachments.0.\($0)" }
    return (system + taskFields.names + containers + attachments).sorted()
  }()
}

extension Binding {
  /// The constant as SQLite takes it.
  var value: Value {
    switch self {
    case .integer(let number): .integer(number)
    case .real(let number): .real(number)
    case .text(let text): .text(text)
    case .null: .null
    }
  }
}

/// A path into one of a task's containers or attachments: `detail.containers.0.exitCode`.
struct ChildPath {
  enum Table { case containers, attachments }

  let table: Table
  let position: Int
  /// Whose shapes tell about it.
  var kind: ShapePaths.Kind { table == .containers ? .container : .attachment }
  /// The path inside the object, empty for the object itself.
  let rest: String

  init?(_ name: String) {
    let parts = name.split(separator: ".", maxSplits: 3, omittingEmptySubsequences: false)
    guard parts.count >= 3, parts[0] == "detail", let position = Int(parts[2]),
      (0..<1024).contains(position), String(position) == parts[2]
    else { return nil }
    switch parts[1] {
    case "containers": table = .containers
    case "attachments": table = .attachments
    default: return nil
    }
    self.position = position
    rest = parts.count > 3 ? String(parts[3]) : ""
  }
}

/// Text as SQL.
enum SQLText {
  /// An inner node as it is shown.
  static func shown(_ sql: String) -> String { "insights_output(\(sql))" }

  /// A string literal.
  static func quoted(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
  }
}
