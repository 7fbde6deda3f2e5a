import Charts
import JSON
import LogsInsights
import Queries
import Reports
import Time

/// The query for other programs, as text to copy.
struct TakeAway {
  private let draft: QueryDraft
  private let request: PageRequest

  init(_ draft: QueryDraft, _ request: PageRequest) {
    self.draft = draft
    self.request = request
  }

  var markup: Markup {
    var markup = Markup()
    markup.element("details", ["class": "more", "id": "take-away"]) { details in
      details.element("summary", text: "Take the query away")
      Self.append("As a command of ecs-stops", command, "as-command", to: &details)
      Self.append("As a call of the AWS CLI", call, "as-call", to: &details)
      if let note {
        details.element("p", ["class": "note"], text: note)
      }
      Self.append(
        "As a query of Grafana (the JSON of a panel's target)", target, "as-grafana", to: &details)
      details.element("p") {
        $0.element(
          "a",
          [
            "href": ConsoleLink.text(
              QueryExplainPage.path, request.parameters.only(QueryDraft.pageNames))
          ], text: "Explain: its steps, their SQL and SQLite's plan")
      }
    }
    return markup
  }

  private static func append(
    _ title: String, _ text: String, _ id: StaticString, to details: inout Markup
  ) {
    details.element("p", ["class": "name"], text: title)
    details.element("pre", ["id": "\(id)"]) { $0.element("code", text: text) }
  }

  private var note: String? {
    guard let query = try? Query(draft.text), let note = ExtensionField.note(on: query) else {
      return nil
    }
    return note.prefix(1).uppercased() + note.dropFirst()
      + ": point the AWS CLI at this server for them, as /about says."
  }

  /// The text with the scope as filters, which no program has in any other way.
  var text: String { ScopeFilter(draft.tests).added(to: draft.plan.source, draft.plan.steps) }

  /// `ecs-stops query --start … --end … '…'`.
  var command: String {
    var words = [
      "ecs-stops query", "--start \(Timestamp.text(draft.scope.window.first))",
      "--end \(Timestamp.text(draft.scope.window.last))",
    ]
    if let limit = draft.asked.limit { words.append("--limit \(limit)") }
    return (words + [ShellWord.text(of: text)]).joined(separator: " ")
  }

  /// `aws logs start-query …`, with whole seconds, as that takes them.
  var call: String {
    var words = ["aws logs start-query"]
    if !draft.choosesGroups {
      words.append(
        "--log-group-names "
          + draft.groups.map { ShellWord.text(of: $0.name) }.joined(separator: " "))
    }
    words += ["--start-time \(seconds.first)", "--end-time \(seconds.last)"]
    if let limit = draft.asked.limit { words.append("--limit \(limit)") }
    return (words + ["--query-string " + ShellWord.text(of: text)]).joined(separator: " ")
  }

  /// The seconds of the window; the API adds the rest of the last one.
  private var seconds: (first: Int64, last: Int64) {
    (
      draft.scope.window.first.flooredQuotient(by: 1000),
      draft.scope.window.last.flooredQuotient(by: 1000)
    )
  }

  /// What Grafana's CloudWatch data source has in a panel.
  var target: String {
    let groups = draft.groups.map { group in
      JSONValue.object([.init("name", .text(group.name)), .init("arn", .text(group.arn))])
    }
    return JSONValue.object([
      .init(
        "datasource",
        .object([.init("type", .text("cloudwatch")), .init("uid", .text("ecs-stops"))])),
      .init("refId", .text("A")), .init("id", .text("")), .init("queryMode", .text("Logs")),
      .init("queryLanguage", .text("CWLI")), .init("region", .text("default")),
      .init("logGroups", .array(draft.choosesGroups ? [] : groups)),
      .init("expression", .text(text)),
    ]).text
  }
}

/// Words for a POSIX shell.
enum ShellWord {
  /// In single quotes, unless it has only characters that mean nothing to a shell.
  static func text(of word: String) -> String {
    let isPlain = !word.isEmpty && word.utf8.allSatisfy(isPlain)
    return isPlain
      ? word
      : "'"
        + word.split(separator: "'", omittingEmptySubsequences: false)
        .joined(separator: #"'\''"#) + "'"
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
      UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: ":"), UInt8(ascii: ","):
      true
    default: false
    }
  }
}

/// A scope as filters of a query.
struct ScopeFilter {
  private let conditions: [String]

  init(_ tests: [EventSelection.Test]) {
    conditions = tests.compactMap(Self.condition)
  }

  private static func condition(_ test: EventSelection.Test) -> String? {
    let values = test.values.map(StringLiteral.text)
    let field = FieldPath.written(test.field)
    var conditions: [String] = []
    if values.count == 1 { conditions.append("\(field) = \(values[0])") }
    if values.count > 1 { conditions.append("\(field) in [\(values.joined(separator: ", "))]") }
    if test.orMissing { conditions.append("not ispresent(\(field))") }
    return conditions.isEmpty ? nil : conditions.joined(separator: " or ")
  }

  /// A query with the filters before its first command that chooses no log groups.
  func added(to source: SourceText, _ steps: [Plan.Step]) -> String {
    guard !conditions.isEmpty else { return source.text }
    let separator = source.text.contains("\n") ? "\n| " : " | "
    let filters = conditions.map { "filter \($0)" }.joined(separator: separator)
    if let first = steps.first(where: { !$0.isSource }) {
      return source[SourceRange(0, first.range.lower)] + filters + separator
        + source[SourceRange(first.range.lower, source.range.upper)]
    }
    let end = steps.last?.range.upper ?? 0
    return source[SourceRange(0, end)] + (end > 0 ? separator : "") + filters
      + source[SourceRange(end, source.range.upper)]
  }
}

extension Plan.Step {
  fileprivate var isSource: Bool { text.hasPrefix("SOURCE ") }
}
