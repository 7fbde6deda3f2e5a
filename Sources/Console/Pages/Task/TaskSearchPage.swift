import Charts
import Pages

/// `/tasks?id=…`: finds a task by its ID, the beginning of one, or its ARN.
struct TaskSearchPage: ConsolePage {
  static let path = "/tasks"
  static let isOfArchive = true

  static func answer(_ request: PageRequest, _ console: Console) async throws -> ConsoleAnswer {
    guard let text = request.parameters.text("id") else { return form(request) }
    return try await console.read { reader in
      let found = try reader.tasks(text)
      let scope = request.parameters.only(ConsoleScope.names)
      if found.count == 1 { return .redirect(to: ConsoleLink.task(found[0].arn, scope)) }
      guard !found.isEmpty else {
        throw ConsoleError(
          404, "no stopped task has an ID that begins with \"\(text.prefix(100))\"",
          help:
            "an ID, its beginning or an ARN finds a task; the archive has only tasks that stopped"
        )
      }
      return try TaskListing(found, reader).answer(to: text, request)
    }
  }

  private static func form(_ request: PageRequest) -> ConsoleAnswer {
    Frame(title: "Find a task", request: request).answer { content in
      content.element("form", ["class": "controls", "method": "get", "action": path]) { form in
        form.element("label") { label in
          label.append("Task ID, the beginning of one, or an ARN ")
          label.empty("input", ["name": "id", "size": "40", "autofocus": "autofocus"])
        }
        form.element("button", ["type": "submit"], text: "Find")
      }
    }
  }
}
