/// Commands of the AWS CLI that show what a task's event names.
struct TaskCommands {
  struct Command: Equatable {
    /// What it shows, in a few words.
    let title: String
    let text: String
  }

  let all: [Command]

  init(_ task: TaskRecord) {
    let event = task.event
    let region = [("--region", event.text("region"))]
    let place = region + [("--cluster", event.text("detail.clusterArn"))]
    let group = event.text("detail.group") ?? ""
    let service = group.hasPrefix("service:") ? String(group.dropFirst("service:".count)) : nil
    let definition = event.text("detail.taskDefinitionArn")
    let instance = event.text("detail.containerInstanceArn")
    all = [
      Self.command(
        "The service and its last events", "describe-services", place, ("--services", service)),
      Self.command(
        "The task definition", "describe-task-definition", region,
        ("--task-definition", definition)),
      // The event does not say where a container logs.
      Self.command(
        "Where its containers log; the names of streams end in \(task.id)",
        "describe-task-definition", region, ("--task-definition", definition),
        more: " --query 'taskDefinition.containerDefinitions[].[name,logConfiguration.options]'"),
      Self.command(
        "The container instance", "describe-container-instances", place,
        ("--container-instances", instance)),
      Self.command(
        "The task itself, for about an hour after its stop", "describe-tasks", place,
        ("--tasks", task.arn)),
    ].compactMap(\.self)
  }

  /// Nil where the event does not name the thing.
  private static func command(
    _ title: String, _ operation: String, _ place: [(option: String, value: String?)],
    _ thing: (option: String, value: String?), more: String = ""
  ) -> Command? {
    guard thing.value != nil else { return nil }
    var text = "aws ecs " + operation
    for case (let option, let value?) in place + [thing] {
      guard isName(value) else { return nil }
      text += " \(option) \(value)"
    }
    return Command(title: title, text: text + more)
  }

  /// Whether a value is what names and ARNs of AWS are made of.
  ///
  /// Events can come from anywhere: the AWS CLI takes a hyphen for an option, and reads what `file://` names.
  private static func isName(_ text: String) -> Bool {
    guard let first = text.utf8.first, isWordByte(first), !text.contains("://") else {
      return false
    }
    return text.utf8.allSatisfy { isWordByte($0) || "-_./:".utf8.contains($0) }
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"):
      true
    default: false
    }
  }
}
