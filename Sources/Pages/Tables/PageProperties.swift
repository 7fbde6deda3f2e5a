import Charts
import Reports
import Rows

/// The properties of one thing, as lists of names and values: what a report on one task gives.
struct PageProperties {
  /// What belongs to one part of the thing: its verdict, its times, a container.
  private struct Part {
    let name: String
    var properties: [(name: String, value: Cell)]
  }

  private let parts: [Part]

  /// Nil if the rows are not properties: a part, a name and a value.
  init?(_ result: ReportResult) {
    guard result.report.argument != nil, result.columns.count == 3,
      result.report.keys == result.columns.map(\.name)
    else { return nil }
    var parts: [Part] = []
    for row in result.rows {
      let part = PageCell.text(of: row[0])
      if parts.last?.name != part { parts.append(Part(name: part, properties: [])) }
      parts[parts.count - 1].properties.append((PageCell.text(of: row[1]), row[2]))
    }
    self.parts = parts
  }

  /// - Parameter isAlone: whether nothing else is on the page; beside other reports they are folded.
  func markup(isAlone: Bool) -> Markup {
    let list = list(heading: isAlone ? "h2" : "h3")
    guard !isAlone else { return list }
    var markup = Markup()
    markup.element("details", ["class": "rows"]) { details in
      details.element("summary") {
        $0.element("span", ["class": "screen"], text: "Show all properties")
      }
      details.append(list)
    }
    return markup
  }

  private func list(heading: StaticString) -> Markup {
    var list = Markup()
    list.element("div", ["class": "parts"]) { list in
      for part in parts {
        list.element("div", ["class": "part"]) { markup in
          markup.element(heading) { BreakableText.append(part.name, to: &$0) }
          markup.element("dl") { properties in
            for (name, value) in part.properties {
              properties.element("dt") { BreakableText.append(name, to: &$0) }
              properties.element("dd") { PageCell.append(value, to: &$0) }
            }
          }
        }
      }
    }
    return list
  }
}
