import InsightsSQLite
package import LogsInsights
import SQLite
import Verdicts

/// A field that the archive adds to those of the events: why a task stopped, and the names within its ARNs.
///
/// CloudWatch Logs Insights does not know these fields. Their names begin with `@`, and no event has such a name: a
/// top-level key of an event that begins with `@` gets a second one.
package struct ExtensionField: Sendable {
  /// The name as queries write it, such as `@cause`.
  package let name: String
  /// What it holds, as a phrase.
  package let meaning: String
  /// The table and column that hold the values.
  package let place: String
  let kind: EventField.Kind
  private let textForm: EventField.TextForm
  private let source: Source
  /// Other names that people try, without dots, underscores and capitals.
  private let synonyms: Set<String>

  private enum Source {
    /// A value of another table, whose row a column of `tasks` names.
    case lookUp(id: String, table: String, value: String)
    case taskID
  }

  private init(
    _ name: String, _ meaning: String, _ place: String, _ source: Source,
    kind: EventField.Kind = .text, textForm: EventField.TextForm = .any, synonyms: Set<String>
  ) {
    self.name = name
    self.meaning = meaning
    self.place = place
    self.kind = kind
    self.textForm = textForm
    self.source = source
    self.synonyms = synonyms
  }
}

// MARK: - The fields

extension ExtensionField {
  /// All of them: first why a task stopped, then which task it is.
  package static let all: [ExtensionField] = [
    verdict(
      "@cause", "why the task stopped, such as `out_of_memory`", "category",
      synonyms: ["cause", "category", "verdict", "stopcause", "rootcause", "causes", "why"]),
    verdict(
      "@responsible", "who is responsible for the stop, such as `application`", "responsible",
      synonyms: ["responsible", "responsibility", "answerable", "blame", "owner", "team"]),
    verdict(
      "@abnormal", "whether the stop is abnormal: 1 or 0, equal to `true` or `false`",
      "is_abnormal", .boolean, synonyms: ["abnormal", "isabnormal", "routine", "failed"]),
    verdict(
      "@confidence", "how certain the cause is, such as `certain`", "confidence",
      synonyms: ["confidence", "certainty"]),
    ExtensionField(
      "@service", "the service, or the task's whole group if it belongs to none",
      "task_groups.service",
      .lookUp(id: "t.group_id", table: "task_groups", value: serviceSQL),
      synonyms: ["service", "servicename", "ecsservice"]),
    ExtensionField(
      "@cluster", "the cluster's name", "clusters.name",
      .lookUp(id: "t.cluster_id", table: "clusters", value: "name"),
      synonyms: ["cluster", "clustername", "ecscluster"]),
    taskDefinition(
      "@family", "the family of the task definition", "family",
      synonyms: ["family", "taskfamily", "taskdefinitionfamily", "taskdefinition"]),
    taskDefinition(
      "@revision", "the revision of the task definition, a number", "revision", .integer,
      synonyms: ["revision", "taskrevision", "taskdefinitionrevision"]),
    ExtensionField(
      "@taskId", "the last part of the task's ARN", "tasks.task_id", .taskID, textForm: .word,
      synonyms: ["taskid", "task", "taskuuid"]),
  ]

  /// The service of a row of `task_groups` as SQL, or its whole name if it is not that of a service.
  package static let serviceSQL = "coalesce(service, nullif(name, ''))"

  private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

  static func named(_ name: String) -> ExtensionField? { byName[name] }

  /// The field that is meant by a name that no event has: `category`, `detail.task_id`, `@Cause`.
  static func meant(by name: String) -> ExtensionField? {
    let last = name.split(separator: ".").last ?? ""
    let word = last.lowercased().filter { $0.isLetter || $0.isNumber }
    return all.first { $0.synonyms.contains(word) }
  }

