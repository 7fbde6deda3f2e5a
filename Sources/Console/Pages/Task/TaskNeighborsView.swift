import Charts
import Pages
import Reports
import Verdicts

/// The stops near a task, as a part of its page.
struct TaskNeighborsView {
  private let neighbors: TaskNeighbors
  private let scope: URLParameters

  init(_ neighbors: TaskNeighbors, _ request: PageRequest) {
    self.neighbors = neighbors
    scope = request.parameters.only(ConsoleScope.names)
  }

  var markup: Markup {
    var markup = Markup()
    guard !neighbors.groups.isEmpty else { return markup }
    markup.element("section", ["id": "neighbors"]) { section in
      section.element("h2", text: "Nearby stops")
      section.element("div", ["class": "parts"]) { parts in
        for group in neighbors.groups { parts.append(part(group)) }
      }
    }
    return markup
  }

  private func part(_ group: TaskNeighbors.Group) -> Markup {
    var part = Markup()
    let link = QueryLink.text(
      group.query,
      scope: URLParameters(start: group.times.lowerBound, end: group.times.upperBound))
    part.element("div", ["class": "part neighbors"]) { part in
      part.element("h3") { head in
        head.append("\(group.title): ")
        head.element(
          "a", ["href": link],
          text: group.count == 0 ? "no others" : Quantity.of(group.count, "other"))
      }
      guard !group.nearest.isEmpty else { return }
      part.element("ul") { list in
        for one in group.nearest { list.element("li") { $0.append(item(one)) } }
      }
    }
    return part
  }

  private func item(_ one: TaskNeighbors.Neighbor) -> Markup {
    var item = Markup()
    item.append("\(TimeText.second(one.loggedAt)) ")
    item.element("a", ["href": ConsoleLink.task(one.id, scope)], text: TaskFinder.shortID(one.id))
    item.append(" ")
    if let service = one.service {
      LongText.append(service, max: 60, to: &item)
      item.append(": ")
    }
    item.append(StopCategory(rawValue: one.category)?.title ?? one.category)
    return item
  }
}
