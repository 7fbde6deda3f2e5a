import Charts
import LogsAPI
import LogsInsights

/// `/query/save`: keeps a query under a name, in the files that the API lists.
struct QuerySaving: ConsolePage {
  static let path = "/query/save"
  static let changes = true

  /// The form; nothing on a server that keeps none.
  static func form(_ request: PageRequest, _ console: Console) -> Markup {
    guard console.logs.settings.savedQueries.canSave else { return Markup() }
    return form(request.parameters, name: "", asksToReplace: false, isOpen: false)
  }

  private static func form(
    _ parameters: URLParameters, name: String, asksToReplace: Bool, isOpen: Bool
  ) -> Markup {
    var markup = Markup()
    markup.element(
      "details",
      isOpen ? ["class": "more", "id": "save", "open": "open"] : ["class": "more", "id": "save"]
    ) { details in
      details.element("summary", text: "Save the query")
      details.element("form", ["class": "run", "method": "post", "action": path]) { form in
        for pair in parameters.only(QueryDraft.pageNames + ["view"]).pairs {
          form.empty("input", ["type": "hidden", "name": pair.name, "value": pair.value])
        }
        form.element("label") { label in
          label.append("Name ")
          label.empty(
            "input", ["name": "name", "required": "required", "maxlength": "200", "value": name])
        }
        if asksToReplace {
          form.element("label") { label in
            label.empty("input", ["type": "checkbox", "name": "replace", "value": "1"])
            label.append(" Replace it")
          }
        }
        form.element("button", ["type": "submit"], text: "Save")
      }
    }
    return markup
  }

  static func answer(_ request: PageRequest, _ console: Console) async throws -> ConsoleAnswer {
    let form = request.asked.form
    let name = form["name"]?.trimmingBlanks ?? ""
    let queries = console.logs.settings.savedQueries
    do {
      guard let text = form.text("q").map(QueryAsked.withLineFeeds) else {
        throw ConsoleError(400, "there is no query to save")
      }
      guard text.unicodeScalars.count <= Query.charactersMax else {
        throw ConsoleError(400, "the query is longer than \(Query.charactersMax) characters")
      }
      if form["replace"] != "1",
        let other = try queries.all().first(where: { $0.name == name }), other.text != text
      {
        throw ConsoleError(409, "there is a saved query named \"\(name)\" already")
      }
      _ = try queries.save(name, text)
    } catch {
      return refused(ConsoleError(explaining: error), request, name)
    }
    let page = form.only(QueryDraft.pageNames + ["view"]).setting("saved", to: name)
    return .redirect(to: ConsoleLink.text(QueryPage.path, page))
  }

  /// The form once more, with what is wrong.
  private static func refused(
    _ error: ConsoleError, _ request: PageRequest, _ name: String
  ) -> ConsoleAnswer {
    Frame(title: "Save the query", request: request).answer(status: error.status) { content in
      content.append(ErrorPage.box(error))
      content.append(
        form(request.asked.form, name: name, asksToReplace: error.status == 409, isOpen: true))
      content.element("p") {
        $0.element(
          "a",
          [
            "href": ConsoleLink.text(
              QueryPage.path, request.asked.form.only(QueryDraft.pageNames + ["view"]))
          ], text: "Back to the query")
      }
    }
  }

  /// That a query was saved.
  static func note(_ request: PageRequest) -> Markup {
    var markup = Markup()
    guard let name = request.parameters.text("saved") else { return markup }
    markup.element("p", ["class": "note", "role": "status"], text: "Saved as \"\(name)\".")
    return markup
  }
}

extension String {
  fileprivate var trimmingBlanks: String {
    guard let first = firstIndex(where: { !$0.isWhitespace }),
      let last = lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(self[first...last])
  }
}
