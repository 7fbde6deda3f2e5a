import Events
import SQLite

/// The columns of `tasks` that come from the record and its file, before those that come from the event.
enum TaskHead: Int32, CaseIterable {
  case loggedAt = 1
  case logStream, shape, verbatim, verdict, pattern, logGroup, ingestionTime, messageHash

  var name: String {
    switch self {
    case .loggedAt: "logged_at"
    case .logStream: "log_stream_id"
    case .shape: "shape_id"
    case .verbatim: "verbatim"
    case .verdict: "verdict_id"
    case .pattern: "pattern_id"
    case .logGroup: "log_group_id"
    case .ingestionTime: "ingestion_time"
    case .messageHash: "message_hash"
    }
  }
}

/// The columns of `containers` and `attachments` before those that come from the event.
enum ChildHead: Int32, CaseIterable {
  case id = 1
  case shape, verbatim

  /// The id of a task's child at a position; the task's children are `first...last`.
  static func id(task: Int64, position: Int) -> Int64 { task << 10 | Int64(position) }

  var name: String {
    switch self {
    case .id: "id"
    case .shape: "shape_id"
    case .verbatim: "verbatim"
    }
  }
}

/// The SQL of the tables that events fill, generated from their columns.
enum ArchiveTables {
  static let insertTask =
    insert("tasks", TaskHead.allCases.map(\.name), TaskColumn.self)
    + " ON CONFLICT (task_id, task_prefix_id) DO NOTHING"
  static let insertContainer =
    insert("containers", ChildHead.allCases.map(\.name), ContainerColumn.self)
  static let insertAttachment =
    insert("attachments", ChildHead.allCases.map(\.name), AttachmentColumn.self)

  static let selectTask =
    select("tasks", TaskHead.allCases.map(\.name), TaskColumn.self) + " WHERE id = ?1"
  static let selectContainers =
    select("containers", ChildHead.allCases.map(\.name), ContainerColumn.self)
    + " WHERE id BETWEEN ?1 << 10 AND ?1 << 10 | 1023 ORDER BY id"
  static let selectAttachments =
    select("attachments", ChildHead.allCases.map(\.name), AttachmentColumn.self)
    + " WHERE id BETWEEN ?1 << 10 AND ?1 << 10 | 1023 ORDER BY id"

  /// The text table of each column that an event fills, by number; -1 where the column holds the value itself.
  static let taskTextTables = textTables(TaskColumn.self)
  static let containerTextTables = textTables(ContainerColumn.self)
  static let attachmentTextTables = textTables(AttachmentColumn.self)

  private static func textTables<Column: EventColumn>(_ columns: Column.Type) -> [Int] {
    Column.allCases.map { $0.definition.textTable?.rawValue ?? -1 }
  }

  private static func insert<Column: EventColumn>(
    _ table: String, _ head: [String], _ columns: Column.Type
  ) -> String {
    let names = head + Column.allCases.map(\.definition.name)
    let marks = (1...names.count).map { "?\($0)" }
    return "INSERT INTO \(table) (\(names.joined(separator: ", ")))"
      + " VALUES (\(marks.joined(separator: ", ")))"
  }

  private static func select<Column: EventColumn>(
    _ table: String, _ head: [String], _ columns: Column.Type
  ) -> String {
    let names = head + Column.allCases.map(\.definition.name)
    return "SELECT \(names.joined(separator: ", ")) FROM \(table)"
  }
}
