import ArgumentParser
import ECSStops

/// `ecs-stops fields`: what can be asked for.
struct FieldsCommand: RowCommand {
  static let configuration = CommandConfiguration(
    commandName: "fields",
    abstract: "List every field of the events.",
    usage: "ecs-stops fields [<part>] [<options>]",
    discussion: """
      Shows for each field how many events have it, the type of its values, an example, and the table and column that hold \
      it. Fields of origin ecs-stops, such as @cause and @service, are not part of the events: CloudWatch Logs Insights does \
      not know them.

        ecs-stops fields
        ecs-stops fields containers.0
        ecs-stops fields stop --format csv
      """)

  @Argument(help: "Only fields with this text in their names; case makes no difference.")
  var part: String?

  @OptionGroup var archive: ArchiveOptions
  @OptionGroup(title: "filters") var time: TimeRangeOptions
  @OptionGroup(title: "output") var output: OutputOptions

  func run() throws {
    let opened = try archive.open(.read)
    let now = TimeSource.system.now
    let stops = try ArchiveStops(opened)
    let range = try time.range(asOf: now, in: stops)
    let runner = StatementRunner(opened.connection, .unhurried)
    let list = try runner.limited { try FieldList(opened, start: range.start, end: range.end) }
    let wanted = part?.lowercased()
    let entries = list.entries.filter { entry in
      wanted.map { entry.name.lowercased().contains($0) } ?? true
    }
    if let part, entries.isEmpty, !list.entries.isEmpty {
      throw Failure(
        "no field has \"\(part)\" in its name",
        help: Self.advice(part, list.entries.map(\.name)))
    }
    let masker = output.secrets.masker(opened)
    try output.write(Self.hints, masking: masker) { writer in
      try writer.write(
        columns: Self.columns,
        rows: entries.map { try Self.row($0, of: list.eventCount, masking: masker) })
    }
    if list.isCut {
      StandardError.message(
        .note,
        "the events have more than \(Quantity.count(FieldList.namesMax)) fields; only those of the most frequent events are listed",
        color: output.color)
    }
    try StopsNote.all(
      stops, ReportRequest(start: range.start, end: range.end, coversAllTime: true, now: now),
      color: output.color)
  }

  /// The fields of which a part is spelled nearly so.
  private static func advice(_ part: String, _ names: [String]) -> String {
    let parts = names.flatMap { $0.split(separator: ".").map(String.init) }
    return NameSuggestions.question(for: part, among: names)
      ?? NameSuggestions.question(for: part, among: parts)
      ?? "`ecs-stops fields` lists all of them"
  }

  /// Nothing but its name tells a field from the others.
  private static let hints = {
    var hints = TableHints()
    hints.firstKeysMax = 1
    return hints
  }()

  private static let columns = [
    ResultColumn("field", .text), ResultColumn("events", .count), ResultColumn("percent", .percent),
    ResultColumn("type", .text), ResultColumn("example", .text), ResultColumn("place", .text),
    ResultColumn("origin", .text),
  ]

  /// - Parameter masker: masks examples that only the name of the field tells to be secret.
  private static func row(
    _ entry: FieldList.Entry, of total: Int, masking masker: Masker?
  ) throws -> [Cell] {
    let example = try entry.example.map { text in
      try masker?.masked(text, SecretPath.secrecy(ofField: entry.name)) ?? text
    }
    let percent = Double(entry.events) * 100 / Double(total)
    return [
      .text(entry.name), .integer(Int64(entry.events)), .real((percent * 10).rounded() / 10),
      .text(entry.types.joined(separator: ", ")), example.map { .text($0) } ?? .null,
      .text(entry.place), .text(entry.origin.rawValue),
    ]
  }
}
