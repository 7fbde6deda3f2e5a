import Charts
import LogsInsights
import Reports

/// The editor: a form that works without a script, which makes it more comfortable.
struct QueryForm {
  private let request: PageRequest
  private let text: String

  init(_ request: PageRequest) {
    self.request = request
    text = request.parameters["q"].map(QueryAsked.withLineFeeds) ?? ""
  }

  /// Lines that are seen at least and at most.
  private static let lines = 4...16

  var markup: Markup {
    var markup = Markup()
    markup.element(
      "form", ["class": "query", "id": "query", "method": "get", "action": QueryPage.path]
    ) { form in
      for pair in hidden.pairs {
        form.empty("input", ["type": "hidden", "name": pair.name, "value": pair.value])
      }
      form.element(
        "label", ["for": "editor", "class": "unseen"], text: "Query in Logs Insights QL")
      form.append(editor)
      form.element("div", ["class": "run"]) { line in
        line.element("button", ["class": "main", "type": "submit"], text: "Run")
        line.append(limit)
      }
    }
    return markup
  }

  /// The time and scope, and how the rows are shown.
  private var hidden: URLParameters {
    request.parameters.only(ConsoleScope.names + ["view"])
  }

  private var editor: Markup {
    var editor = Markup()
    let count = text.split(separator: "\n", omittingEmptySubsequences: false).count + 1
    let rows = min(max(count, Self.lines.lowerBound), Self.lines.upperBound)
    editor.element(
      "textarea",
      [
        "id": "editor", "name": "q", "rows": "\(rows)", "spellcheck": "false",
        "autocapitalize": "off", "autocomplete": "off", "autocorrect": "off",
        "maxlength": "\(Query.charactersMax)", "aria-describedby": "diagnostics",
        "placeholder": "fields @timestamp, detail.stoppedReason | sort @timestamp desc",
      ]
    ) { area in
      // The first line feed is not part of the text.
      area.append(verbatim: "\n")
      area.append(editable: text)
    }
    return editor
  }

  private var limit: Markup {
    var markup = Markup()
    markup.element("label") { label in
      label.append("at most ")
      label.empty(
        "input",
        [
          "name": "limit", "size": "7", "inputmode": "numeric", "autocomplete": "off",
          "value": request.parameters.text("limit") ?? "",
          "placeholder": NumberText.grouped(Int64(Query.rowsDefault)),
        ])
      label.append(" rows")
    }
    return markup
  }
}
