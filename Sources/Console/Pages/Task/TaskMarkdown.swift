import Charts
import Reports
import Verdicts

/// A task for a chat or the page of an incident, as Markdown.
struct TaskMarkdown {
  private let task: TaskRecord
  private let timeline: TaskTimeline?

  private static let wordMax = 300
  private static let containersMax = 20

  init(_ task: TaskRecord, _ timeline: TaskTimeline?) {
    self.task = task
    self.timeline = timeline
  }

  var text: String {
    let title = StopCategory(rawValue: task.category)?.title ?? task.category
    var lines = [
      "### Task \(Self.code(task.id)): \(title)", "",
      "\(task.isAbnormal ? "Abnormal" : "Routine"), \(task.confidence), "
        + "attributed to \(task.responsible). Logged \(TimeText.second(task.loggedAt)) UTC.",
      "",
    ]
    let properties = [
      ("Service", task.service), ("Cluster", task.cluster),
      ("Task definition", task.event.text("detail.taskDefinitionArn")),
      ("Stop code", task.event.text("detail.stopCode")),
      ("Reason", task.event.text("detail.stoppedReason")),
      ("Container instance", task.event.text("detail.containerInstanceArn")),
      ("Availability zone", task.event.text("detail.availabilityZone")), ("Task", task.arn),
    ]
    for (name, value) in properties {
      if let value, !value.isEmpty { lines.append("- \(name): \(Self.code(value))") }
    }
    for path in task.evidence {
      guard let value = task.event.text(path) else { continue }
      lines.append("- Evidence: \(Self.code(path)) = \(Self.code(value))")
    }
    return (lines + phases + containers).joined(separator: "\n") + "\n"
  }

  private var phases: [String] {
    guard let timeline else { return [] }
    return ["", "| Began (UTC) | Phase | Took |", "| --- | --- | ---: |"]
      + timeline.phases.map { phase in
        "| \(TimeText.second(phase.start)) | \(phase.name) | \(phase.lengthText) |"
      }
  }

  private var containers: [String] {
    let containers = task.event.containers
    guard !containers.isEmpty else { return [] }
    let rows = containers.prefix(Self.containersMax).map { container in
      let cells = ["name", "exitCode", "reason"].map { name in
        container[name]?.text.map(Self.code) ?? ""
      }
      return "| \(cells.joined(separator: " | ")) |"
    }
    let left = containers.count - rows.count
    return ["", "| Container | Exit code | Reason |", "| --- | ---: | --- |"] + rows
      + (left > 0 ? ["", "\(Quantity.of(left, "more container"))."] : [])
  }

  /// A value as code on one line, in which no reader finds markup, short enough for a table.
  private static func code(_ text: String) -> String {
    var shown = String.UnicodeScalarView()
    for scalar in text.unicodeScalars.prefix(wordMax) {
      switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator: shown.append(" ")
      case .format: break
      default: shown.append(scalar == "`" ? "'" : scalar == "|" ? "¦" : scalar)
      }
    }
    let isCut = text.unicodeScalars.dropFirst(wordMax).first != nil
    return "`\(String(shown))\(isCut ? "…" : "")`"
  }
}
