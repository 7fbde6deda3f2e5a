import Charts
import Pages
import Reports
import Rows

/// `/tasks/ID`: everything about one task, and what stopped near it.
struct TaskPage: ConsolePage {
  static let path = "/tasks/*"
  static let isOfArchive = true

  static func answer(_ request: PageRequest, _ console: Console) async throws -> ConsoleAnswer {
    let subject = request.subject ?? ""
    return try await console.read(for: request) { reader in
      let found = try reader.tasks(subject)
      guard found.count == 1 else { return try none(found, request, reader) }
      let task = try TaskRecord(found[0].row, reader)
      // A link to the beginning of an ID stays right when another ID begins so.
      guard task.id == subject || request.format != nil else {
        return .redirect(to: ConsoleLink.task(task.id, request.parameters))
      }
      return try answer(task, request, reader)
    }
  }

  private static func answer(
    _ task: TaskRecord, _ request: PageRequest, _ reader: ConsoleReader
  ) throws -> ConsoleAnswer {
    let figure = try PageTask(reader.reports, subject: task.arn, now: request.now)
    switch request.format {
    case .json:
      return try TaskData(
        task: task, timeline: figure.timeline, versions: TaskVersions(task, reader),
        neighbors: TaskNeighbors(task, reader, now: request.now)
      ).answer
    case .markdown:
      let text = TaskMarkdown(task, figure.timeline).text
      return ConsoleAnswer(type: DataFormat.markdown.mediaType, Array(text.utf8))
    case .csv, .safeCSV, .tsv, .ndjson: return try properties(of: task, request, reader)
    case nil:
      let view = try TaskView(task, figure, reader, request)
      return Frame(title: "Task \(TaskFinder.shortID(task.id))", request: request).answer {
        $0.append(view.markup)
      }
    }
  }

  /// The rows of the report on a task.
  private static func properties(
    of task: TaskRecord, _ request: PageRequest, _ reader: ConsoleReader
  ) throws -> ConsoleAnswer {
    guard let report = ReportCatalog.standard["task"], let format = request.format else {
      preconditionFailure("the catalog lacks the report task")
    }
    let result = try reader.reports.run(
      report, ReportRequest(subject: task.arn, now: request.now))
    return try RowsAnswer(
      columns: result.columns, rows: result.rows, name: "task-\(TaskFinder.shortID(task.id))"
    ).answer(in: format)
  }

  /// The answer where an ID is that of no task, or of several.
  private static func none(
    _ found: [TaskListing.Entry], _ request: PageRequest, _ reader: ConsoleReader
  ) throws -> ConsoleAnswer {
    let subject = request.subject ?? ""
    guard !found.isEmpty, request.format == nil else {
      throw ConsoleError(
        found.isEmpty ? 404 : 400,
        found.isEmpty
          ? "no stopped task has an ID that begins with \"\(subject.prefix(100))\""
          : "several tasks have an ID that begins with \"\(subject.prefix(100))\"",
        help: "an ID, its beginning or an ARN finds a task; the archive has only tasks that stopped"
      )
    }
    return try TaskListing(found, reader).answer(to: subject, request)
  }
}