  private static func verdict(
    _ name: String, _ meaning: String, _ column: String, _ kind: EventField.Kind = .text,
    synonyms: Set<String>
  ) -> ExtensionField {
    ExtensionField(
      name, meaning, "verdicts.\(column)",
      .lookUp(id: "t.verdict_id", table: "verdicts", value: column), kind: kind,
      textForm: kind == .text ? .word : .any, synonyms: synonyms)
  }

  private static func taskDefinition(
    _ name: String, _ meaning: String, _ column: String, _ kind: EventField.Kind = .text,
    synonyms: Set<String>
  ) -> ExtensionField {
    ExtensionField(
      name, meaning, "task_definitions.\(column)",
      .lookUp(id: "t.task_definition_id", table: "task_definitions", value: column), kind: kind,
      synonyms: synonyms)
  }
}

// MARK: - In SQL

extension ExtensionField {
  /// The value over the row `t` of `tasks`; NULL where it is missing.
  var sql: String {
    switch source {
    case .lookUp(let id, let table, let value): "(SELECT \(value) FROM \(table) WHERE id = \(id))"
    case .taskID: "CASE typeof(t.task_id) WHEN 'blob' THEN lower(hex(t.task_id)) ELSE t.task_id END"
    }
  }

  /// The column of `tasks` that decides the value, over the row `t`.
  var column: String {
    switch source {
    case .lookUp(let id, _, _): id
    case .taskID: "t.task_id"
    }
  }

  /// The field as queries read it.
  func stored(_ connection: Connection) throws -> StoredField {
    switch source {
    case .lookUp(let id, let table, let value):
      let dictionary = FieldDictionary(
        idSQL: id, table: table, key: "id", value: value,
        isDistinct: try Self.isDistinct(value, in: table, connection))
      return StoredField(sql: sql, kind: kind, storage: .dictionary(dictionary), textForm: textForm)
    case .taskID:
      return StoredField(
        sql: sql, kind: kind,
        storage: .composite(FieldComposite(prefix: nil, idSQL: "t.task_id")), textForm: textForm)
    }
  }

  /// The values that may have been meant by a text that no event has here; nil where one has it, or the field does not
  /// hold text.
  func valuesMeant(by text: String, _ connection: Connection) throws -> [String]? {
    guard kind == .text, case .lookUp(_, let table, let value) = source else { return nil }
    let select = try connection.prepare(
      "SELECT DISTINCT \(value) FROM \(table) LIMIT \(Self.valuesMax)", persistent: false)
    var values: [String] = []
    while try select.step() { if let value = select.string(at: 0) { values.append(value) } }
    guard !values.isEmpty, values.count < Self.valuesMax, !values.contains(text) else { return nil }
    return NameSuggestions.near(to: text, among: values, meanings: StopCategory.meanings)
  }

  /// More values than that are not looked through.
  private static let valuesMax = 10_000

  /// Whether each row of a table has a value, and no two the same.
  private static func isDistinct(
    _ value: String, in table: String, _ connection: Connection
  ) throws -> Bool {
    try connection.integer("SELECT count(*) = count(DISTINCT \(value)) FROM \(table)") == 1
  }
}

// MARK: - For people

extension ExtensionField {
  /// What to know before a query is taken to AWS; nil if it reads none of these fields.
  package static func note(on query: Query) -> String? {
    let names = query.fieldNames.filter { named($0) != nil }
    guard let last = names.last else { return nil }
    guard names.count > 1 else {
      return "\(last) is a field of ecs-stops; CloudWatch Logs Insights does not know it"
    }
    let list = names.dropLast().joined(separator: ", ") + " and " + last
    return "\(list) are fields of ecs-stops; CloudWatch Logs Insights does not know them"
  }
}

extension EventField.Kind {
  /// What the values are, as a list of fields says it.
  var typeName: String {
    switch self {
    case .text, .json, .any: "text"
    case .integer, .number: "number"
    case .boolean: "boolean"
    case .timestamp: "time"
    }
  }
}
