import Charts
import Masking
import Pages
import Reports
import Rows
import Time

/// Other versions of a task's event, which lost to the one that counts.
struct TaskVersions {
  struct Version {
    let number: Int64
    /// Milliseconds since 1970.
    let updatedAt: Int64
    let loggedAt: Int64
    /// The event as it may be shown.
    let event: TaskEvent
  }

  /// The latest first.
  let all: [Version]
  private static let countMax = 20
  private static let messageMax = 20_000

  /// Asks the archive.
  init(_ task: TaskRecord, _ reader: ConsoleReader) throws {
    let masker = reader.reports.masker
    all = try reader.rows(
      """
      SELECT s.version, s.updated_at, s.logged_at, s.message
      FROM tasks AS t JOIN superseded AS s ON s.task_id = t.task_id AND s.task_prefix_id = t.task_prefix_id
      WHERE t.id = \(task.row) ORDER BY s.version DESC, s.updated_at DESC LIMIT \(Self.countMax)
      """
    ).compactMap { row in
      guard case .integer(let number) = row[0], case .integer(let updatedAt) = row[1],
        case .integer(let loggedAt) = row[2], case .text(let message) = row[3]
      else { return nil }
      return Version(
        number: number, updatedAt: updatedAt, loggedAt: loggedAt,
        event: TaskEvent(masker?.masked(message) ?? message))
    }
  }

  /// Nothing without other versions.
  var markup: Markup {
    var markup = Markup()
    guard !all.isEmpty else { return markup }
    markup.element("section", ["id": "versions"]) { section in
      section.element("h2", text: "Superseded versions")
      section.element(
        "p", ["class": "about"],
        text: "Other events of this stop, which the one above has replaced.")
      for version in all {
        section.element("details") { details in
          details.element(
            "summary",
            text: "Version \(version.number), updated \(TimeText.second(version.updatedAt)), "
              + "logged \(TimeText.second(version.loggedAt)) UTC")
          details.element("pre") {
            LongText.append(version.event.message, max: Self.messageMax, to: &$0)
          }
        }
      }
    }
    return markup
  }
}
