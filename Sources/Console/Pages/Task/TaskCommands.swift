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
    let place = Self.options([
      ("region", event.text("region")), ("cluster", event.text("detail.clusterArn")),
    ])
    let region = Self.options([("region", event.text("region"))])
    var all: [Command] = []
    if let group = event.text("detail.group"), group.hasPrefix("service:") {
      let name = Self.quoted(String(group.dropFirst("service:".count)))
      all.append(
        Command(
          title: "The service and its last events",
          text: "aws ecs describe-services\(place) --services \(name)"))
    }
    if let definition = event.text("detail.taskDefinitionArn") {
      let command =
        "aws ecs describe-task-definition\(region) --task-definition \(Self.quoted(definition))"
      all.append(Command(title: "The task definition", text: command))
      // The event does not say where a container logs.
      all.append(
        Command(
          title: "Where its containers log; the names of streams end in \(task.id)",
          text: command
            + " --query 'taskDefinition.containerDefinitions[].[name,logConfiguration.options]'"))
    }
    if let instance = event.text("detail.containerInstanceArn") {
      all.append(
        Command(
          title: "The container instance",
          text: "aws ecs describe-container-instances\(place) --container-instances "
            + Self.quoted(instance)))
    }
    all.append(
      Command(
        title: "The task itself, for about an hour after its stop",
        text: "aws ecs describe-tasks\(place) --tasks \(Self.quoted(task.arn))"))
    self.all = all
  }

  private static func options(_ options: [(name: String, value: String?)]) -> String {
    options.compactMap { name, value in value.map { " --\(name) \(quoted($0))" } }.joined()
  }

  /// A word for a shell.
  private static func quoted(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "-"), UInt8(ascii: "_"),
        UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: ":"):
        true
      default: false
      }
    }
    return isPlain && !text.isEmpty ? text : "'" + text.replacing("'", with: #"'\''"#) + "'"
  }
}
