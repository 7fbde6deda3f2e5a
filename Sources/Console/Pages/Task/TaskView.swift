import Charts
import Pages
import Reports
import Verdicts

/// The content of a task's page.
struct TaskView {
  private let task: TaskRecord
  private let figure: PageTask
  private let versions: TaskVersions
  private let neighbors: TaskNeighbors
  private let request: PageRequest
  private let evidence: EvidencePaths

  private static let rawMax = 100_000

  init(
    _ task: TaskRecord, _ figure: PageTask, _ reader: ConsoleReader, _ request: PageRequest
  ) throws {
    self.task = task
    self.figure = figure
    self.request = request
    versions = try TaskVersions(task, reader)
    neighbors = try TaskNeighbors(task, reader, now: request.now)
    evidence = EvidencePaths(task)
  }

  var markup: Markup {
    var markup = Markup()
    markup.append(figure.figure)
    markup.element("div", ["class": "parts"]) { parts in
      parts.append(TaskParts(task, evidence).verdict)
      parts.append(TaskParts(task, evidence).identity)
    }
    markup.append(TaskParts(task, evidence).containers)
    markup.append(TaskParts(task, evidence).attachments)
    markup.append(TaskNeighborsView(neighbors, request).markup)
    markup.append(takeAway)
    markup.append(event)
    markup.append(versions.markup)
    markup.append(DataLinks.markup(request))
    return markup
  }

  /// What somebody takes to the page of an incident, or to a shell.
  private var takeAway: Markup {
    var markup = Markup()
    markup.element("section", ["id": "take-away"]) { section in
      section.element("h2", text: "Take away")
      section.element("details") { details in
        details.element("summary", text: "As Markdown for the incident")
        details.element("pre", ["class": "copied"]) {
          BreakableText.append(TaskMarkdown(task, figure.timeline).text, to: &$0)
        }
      }
      section.element("details") { details in
        details.element("summary", text: "Commands of the AWS CLI")
        for command in TaskCommands(task).all {
          details.element("p", ["class": "name"], text: command.title)
          details.element("pre", ["class": "copied"]) {
            BreakableText.append(command.text, to: &$0)
          }
        }
      }
    }
    return markup
  }

  private var event: Markup {
    var markup = Markup()
    markup.element("section", ["id": "event"]) { section in
      section.element("h2", text: "Event")
      section.append(
        EventView(task.event, evidence: task.evidence) { path, value in
          // A masked value is nobody's.
          guard !value.contains("[masked") else { return nil }
          return QueryLink.text(
            QueryText.stops(where: [QueryText.equals(path, value)]),
            scope: URLParameters().setting("since", to: "all"))
        }.markup)
      section.element("details") { details in
        details.element("summary", text: "As it came")
        details.element("pre", ["class": "copied"]) {
          LongText.append(task.event.message, max: Self.rawMax, to: &$0)
        }
      }
    }
    return markup
  }
}

/// The places in an event that a verdict rests on.
struct EvidencePaths {
  /// A path, the value there, and whether the event has it.
  struct Place {
    let path: String
    let value: String?
    let isThere: Bool
  }

  let places: [Place]

  init(_ task: TaskRecord) {
    places = task.evidence.map { path in
      let node = task.event[path]
      return Place(path: path, value: node?.text, isThere: node != nil)
    }
  }
}
