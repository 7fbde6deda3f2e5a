import Charts
import Reports

/// The table of contents: beside the page where there is room, else in a bar that stays at the top.
struct PageContents {
  let sections: [PageSection]
  /// Whether the causes are a section as well.
  let hasCauses: Bool

  /// The list is a popover of the bar, which needs no script.
  var markup: Markup {
    var markup = Markup()
    markup.element("a", ["href": "#content", "class": "skip"], text: "Skip the contents")
    markup.element("nav", ["aria-label": "Contents"]) { nav in
      nav.element(
        "button", ["type": "button", "popovertarget": "contents"], text: "Contents")
      nav.element("a", ["href": "#top", "class": "up"], text: "Back to top")
      nav.element("ul", ["id": "contents", "popover": "auto"]) { list in
        if hasCauses { list.append(Self.item("causes", PageCauses.title)) }
        for section in sections {
          list.append(Self.item(section.result.report.name, section.title))
        }
      }
    }
    return markup
  }

  private static func item(_ id: String, _ title: String) -> Markup {
    var item = Markup()
    item.element("li") { item in
      item.element("a", ["href": "#" + id]) { BreakableText.append(title, to: &$0) }
    }
    return item
  }
}
