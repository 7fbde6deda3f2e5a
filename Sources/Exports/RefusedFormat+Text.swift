import JSON

// The words by which refused formats of text are recognized.
extension RefusedFormat {
  /// How much of a text is looked at.
  private static let bytesMax = 4 << 10

  /// The format that a text is of, by its first lines.
  init?(beginningOf text: UnsafeRawBufferPointer) {
    let beginning = String(
      decoding: text[from: 0, to: min(text.count, Self.bytesMax)], as: UTF8.self)
    let lines = beginning.split(maxSplits: 4, whereSeparator: \.isNewline)
    guard let first = lines.first else { return nil }
    if beginning.hasPrefix("<") {
      guard let markup = Self.markup(beginning) else { return nil }
      self = markup
    } else if Self.cliErrors.contains(where: first.hasPrefix) {
      self = .cliError
    } else if Self.taskLabels.contains(where: first.hasPrefix) {
      self = .taskText
    } else if first.hasPrefix("arn:"), first.contains(":ecs:"), first.contains(":task/") {
      self = .taskColumns
    } else if first.hasPrefix("MESSAGES\t") {
      self = .messageText
    } else if first.count > 20, first.allSatisfy({ $0 == "-" }),
      lines.dropFirst().first?.first == "|" || first.utf8.count >= Self.bytesMax
    {
      self = .cliTable
    } else if first.hasPrefix("|"),
      first.contains("@") || lines.dropFirst().first?.hasPrefix("|--") == true
        || lines.dropFirst().first?.hasPrefix("| --") == true
    {
      self = .markdownTable
    } else if Self.isYAML(lines) {
      self = .yaml
    } else {
      return nil
    }
  }

  private static func markup(_ text: String) -> RefusedFormat? {
    let lower = text.lowercased()
    if lower.hasPrefix("<!doctype html") || lower.contains("<html") { return .webPage }
    if text.contains("<Error>") && text.contains("<Code>") { return .s3Error }
    return text.hasPrefix("<?xml") || text.hasPrefix("<Error") ? .xml : nil
  }

  private static let cliErrors = [
    "An error occurred (", "Unable to locate credentials", "usage: aws ", "aws: error:",
    "fatal error: ", "Could not connect to the endpoint URL", "Partial credentials found",
    "The config profile (", "You must specify a region", "Error when retrieving ",
    "Token has expired", "The SSO session ", "Unable to parse config file",
    "Parameter validation failed",
    "download failed: ", "Error parsing parameter",
  ]

  private static let taskLabels = [
    "TASKS\t", "FAILURES\t", "TASK\t", "CONTAINERS\t", "ATTACHMENTS\t",
  ]

  /// Whether lines are YAML: the mark of a document, or keys of what AWS commands print.
  private static func isYAML(_ lines: [Substring]) -> Bool {
    guard var first = lines.first else { return false }
    if first == "---" { return true }
    while first.hasPrefix("- ") { first = first.dropFirst(2) }
    guard let colon = first.firstIndex(of: ":") else { return false }
    let rest = first[first.index(after: colon)...]
    return yamlKeys.contains(first[..<colon]) && (rest.isEmpty || rest.first == " ")
  }

  private static let yamlKeys: Set<Substring> = [
    "events", "searchedLogStreams", "nextForwardToken", "nextBackwardToken", "nextToken", "results",
    "queryLanguage", "statistics", "status", "tasks", "task", "failures", "Messages", "Records",
    "logRecord", "taskArns", "version", "id", "detail-type", "detail", "source", "account",
    "eventId", "ingestionTime", "logStreamName", "message", "timestamp", "attachments", "field",
    "ResponseMetadata",
  ]
}
