/// What the data of a page is: which parameters it takes besides time and scope, and which members its JSON has.
struct DataPage: Sendable {
  struct Parameter: Sendable {
    let name: String
    let meaning: String
    var isRequired = false
  }

  struct Member: Sendable {
    /// The type of JSON Schema: `string`, `integer`, `number`, `boolean`, `array`, `object`, or nothing for any.
    let type: String
    let name: String
    let meaning: String
    /// Whether every answer has it.
    var isRequired = true

    init(_ name: String, _ type: String, _ meaning: String, isRequired: Bool = true) {
      self.name = name
      self.type = type
      self.meaning = meaning
      self.isRequired = isRequired
    }
  }

  let page: any ConsolePage.Type
  let summary: String
  /// Whether it takes time and scope.
  var hasScope = false
  var parameters: [Parameter] = []
  let members: [Member]
  /// The other endings that its rows have; empty for JSON alone.
  var endings: [String] = []

  /// The path of its JSON, a name in braces: `/reports/{name}.json`.
  var path: String {
    page.path == "/" ? "/index.json" : page.path.replacing("*", with: "{name}") + ".json"
  }

  private static let rows = [
    Member("columns", "array", "the columns: name, kind, unit, meaning"),
    Member("rows", "array", "an object for each row, by the names of the columns"),
  ]
  private static let rowEndings = ["ndjson", "csv", "tsv", "md"]

  /// All pages that have data.
  static let all: [DataPage] = [
    DataPage(
      page: OverviewPage.self, summary: "What stopped, why, and whether the archive has all of it",
      hasScope: true,
      members: [
        Member("start", "integer", "the first millisecond of the time, since 1970"),
        Member("end", "integer", "the last millisecond of the time"),
        Member("coverage", "string", "whether the archive looks complete"),
        Member("stops", "integer", "stopped tasks"),
        Member("abnormal", "integer", "those that do not belong to normal operation"),
        Member("warning", "string", "what to know before the numbers", isRequired: false),
        Member("causes", "array", "stops by cause and who is responsible"),
        Member("new", "array", "abnormal reasons that never occurred before"),
        Member("over_time", "object", "start and length of the first step, and stops by series"),
      ]),
    DataPage(
      page: ReportPage.self, summary: "The rows of a report", hasScope: true,
      parameters: [
        Parameter(name: "by", meaning: "one more dimension to break the rows down by"),
        Parameter(
          name: "abnormal", meaning: "1 for abnormal stops only, where the report takes it"),
        Parameter(name: "cause", meaning: "a cause, where the report takes it; may be repeated"),
        Parameter(name: "limit", meaning: "how many rows at most, up to 10,000"),
      ],
      members: [
        Member("report", "string", "the report's name"), Member("title", "string", "its title"),
        Member("start", "integer", "the first millisecond of the time, since 1970"),
        Member("end", "integer", "the last millisecond of the time"),
        Member("more_rows", "boolean", "whether rows were left out"),
        Member("sql", "string", "the query in SQL"),
        Member("insights", "string", "the query in Logs Insights QL", isRequired: false),
      ] + rows, endings: rowEndings),
    DataPage(
      page: QueryPage.self, summary: "The rows of a query in Logs Insights QL", hasScope: true,
      parameters: [
        Parameter(name: "q", meaning: "the query", isRequired: true),
        Parameter(name: "limit", meaning: "how many rows at most, up to 100,000"),
        Parameter(name: "sort", meaning: "a column to sort by, after - from the largest"),
      ],
      members: [
        Member("diagnostics", "array", "warnings about the query"),
        Member("statistics", "object", "rows, matched and scanned events, milliseconds"),
      ] + rows, endings: rowEndings),
    DataPage(
      page: TaskPage.self, summary: "A task; the name is its ID, the beginning of one, or its ARN",
      members: [
        Member("task", "string", "the task's ID"), Member("arn", "string", "its ARN"),
        Member("cluster", "string", "the cluster's name", isRequired: false),
        Member("service", "string", "the service, or the task's group", isRequired: false),
        Member("logged_at", "integer", "the log time in milliseconds since 1970"),
        Member("verdict", "object", "why it stopped, and what that rests on"),
        Member("phases", "array", "its life, in milliseconds since 1970"),
        Member("containers", "array", "names, exit codes and reasons"),
        Member("neighbors", "array", "stops near it, with the query of each kind"),
        Member("superseded", "array", "other versions of the event"),
        Member("commands", "array", "commands of the AWS CLI"),
        Member("event", "", "the event as it came, secrets masked"),
      ], endings: rowEndings),
    DataPage(
      page: FieldsPage.self, summary: "The fields of the archive's events",
      members: [
        Member("stops", "integer", "stops in the archive"),
        Member("sampled", "integer", "stops that were looked at"),
      ] + rows, endings: rowEndings),
    DataPage(
      page: FieldValuesPage.self, summary: "The most frequent values of a field", hasScope: true,
      parameters: [Parameter(name: "q", meaning: "a query, whose filters count")],
      members: [
        Member("query", "string", "the query that counts them"),
        Member("stops", "integer", "stops in the time and scope, within the filters"),
      ] + rows, endings: rowEndings),
    DataPage(
      page: SQLPage.self, summary: "The rows of a SELECT",
      parameters: [Parameter(name: "sql", meaning: "the statement", isRequired: true)],
      members: [Member("statistics", "object", "rows, milliseconds, whether rows were left out")]
        + rows, endings: rowEndings),
    DataPage(
      page: QueriesPage.self, summary: "The queries of this server", members: rows,
      endings: rowEndings),
    DataPage(
      page: AboutPage.self, summary: "The server and its archive",
      members: [
        Member("program", "object", "the version"), Member("archive", "object", "file and stops"),
        Member("limits", "object", "how much one caller may take"),
      ]),
    DataPage(
      page: CheckPage.self, summary: "What is wrong with a query, without running it",
      parameters: [Parameter(name: "q", meaning: "the query")],
      members: [Member("diagnostics", "array", "errors and warnings, with their places")]),
    DataPage(
      page: FormatPage.self, summary: "A query in its usual layout",
      parameters: [Parameter(name: "q", meaning: "the query", isRequired: true)],
      members: [Member("text", "string", "the query")]),
    DataPage(
      page: WordsPage.self, summary: "What an editor completes",
      members: [
        Member("commands", "array", "commands"), Member("functions", "array", "functions"),
        Member("keywords", "array", "keywords"), Member("fields", "array", "fields"),
      ]),
  ]
}
