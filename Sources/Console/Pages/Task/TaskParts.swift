import Charts
import JSON
import Pages
import Reports
import Verdicts

/// The verdict on a task, what the task was, its containers and attachments.
struct TaskParts {
  private let task: TaskRecord
  private let evidence: EvidencePaths

  private static let listedMax = 50
  private static let evidenceMax = 30

  init(_ task: TaskRecord, _ evidence: EvidencePaths) {
    self.task = task
    self.evidence = evidence
  }

  var verdict: Markup {
    let cause = StopCategory(rawValue: task.category)
    let link = QueryLink.text(
      QueryText.stops(where: [QueryText.equals("@cause", task.category)]),
      scope: URLParameters().setting("since", to: "all"))
    return Self.part("Verdict") { list in
      Self.add("cause", to: &list) { value in
        value.append("\(cause?.title ?? task.category) ")
        value.element("a", ["href": link, "title": "Stops of this cause"], text: task.category)
      }
      Self.add("kind", task.isAbnormal ? "abnormal" : "routine", to: &list)
      Self.add("responsible", task.responsible, to: &list)
      Self.add("confidence", task.confidence, to: &list)
      Self.add("kill", task.kill.map { $0.replacing("_", with: " ") }, to: &list)
      Self.add("rule", task.rule, to: &list)
      for place in evidence.places.prefix(Self.evidenceMax) {
        Self.add("evidence", to: &list) { $0.append(Self.evidence(place)) }
      }
      Self.add("advice", cause?.advice, to: &list)
    }
  }

  /// A path that leads to its place in the event below, and the value there.
  private static func evidence(_ place: EvidencePaths.Place) -> Markup {
    var markup = Markup()
    if place.isThere {
      markup.element(
        "a", ["href": "#" + PercentCode.encoded(EventView.anchor(of: place.path))]
      ) {
        BreakableText.append(place.path, to: &$0)
      }
    } else {
      markup.element("code") { BreakableText.append(place.path, to: &$0) }
    }
    if let value = place.value {
      markup.append(": ")
      LongText.append(value, max: 300, to: &markup)
    } else if !place.isThere {
      markup.append(": missing")
    }
    return markup
  }

  /// What the task was.
  var identity: Markup {
    let fields = [
      ("stop code", "stopCode"), ("reason", "stoppedReason"), ("cluster", "clusterArn"),
      ("group", "group"), ("started by", "startedBy"), ("task definition", "taskDefinitionArn"),
      ("launch type", "launchType"), ("capacity provider", "capacityProviderName"),
      ("availability zone", "availabilityZone"), ("container instance", "containerInstanceArn"),
      ("cpu units", "cpu"), ("memory MiB", "memory"), ("platform version", "platformVersion"),
    ]
    return Self.part("Task") { list in
      Self.add("task", task.arn, to: &list)
      for (name, field) in fields { Self.add(name, task.event.text("detail.\(field)"), to: &list) }
    }
  }

  var containers: Markup {
    let all = task.event.containers
    var markup = Markup()
    guard !all.isEmpty else { return markup }
    var table = PlainTable(
      "Containers",
      ["Container", "Exit code", "Reason", "Image", "CPU units", "Memory MiB", "Health"],
      numbers: ["Exit code", "CPU units", "Memory MiB"])
    for (position, container) in all.prefix(Self.listedMax).enumerated() {
      let health = container["healthStatus"]?.text
      table.add([
        .link(
          "#" + EventView.anchor(of: "detail.containers.\(position)"),
          container["name"]?.text ?? "container \(position)"),
        .text(container["exitCode"]?.text ?? "none"),
        .text(container["reason"]?.text ?? "", max: 400), .text(container["image"]?.text ?? ""),
        .text(container["cpu"]?.text ?? ""),
        .text(container["memory"]?.text ?? container["memoryReservation"]?.text ?? ""),
        .text(health == "UNKNOWN" ? "" : health ?? ""),
      ])
    }
    markup.element("section", ["id": "containers"]) { section in
      section.element("h2", text: "Containers")
      section.append(table.markup)
      section.append(Self.rest(all.count, "container"))
    }
    return markup
  }

  var attachments: Markup {
    let all = task.event.attachments
    var markup = Markup()
    guard !all.isEmpty else { return markup }
    markup.element("section", ["id": "attachments"]) { section in
      section.element("h2", text: "Attachments")
      section.element("div", ["class": "parts"]) { parts in
        for attachment in all.prefix(Self.listedMax) {
          parts.append(
            Self.part(attachment["type"]?.text ?? "attachment") { list in
              Self.add("status", attachment["status"]?.text, to: &list)
              Self.add("id", attachment["id"]?.text, to: &list)
              for detail in attachment["details"]?.elements.prefix(Self.listedMax) ?? [] {
                Self.add(detail["name"]?.text ?? "", detail["value"]?.text, to: &list)
              }
            })
        }
      }
      section.append(Self.rest(all.count, "attachment"))
    }
    return markup
  }

  private static func rest(_ count: Int, _ noun: String) -> Markup {
    var markup = Markup()
    guard count > listedMax else { return markup }
    markup.element(
      "p", ["class": "note"],
      text: "\(Quantity.of(count - listedMax, "more \(noun)")); the data below has all of them.")
    return markup
  }

  private static func part(_ title: String, _ content: (inout Markup) -> Void) -> Markup {
    var part = Markup()
    part.element("div", ["class": "part"]) { part in
      part.element("h2") { LongText.append(title, max: 100, to: &$0) }
      part.element("dl", [:], content)
    }
    return part
  }

  private static func add(_ name: String, _ value: String?, to list: inout Markup) {
    guard let value, !value.isEmpty else { return }
    add(name, to: &list) { LongText.append(value, to: &$0) }
  }

  private static func add(
    _ name: String, to list: inout Markup, _ value: (inout Markup) -> Void
  ) {
    list.element("dt") { LongText.append(name, max: 100, to: &$0) }
    list.element("dd", [:], value)
  }
}
