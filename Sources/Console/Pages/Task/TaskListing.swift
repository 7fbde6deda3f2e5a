import Charts
import LogsAPI
import Pages
import Reports
import Rows
import SQLite
import Storage
import Verdicts

/// Some tasks, each with what tells it from others.
struct TaskListing {
  typealias Entry = (row: Int64, arn: String)

  private let table: PlainTable
  private let count: Int

  /// Asks the archive.
  init(_ found: [Entry], _ reader: ConsoleReader) throws {
    count = found.count
    var table = PlainTable(
      "Tasks", ["Task", "Logged (UTC)", "Cluster", "Service", "Cause"])
    for entry in found.prefix(TaskFinder.candidatesMax) {
      let task = try TaskRecord(entry.row, reader)
      table.add([
        .link(ConsoleLink.task(task.id), task.id), .text(TimeText.second(task.loggedAt)),
        .text(task.cluster ?? ""), .text(task.service ?? ""),
        .text(StopCategory(rawValue: task.category)?.title ?? task.category),
      ])
    }
    self.table = table
  }

  func answer(to text: String, _ request: PageRequest) -> ConsoleAnswer {
    let isCut = count > TaskFinder.candidatesMax
    return Frame(title: "Tasks", request: request).answer { content in
      content.element("p", ["class": "about"]) { line in
        line.append(
          isCut
            ? "More than \(TaskFinder.candidatesMax) tasks have an ID that begins with \""
            : "\(Quantity.of(count, "task")) have an ID that begins with \"")
        LongText.append(text, max: 100, to: &line)
        line.append(
          isCut ? "\". These are the latest; more of the ID finds the others." : "\".")
      }
      content.append(table.markup)
    }
  }
}

extension ConsoleReader {
  /// The tasks that a text may mean: an ID, its beginning, or an ARN.
  func tasks(_ text: String) throws -> [TaskListing.Entry] {
    try archive.withArchive { archive, _ in try TaskFinder(archive.connection).find(text) }
  }
}
