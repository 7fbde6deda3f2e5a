import Charts
import Pages

/// What all pages of the console have around their content.
struct Frame {
  let title: String
  let request: PageRequest
  /// The scope bar; nil on pages that look at no time.
  var scope: ScopeBar?

  /// The pages that the navigation lists.
  private static let entries = [
    ("/", "Overview"), ("/reports", "Reports"), ("/query", "Query"), ("/fields", "Fields"),
    ("/sql", "SQL"), ("/queries", "Running"), ("/about", "About"),
  ]

  /// A page without the navigation.
  static func bare(title: String, _ content: (inout Markup) -> Void) -> ConsoleAnswer {
    var page = Markup()
    page.append(verbatim: "<!doctype html>\n")
    page.element("html", ["lang": "en"]) { html in
      html.append(head(title))
      html.element("body", ["class": "console bare"]) { body in
        body.element("main", ["id": "content"]) { main in
          main.element("h1", text: title)
          content(&main)
        }
      }
    }
    return .html(page)
  }

  /// A page with some content.
  func answer(status: Int = 200, _ content: (inout Markup) throws -> Void) rethrows
    -> ConsoleAnswer
  {
    var page = Markup()
    page.append(verbatim: "<!doctype html>\n")
    try page.element("html", ["lang": "en"]) { html in
      html.append(Self.head(title))
      try html.element("body", ["class": "console"]) { body in
        body.element("a", ["href": "#content", "class": "skip"], text: "Skip the navigation")
        body.append(navigation)
        try body.element("main", ["id": "content"]) { main in
          if let scope { main.append(scope.markup) }
          main.element("h1") { BreakableText.append(title, to: &$0) }
          try content(&main)
        }
        body.element("p", ["class": "unseen", "role": "status", "id": "said"]) { _ in }
      }
    }
    return .html(page, status: status)
  }

  private static func head(_ title: String) -> Markup {
    var head = Markup()
    head.element("head") { head in
      head.empty("meta", ["charset": "utf-8"])
      head.empty(
        "meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"])
      head.empty("meta", ["name": "color-scheme", "content": "light dark"])
      head.element("title", text: "\(title) - ecs-stops")
      head.empty("link", ["rel": "icon", "href": "data:,"])
      for style in ConsoleAsset.styles {
        head.empty("link", ["rel": "stylesheet", "href": style.link])
      }
      for script in ConsoleAsset.scripts {
        head.element("script", ["src": script.link, "defer": "defer"]) { _ in }
      }
    }
    return head
  }

  private var navigation: Markup {
    var markup = Markup()
    markup.element("nav", ["class": "pages", "aria-label": "Pages"]) { nav in
      nav.element("ul") { list in
        for (path, name) in Self.entries {
          list.element("li") { $0.append(entry(path, name)) }
        }
      }
      nav.element("form", ["class": "find", "method": "get", "action": "/tasks", "role": "search"])
      {
        for pair in request.parameters.only(ConsoleScope.names).pairs {
          $0.empty("input", ["type": "hidden", "name": pair.name, "value": pair.value])
        }
        $0.empty(
          "input",
          [
            "name": "id", "placeholder": "Task ID", "aria-label": "Find a task by its ID or ARN",
            "data-shortcut": "/",
          ])
      }
    }
    return markup
  }

  /// The time and scope stay when the page changes.
  private func entry(_ path: String, _ name: String) -> Markup {
    var markup = Markup()
    let link = ConsoleLink.text(path, request.parameters.only(ConsoleScope.names))
    let isHere = request.path == path || (path != "/" && request.path.hasPrefix(path + "/"))
    if isHere {
      markup.element("a", ["href": link, "aria-current": "page"], text: name)
    } else {
      markup.element("a", ["href": link], text: name)
    }
    return markup
  }
}
