import Charts
import Reports
import Time

/// What is above each page that looks at a time: which one, and which clusters, services, accounts and regions.
struct ScopeBar {
  let markup: Markup

  /// Times that are a click away, and what they are called.
  private static let spans = [
    ("1h", "1 h"), ("24h", "24 h"), ("7d", "7 d"), ("30d", "30 d"), ("all", "all"),
  ]

  /// - Parameters:
  ///   - window: the time that the page shows.
  ///   - newest: the log time of the newest stop; nil without one.
  ///   - anchor: the time that relative times count back from.
  init(
    _ request: PageRequest, _ window: ReportWindow, _ choices: ScopeChoices, newest: Int64?,
    anchor: Int64
  ) {
    var bar = Markup()
    bar.element(
      "form",
      [
        // After "back" a browser would show what was typed, and not what the page shows.
        "class": "scope-bar", "method": "get", "action": request.path, "autocomplete": "off",
      ]
    ) { form in
      form.append(ScopeForm.hidden(request.parameters, window))
      form.append(Self.spans(request))
      form.append(Self.times(request, window))
      for kind in ReportScope.Kind.allCases {
        let list = choices.choices(kind)
        if list.count > 1 || list.contains(where: \.isChosen) {
          form.append(Self.menu(kind, list))
        }
      }
      form.element("button", ["type": "submit"], text: "Apply")
      form.element(
        "a", ["class": "permalink", "href": request.link(Self.absolute(request, window))],
        text: "Link to this")
    }
    if let newest {
      bar.element(
        "p", ["class": "note"],
        text: "The newest stop is of \(TimeText.minute(newest)) UTC, "
          + (newest > request.now ? "in the future" : "\(TimeText.age(request.now - newest)) ago")
          + (anchor == request.now ? "." : ": times such as 24 h count back from it."))
    }
    markup = bar
  }

  private static func spans(_ request: PageRequest) -> Markup {
    var markup = Markup()
    let given = request.parameters.text("since")
    let others = request.parameters.removing("since", "start", "end")
    markup.element("nav", ["class": "spans", "aria-label": "Time"]) { nav in
      for (value, name) in spans {
        let link = request.link(others.setting("since", to: value))
        if value == given {
          nav.element("a", ["href": link, "aria-current": "true"], text: name)
        } else {
          nav.element("a", ["href": link], text: name)
        }
      }
    }
    return markup
  }

  private static func times(_ request: PageRequest, _ window: ReportWindow) -> Markup {
    var markup = Markup()
    let times = [
      (ScopeForm.from, "from", window.first), (ScopeForm.to, "to", window.last),
    ]
    markup.element("span", ["class": "times"]) { span in
      for (name, label, time) in times {
        span.append(Self.field(name, label, time))
      }
      span.element("small", text: "UTC")
    }
    return markup
  }

  private static func field(_ name: String, _ label: String, _ time: Int64) -> Markup {
    var markup = Markup()
    markup.element("label") { part in
      part.append(label + " ")
      // The script adds the local time as a tooltip.
      part.empty(
        "input",
        [
          "name": name, "size": "16", "value": TimeText.minute(time), "data-time": "\(time)",
          "aria-label": "\(label), UTC",
        ])
    }
    return markup
  }

  private static func menu(_ kind: ReportScope.Kind, _ choices: [ScopeChoices.Choice]) -> Markup {
    var menu = Markup()
    let chosen = choices.filter(\.isChosen)
    menu.element("details", ["class": "menu", "data-kind": kind.rawValue]) { details in
      details.element("summary") { summary in
        summary.append("\(kind.rawValue.prefix(1).uppercased())\(kind.rawValue.dropFirst()): ")
        summary.element("b", text: label(of: chosen))
      }
      details.element("ul") { list in
        for choice in choices {
          list.element("li") { $0.append(box(kind, choice)) }
        }
      }
    }
    return menu
  }

  private static func label(of chosen: [ScopeChoices.Choice]) -> String {
    switch chosen.count {
    case 0: "all"
    case 1: chosen[0].name
    default: "\(chosen.count) of them"
    }
  }

  private static func box(_ kind: ReportScope.Kind, _ choice: ScopeChoices.Choice) -> Markup {
    var markup = Markup()
    markup.element("label") { label in
      if choice.isChosen {
        label.empty(
          "input",
          ["type": "checkbox", "name": kind.rawValue, "value": choice.name, "checked": "checked"])
      } else {
        label.empty("input", ["type": "checkbox", "name": kind.rawValue, "value": choice.name])
      }
      label.append(" \(choice.name) ")
      label.element("span", ["class": "count"], text: NumberText.grouped(choice.stops))
    }
    return markup
  }

  /// The same page for ever: with times instead of how long ago.
  private static func absolute(_ request: PageRequest, _ window: ReportWindow) -> URLParameters {
    request.parameters.removing("since", "start", "end")
      .setting("start", to: Timestamp.text(window.first))
      .setting("end", to: Timestamp.text(window.last))
  }
}
