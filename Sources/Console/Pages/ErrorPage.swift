import Charts
import JSON
import Pages

/// What is shown where a page cannot be.
enum ErrorPage {
  static func answer(_ error: ConsoleError, _ request: PageRequest) -> ConsoleAnswer {
    guard request.format == nil else {
      var members: [JSONValue.Member] = [.init("error", .text(error.message))]
      if let help = error.help { members.append(.init("help", .text(help))) }
      return .json(JSONValue.object(members).text, status: error.status)
    }
    let title = error.status == 404 ? "Not found" : "This cannot be shown"
    return Frame(title: title, request: request).answer(status: error.status) { content in
      content.append(box(error))
    }
  }

  /// What happened, and what to do.
  static func box(_ error: ConsoleError) -> Markup {
    var markup = Markup()
    markup.element("div", ["class": "error", "role": "alert"]) { box in
      box.element("pre") { $0.append(error.message) }
      if let help = error.help { box.element("p") { BreakableText.append(help, to: &$0) } }
      if let (name, link) = error.instead {
        box.element("p") { $0.element("a", ["href": link], text: name) }
      }
    }
    return markup
  }
}
