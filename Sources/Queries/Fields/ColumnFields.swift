import Events
import InsightsSQLite
import LogsInsights

/// The fields that have columns: from a column's definition to the SQL of its value.
struct ColumnFields {
  /// Path inside the object → column.
  private let definitions: [String: ColumnDefinition]
  /// Columns that stand at no fixed path of their object, by name: the details of attachments.
  private let details: [String: ColumnDefinition]
  private let kind: Kind

  private enum Kind {
    case task, container, attachment
  }

  static let task = ColumnFields(TaskColumn.self, .task)
  static let container = ColumnFields(ContainerColumn.self, .container)
  static let attachment = ColumnFields(AttachmentColumn.self, .attachment)

  private init<Column: EventColumn>(_ columns: Column.Type, _ kind: Kind) {
    self.kind = kind
    var definitions: [String: ColumnDefinition] = [:]
    var details: [String: ColumnDefinition] = [:]
    for column in Column.allCases {
      if let path = column.definition.path, !path.hasPrefix("details.") {
        definitions[path] = column.definition
      } else {
        details[column.definition.name] = column.definition
      }
    }
    self.definitions = definitions
    self.details = details
  }

  /// The paths, inside the object.
  var names: [String] { Array(definitions.keys) }

  /// The field of a path of the event, or of a child at a position.
  func field(_ path: String, position: Int = 0) -> StoredField? {
    guard let definition = definitions[path], definition.form != .json else { return nil }
    return field(of: definition, position: position)
  }

  /// The field that a column holds, by the column's name, which is also its hole's.
  func field(ofColumn name: String, position: Int) -> StoredField? {
    (definitions.values.first { $0.name == name } ?? details[name]).map {
      field(of: $0, position: position)
    }
  }

  /// The field that a column holds; `reference` is the column over the event's row.
  func field(of definition: ColumnDefinition, position: Int) -> StoredField {
    let column = reference(definition.name, position)
    if let textTable = definition.textTable, definition.form == .text {
      return Self.interned(column, textTable, textForm: Self.isName(definition) ? .word : .any)
    }
    switch definition.form {
    case .integer: return StoredField(sql: column, kind: .integer)
    case .boolean: return StoredField(sql: column, kind: .boolean)
    case .integerText: return integerText(definition.name, column, position)
    case .time: return StoredField(sql: "event_time(\(column))", kind: .text, textForm: .time)
    case .eventTime: return Self.eventTime
    case .arn:
      return definition.name == "task_id"
        ? Self.taskARN : Self.arn(prefix: "t.container_instance_prefix_id", id: column)
    case .containerARN:
      return StoredField(
        sql: "container_arn(\(Self.taskARN.sql), \(column))", kind: .text, textForm: .word)
    case .runtimeID: return StoredField(sql: "runtime_id(t.task_id, \(column))", kind: .text)
    case .attachmentID: return reference(to: .attachmentID, column)
    case .attachmentIPv4: return reference(to: .privateIPv4Address, column)
    case .attachmentIPv6: return reference(to: .privateIPv6Address, column)
    case .uuid, .ipv4, .macAddress, .interfaceID:
      return StoredField(sql: "binary_text('\(definition.form)', \(column))", kind: .text)
    case .dnsName:
      let address = reference("private_ipv4_address", position)
      return StoredField(sql: "dns_name(\(column), \(address), \(Self.region.sql))", kind: .text)
    case .json:
      let json =
        definition.textTable == nil
        ? column : "(SELECT json FROM fragments WHERE id = \(column))"
      // Mostly an inner node, but what stands there may be a text or a number just as well.
      return StoredField(sql: "json_field(\(json), '')", kind: .any)
    case .text, .none: return StoredField(sql: column, kind: .text)
    }
  }

  /// A field inside a fragment, `detail.overrides.containerOverrides.0.name`, or the fragment itself.
  func fragmentField(_ path: String) throws -> StoredField? {
    for (known, definition) in definitions where definition.form == .json {
      guard path == known || path.hasPrefix(known + ".") else { continue }
      let rest = SQLText.quoted(String(path.dropFirst(known.count + 1)))
      let id = reference(definition.name, 0)
      guard definition.textTable != nil else {
        return StoredField(sql: "json_field(\(id), \(rest))", kind: .any)
      }
      let sql = "(SELECT json_field(json, \(rest)) FROM fragments WHERE id = \(id))"
      return StoredField(
        sql: sql, kind: .any,
        storage: .dictionary(
          FieldDictionary(
            idSQL: id, table: "fragments", key: "id", value: "json_field(json, \(rest))",
            isDistinct: false)))
    }
    return nil
  }

  /// A column over the event's row.
  func reference(_ column: String, _ position: Int) -> String {
    switch kind {
    case .task: "t.\(column)"
    case .container: "(SELECT \(column) FROM containers WHERE id = (t.id << 10) + \(position))"
    case .attachment: "(SELECT \(column) FROM attachments WHERE id = (t.id << 10) + \(position))"
    }
  }

  /// A text that is kept as a number wherever it is one.
  private func integerText(_ name: String, _ column: String, _ position: Int) -> StoredField {
    func number(_ value: String) -> String {
      "CASE typeof(\(value)) WHEN 'integer' THEN \(value) ELSE insights_number(\(value)) END"
    }
    let numberSQL = kind == .task ? number(column) : reference(number(name), position)
    return StoredField(sql: "CAST(\(column) AS TEXT)", kind: .text, numberSQL: numberSQL)
  }

  /// An id or address that may be that of an attachment.
  private func reference(to column: AttachmentColumn, _ value: String) -> StoredField {
    let name = column.definition.name
    let form = column.definition.form
    return StoredField(
      sql: """
        (SELECT CASE typeof(c.v) WHEN 'integer' THEN (SELECT binary_text('\(form)', \(name)) \
        FROM attachments WHERE id = (t.id << 10) + c.v) ELSE c.v END FROM (SELECT \(value) AS v) AS c)
        """, kind: .text)
  }

  /// Whether a text is a name that AWS gives, or an ARN: never a number.
  private static func isName(_ definition: ColumnDefinition) -> Bool {
    [
      "stop_code_id", "launch_type_id", "availability_zone_id", "region_id", "desired_status_id",
      "connectivity_id", "health_status_id", "last_status_id", "cluster_id", "task_definition_id",
      "image_digest_id", "subnet_id",
    ].contains(definition.name)
  }

  static func interned(
    _ id: String, _ textTable: TextTable, textForm: EventField.TextForm = .any
  ) -> StoredField {
    StoredField(
      sql: "(SELECT \(textTable.textColumn) FROM \(textTable.name) WHERE id = \(id))",
      kind: .text,
      storage: .dictionary(
        FieldDictionary(
          idSQL: id, table: textTable.name, key: "id", value: textTable.textColumn)),
      textForm: textForm)
  }

  static let taskARN = arn(prefix: "t.task_prefix_id", id: "t.task_id")

  private static let region = interned("t.region_id", .words)

  private static let eventTime = StoredField(
    sql: """
      event_time(CASE WHEN t.event_at = 0 AND t.updated_at IS NOT NULL \
      THEN t.updated_at - t.updated_at % 1000 ELSE t.event_at END)
      """, kind: .text, textForm: .time)

  private static func arn(prefix: String, id: String) -> StoredField {
    StoredField(
      sql: "arn_text(\(prefix), \(id))", kind: .text,
      storage: .composite(
        FieldComposite(
          prefix: FieldDictionary(
            idSQL: prefix, table: "arn_prefixes", key: "id", value: "prefix"), idSQL: id)),
      textForm: .word)
  }
}
