package import Charts
package import Reports
import Rows
import Time
import Verdicts

/// What a page says above the report on one task: a sentence, and the timeline.
package struct PageTask {
  /// What is known of it, by the names of the query's columns.
  private let values: [String: Cell]
  /// The query that asks for it.
  let query: ReportResult

  /// Asks the archive.
  package init(_ runner: ReportRunner, subject: String, now: Int64) throws {
    self.init(
      try runner.run(PageFigure.oneTask.report, ReportRequest(subject: subject, now: now)))
  }

  /// - Parameter query: a result of one row.
  init(_ query: ReportResult) {
    self.query = query
    values = Dictionary(
      zip(query.columns.map(\.name), query.rows.first ?? []), uniquingKeysWith: { $1 })
  }

  private func text(_ name: String) -> String? {
    if case .text(let text) = values[name] { text } else { nil }
  }

  private func time(_ name: String) -> Int64? {
    if case .integer(let time) = values[name] { time } else { nil }
  }
}

// The sentence.
extension PageTask {
  /// The sentence, and the timeline if there is one.
  package var figure: Markup {
    var figure = Markup()
    for sentence in summary { figure.append(sentence.markup) }
    guard let timeline else { return figure }
    figure.element("figure") { figure in
      figure.element("div", ["class": "plot phases"]) { $0.append(timeline.svg(id: "timeline")) }
    }
    return figure
  }

  var summary: [PageSentence] {
    var lead = PageSentence()
    lead.add("Task ")
    lead.add(text("task") ?? "")
    if let service = text("service") { lead.add(" of \(service)") }
    if let cluster = text("cluster") { lead.add(" in cluster \(cluster)") }
    lead.add(" stopped")
    if let time = time("stopped_at") { lead.add(" at \(TimeText.second(time)) UTC") }
    lead.add(", ")
    lead.stress(values["is_abnormal"] == .integer(0) ? "as routine" : "abnormally")
    lead.add(": ")
    lead.stress(text("title") ?? "unknown")
    lead.add(text("confidence") == "likely" ? " (likely, not certain). " : ". ")
    lead.add(life)
    var rest = PageSentence()
    if let reason { rest.add("\"\(PageSummary.shortened(reason))\". ") }
    if let advice = text("advice") { rest.add(advice) }
    return [lead, rest]
  }

  /// What ECS says, if that is what the verdict rests on; else the text that it rests on, with IDs and numbers as `*`.
  private var reason: String? {
    guard let pattern = text("reason") else { return nil }
    guard let whole = text("stopped_reason") else { return pattern }
    let made = Array(whole.utf8).withUnsafeBytes { ReasonPattern.make(from: $0) }
    return made.elementsEqual(pattern.utf8) ? whole : pattern
  }

  private var life: String {
    guard let start = time("started_at"),
      let end = time("execution_stopped_at") ?? time("stopping_at") ?? time("stopped_at")
    else { return "It never ran." }
    return "It ran for \(DurationText.text(milliseconds: max(0, end - start)))."
  }
}

// The timeline.
extension PageTask {
  /// Nil if fewer than two times are known.
  package var timeline: TaskTimeline? {
    var times: [String: Int64] = [:]
    for (name, value) in values {
      if case .integer(let time) = value { times[name] = time }
    }
    let phases = Self.phases(times)
    return phases.isEmpty ? nil : TaskTimeline(title: "Timeline of the task", phases: phases)
  }

  /// What begins at each time, in the order in which it should.
  private static let steps: [(time: String, name: String, activity: TaskTimeline.Activity)] = [
    ("created_at", "waiting for placement", .waiting),
    ("pull_started_at", "pulling images", .pulling),
    ("pull_stopped_at", "starting containers", .starting),
    ("started_at", "running", .running),
    ("stopping_at", "stopping containers", .stopping),
    ("execution_stopped_at", "cleaning up", .ending),
  ]

  static func phases(_ times: [String: Int64]) -> [TaskTimeline.Phase] {
    // Clocks of several machines wrote them: a time before its predecessor counts as equal to it.
    var latest = Int64.min
    var known: [(time: Int64, name: String, activity: TaskTimeline.Activity)] = []
    for step in steps {
      guard let time = times[step.time] else { continue }
      latest = max(latest, time)
      known.append((latest, step.name, step.activity))
    }
    guard let end = times["stopped_at"].map({ max(latest, $0) }) ?? known.last?.time else {
      return []
    }
    let ends = known.dropFirst().map(\.time) + [end]
    var day: Int64?
    return zip(known, ends).compactMap { phase, end in
      let length = end - phase.time
      // Without its end the last phase is none.
      guard length > 0 || phase.activity == .running else { return nil }
      // The date where it begins and where it changes.
      let isSameDay = day == CivilCalendar.day(of: phase.time)
      day = CivilCalendar.day(of: phase.time)
      let start = TimeText.second(phase.time)
      return .init(
        name: phase.name, activity: phase.activity, start: phase.time, end: end,
        startText: isSameDay ? String(start.suffix(8)) : start,
        lengthText: DurationText.text(milliseconds: length))
    }
  }
}
