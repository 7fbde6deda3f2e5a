import InsightsSQLite
import LogsInsights

/// A catalog as an archive would give it, and answers for its interned tables.
final class TestCatalog: SQLiteCatalog {
  /// What ``resolve(_:)`` gives, call by call; nil where there is no answer.
  private let answers: [[Int64]?]
  private(set) var predicates: [DictionaryPredicate] = []

  private let hasTables: Bool

  let eventTimes: ClosedRange<Int64>?

  init(
    answers: [[Int64]?] = [], hasTables: Bool = true, eventTimes: ClosedRange<Int64>? = nil
  ) {
    self.answers = answers
    self.hasTables = hasTables
    self.eventTimes = eventTimes
  }

  let source = "tasks AS t"
  let timestamp = "t.logged_at"
  let tieBreak = TestCatalog.taskARN
  let event = "t.id"

  var knownFields: [String] { Self.fields.keys.sorted() }

  func storedField(_ path: FieldPath) throws -> StoredField? { Self.fields[path.name] }

  func resolve(_ predicate: DictionaryPredicate) throws -> [Int64]? {
    predicates.append(predicate)
    return predicates.count <= answers.count ? answers[predicates.count - 1] : nil
  }

  /// One of the faults that an engine finds.
  func regexFault(in pattern: String) -> String? {
    pattern.contains("[z-a]") ? "range out of order in character class" : nil
  }

  func storedPattern(of path: FieldPath) throws -> StoredField? {
    guard path.name == "@message" else { return nil }
    return StoredField(
      sql: "(SELECT pattern FROM shapes WHERE id = t.shape_id)", kind: .text,
      storage: .dictionary(
        FieldDictionary(
          idSQL: "t.shape_id", table: "shapes", key: "id", value: "pattern", isDistinct: false)))
  }

  var lookupTables: [String]? { hasTables ? ["owners", "teams"] : nil }

  func lookupTable(named name: String, by keys: [String]) throws -> LookupTable? {
    LookupTable(source: "temp.lookup_1", columns: ["group", "owner", "detail.cpu", "on call"])
  }

  private static let taskARN = "task_arn(t.arn_prefix_id, t.task_id)"

  private static let fields: [String: StoredField] = [
    "@message": StoredField(
      sql: "archive_message(t.id)", kind: .text, eventFunction: "archive_message"),
    "@ptr": StoredField(sql: "'p' || t.id", kind: .text),
    "@ingestionTime": StoredField(sql: "t.ingested_at", kind: .timestamp),
    "@logStream": interned("log_stream_id", "log_streams", "name"),
    "account": interned("account_id", "accounts", "name"),
    "region": StoredField(
      sql: "(SELECT region FROM clusters WHERE id = t.cluster_id)", kind: .text,
      storage: .dictionary(
        FieldDictionary(
          idSQL: "t.cluster_id", table: "clusters", key: "id", value: "region", isDistinct: false)
      )),
    "detail-type": StoredField(sql: "'ECS Task State Change'", kind: .text),
    "detail": StoredField(sql: "archive_node(t.id, 'detail')", kind: .json),
    "detail.containers": StoredField(sql: "archive_node(t.id, 'detail.containers')", kind: .json),
    "detail.taskArn": StoredField(
      sql: taskARN, kind: .text,
      storage: .composite(
        FieldComposite(
          prefix: FieldDictionary(
            idSQL: "t.arn_prefix_id", table: "arn_prefixes", key: "id", value: "text"),
          idSQL: "t.task_id"))),
    "detail.clusterArn": interned("cluster_id", "clusters", "arn"),
    "detail.group": interned("group_id", "task_groups", "name"),
    "detail.stopCode": interned("stop_code_id", "stop_codes", "code"),
    "detail.stoppedReason": interned("reason_id", "reasons", "text"),
    "detail.lastStatus": StoredField(sql: "'STOPPED'", kind: .text),
    "detail.version": StoredField(sql: "t.version", kind: .integer),
    "detail.cpu": StoredField(sql: "t.cpu", kind: .text),
    "detail.memory": StoredField(sql: "t.memory", kind: .text),
    "detail.stoppedAt": StoredField(sql: "t.stopped_text", kind: .text, textForm: .time),
    "detail.startedAt": StoredField(sql: "t.started_text", kind: .text, textForm: .time),
    "detail.launchType": StoredField(sql: "t.launch_type", kind: .text, textForm: .word),
    "detail.load": StoredField(sql: "t.load", kind: .number),
    "detail.enableExecuteCommand": StoredField(sql: "t.exec_enabled", kind: .boolean),
    "detail.containers.0.name": StoredField(
      sql: "SELECT name FROM containers WHERE task = t.id AND position = 0", kind: .text),
    "detail.containers.0.exitCode": StoredField(
      sql: "SELECT exit_code FROM containers WHERE task = t.id AND position = 0", kind: .integer),
    "detail.new.value": StoredField(sql: "archive_value(t.id, 'detail.new.value')", kind: .any),
  ]

  private static func interned(_ id: String, _ table: String, _ column: String) -> StoredField {
    StoredField(
      sql: "SELECT \(column) FROM \(table) WHERE id = t.\(id)", kind: .text,
      storage: .dictionary(
        FieldDictionary(idSQL: "t.\(id)", table: table, key: "id", value: column)))
  }
}
