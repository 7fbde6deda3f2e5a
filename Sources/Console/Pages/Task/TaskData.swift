import Charts
import JSON
import Verdicts

/// A task as JSON: the verdict, times, containers, neighbors and other versions, and the event.
struct TaskData {
  let task: TaskRecord
  let timeline: TaskTimeline?
  let versions: TaskVersions
  let neighbors: TaskNeighbors

  var answer: ConsoleAnswer {
    let head = JSONValue.object(members).text
    let event =
      task.event.root == nil ? JSONValue.text(task.event.message).text : task.event.message
    return .json(head.dropLast() + ",\"event\":" + event + "}")
  }

  private var members: [JSONValue.Member] {
    [.init("task", .text(task.id)), .init("arn", .text(task.arn))]
      + Self.texts([("cluster", task.cluster), ("service", task.service)])
      + [
        .init("logged_at", .integer(Int(task.loggedAt))), .init("verdict", verdict),
        .init("phases", .array((timeline?.phases ?? []).map(Self.phase))),
        .init("containers", .array(task.event.containers.map(Self.container))),
        .init("neighbors", .array(neighbors.groups.map(Self.group))),
        .init("superseded", .array(versions.all.map(Self.version))),
        .init(
          "commands",
          .array(
            TaskCommands(task).all.map { command in
              .object([
                .init("title", .text(command.title)), .init("command", .text(command.text)),
              ])
            })),
      ]
  }

  private var verdict: JSONValue {
    let cause = StopCategory(rawValue: task.category)
    return .object(
      [
        .init("cause", .text(task.category)),
        .init("title", .text(cause?.title ?? task.category)),
        .init("abnormal", .boolean(task.isAbnormal)),
        .init("responsible", .text(task.responsible)), .init("confidence", .text(task.confidence)),
        .init("rule", .text(task.rule)),
      ]
        + Self.texts([("kill", task.kill), ("reason", task.pattern), ("advice", cause?.advice)])
        + [
          .init(
            "evidence",
            .array(
              task.evidence.map { path in
                .object(
                  [.init("path", .text(path))] + Self.texts([("value", task.event.text(path))]))
              }))
        ])
  }

  private static func texts(_ values: [(String, String?)]) -> [JSONValue.Member] {
    values.compactMap { name, value in value.map { .init(name, .text($0)) } }
  }

  private static func phase(_ phase: TaskTimeline.Phase) -> JSONValue {
    .object([
      .init("name", .text(phase.name)), .init("start", .integer(Int(phase.start))),
      .init("end", .integer(Int(phase.end))),
    ])
  }

  private static func container(_ node: TaskEvent.Node) -> JSONValue {
    var members = texts([("name", node["name"]?.text), ("reason", node["reason"]?.text)])
    if let code = node["exitCode"]?.text.flatMap(Int.init) {
      members.append(.init("exit_code", .integer(code)))
    }
    return .object(members + texts([("image", node["image"]?.text)]))
  }

  private static func group(_ group: TaskNeighbors.Group) -> JSONValue {
    .object([
      .init("title", .text(group.title)), .init("query", .text(group.query)),
      .init("start", .integer(Int(group.times.lowerBound))),
      .init("end", .integer(Int(group.times.upperBound))),
      .init("count", .integer(group.count)),
      .init(
        "nearest",
        .array(
          group.nearest.map { one in
            .object(
              [.init("task", .text(one.id)), .init("logged_at", .integer(Int(one.loggedAt)))]
                + texts([("service", one.service)]) + [.init("cause", .text(one.category))])
          })),
    ])
  }

  private static func version(_ version: TaskVersions.Version) -> JSONValue {
    .object([
      .init("version", .integer(Int(version.number))),
      .init("updated_at", .integer(Int(version.updatedAt))),
      .init("logged_at", .integer(Int(version.loggedAt))),
      .init("message", .text(version.event.message)),
    ])
  }
}
