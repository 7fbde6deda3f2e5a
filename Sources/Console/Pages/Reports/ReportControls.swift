import Charts
import Pages
import Reports
import Verdicts

/// The form above a report: what its rows are broken down by, which stops it looks at, its parameters.
struct ReportControls {
  private let asked: ReportAsked
  private let request: PageRequest

  init(_ asked: ReportAsked, _ request: PageRequest) {
    self.asked = asked
    self.request = request
  }

  private typealias Name = ReportAsked.Name
  private var report: Report { asked.report }

  var markup: Markup {
    var markup = Markup()
    markup.element("form", ["class": "controls", "method": "get", "action": request.path]) { form in
      for pair in request.parameters.only(ConsoleScope.names).pairs {
        form.empty("input", ["type": "hidden", "name": pair.name, "value": pair.value])
      }
      if !report.dimensions.isEmpty { form.append(dimensions) }
      if report.filters.contains(.abnormal) { form.append(abnormal) }
      if report.filters.contains(.cause) { form.append(causes) }
      for name in report.parameterNames { form.append(parameter(name)) }
      form.append(
        Self.field(
          "rows", Name.limit, value: "\(asked.rowsShown)", title: "how many rows at most"))
      form.element("button", ["type": "submit"], text: "Show")
    }
    return markup
  }

  private var dimensions: Markup {
    var markup = Markup()
    markup.element("label") { label in
      label.append("by ")
      label.element("select", ["name": Name.dimension]) { menu in
        menu.append(Self.option("", "nothing else", isChosen: asked.dimension == nil))
        for dimension in report.dimensions {
          menu.append(
            Self.option(
              dimension.rawValue, dimension.rawValue.replacing("-", with: " "),
              isChosen: dimension == asked.dimension))
        }
      }
    }
    return markup
  }

  private var abnormal: Markup {
    var markup = Markup()
    markup.element("label") { label in
      if asked.filters.onlyAbnormal {
        label.empty(
          "input",
          ["type": "checkbox", "name": Name.abnormal, "value": "1", "checked": "checked"])
      } else {
        label.empty("input", ["type": "checkbox", "name": Name.abnormal, "value": "1"])
      }
      label.append(" abnormal only")
    }
    return markup
  }

  /// As the menus of the scope bar.
  private var causes: Markup {
    var menu = Markup()
    let chosen = asked.filters.causes
    menu.element("details", ["class": "menu", "data-kind": Name.cause]) { details in
      details.element("summary") { summary in
        summary.append("Cause: ")
        summary.element(
          "b",
          text: chosen.isEmpty ? "all" : chosen.count == 1 ? chosen[0] : "\(chosen.count) of them")
      }
      details.element("ul") { list in
        for cause in StopCategory.allCases.sorted(by: { $0.title < $1.title }) {
          list.element("li") {
            $0.append(Self.box(cause, isChosen: chosen.contains(cause.rawValue)))
          }
        }
      }
    }
    return menu
  }

  private static func box(_ cause: StopCategory, isChosen: Bool) -> Markup {
    var markup = Markup()
    markup.element("label", ["title": cause.rawValue]) { label in
      if isChosen {
        label.empty(
          "input",
          ["type": "checkbox", "name": Name.cause, "value": cause.rawValue, "checked": "checked"])
      } else {
        label.empty("input", ["type": "checkbox", "name": Name.cause, "value": cause.rawValue])
      }
      label.append(" \(cause.title)")
    }
    return markup
  }

  private func parameter(_ name: String) -> Markup {
    let declared = report.parameters.first { $0.name == name }
    let value = asked.values[name] ?? declared?.standard ?? ""
    let words = name.replacing("_", with: " ")
    guard let choices = declared?.kind?.choices, !choices.isEmpty else {
      return Self.field(words, name, value: value, title: declared?.meaning ?? words)
    }
    var markup = Markup()
    markup.element("label", ["title": declared?.meaning ?? words]) { label in
      label.append("\(words) ")
      label.element("select", ["name": name]) { menu in
        for choice in choices {
          menu.append(Self.option(choice, choice, isChosen: choice == value))
        }
      }
    }
    return markup
  }

  private static func field(_ label: String, _ name: String, value: String, title: String) -> Markup
  {
    var markup = Markup()
    markup.element("label", ["title": title]) { part in
      part.append("\(label) ")
      part.empty("input", ["name": name, "value": value, "size": "5", "inputmode": "numeric"])
    }
    return markup
  }

  private static func option(_ value: String, _ text: String, isChosen: Bool) -> Markup {
    var markup = Markup()
    if isChosen {
      markup.element("option", ["value": value, "selected": "selected"], text: text)
    } else {
      markup.element("option", ["value": value], text: text)
    }
    return markup
  }
}
