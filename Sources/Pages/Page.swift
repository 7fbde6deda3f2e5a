import Charts
import Reports

/// A page of reports: one file that needs nothing else.
struct Page {
  let title: String
  let window: ReportWindow
  let scope: ReportScope
  let overview: PageOverview?
  let sections: [PageSection]

  var made: MadePage {
    MadePage(text: text, cutReports: sections.map(\.result).filter(\.areMore).map(\.report.name))
  }

  var text: String {
    var page = Markup()
    page.append(verbatim: "<!doctype html>\n")
    page.element("html", ["lang": "en"]) { html in
      html.append(head)
      html.element("body", ["class": isOfOne ? "one" : "all"]) { body in
        if !isOfOne {
          body.append(PageContents(sections: sections, hasCauses: causes?.isEmpty == false).markup)
        }
        body.element("main", ["id": "content"]) { main in
          main.append(header)
          for section in sections {
            main.append(verbatim: "\n")
            main.append(section.markup(inks: overview?.inks ?? [:], isAlone: isOfOne))
          }
          main.append(footer)
        }
        body.element("p", ["class": "unseen", "role": "status", "id": "said"]) { _ in }
        body.append(verbatim: "<script>\(PageAssets.script)</script>")
      }
    }
    return page.text + "\n"
  }

  /// Whether it has one report, whose title is that of the page.
  private var isOfOne: Bool { sections.count == 1 }

  private var causes: PageCauses? { overview.map(PageCauses.init) }

  private var head: Markup {
    var head = Markup()
    head.element("head") { head in
      head.empty("meta", ["charset": "utf-8"])
      head.empty(
        "meta", ["http-equiv": "Content-Security-Policy", "content": PageAssets.policy])
      head.empty(
        "meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"])
      head.empty("meta", ["name": "color-scheme", "content": "light dark"])
      head.empty("meta", ["name": "referrer", "content": "no-referrer"])
      head.element("title", text: title)
      head.empty("link", ["rel": "icon", "href": "data:,"])
      head.append(verbatim: "<style>\(PageAssets.fileStyle)</style>")
    }
    return head
  }

  private var header: Markup {
    var header = Markup()
    header.element("header") { header in
      header.element("h1") { BreakableText.append(title, to: &$0) }
      guard let overview else { return }
      header.element("p", ["class": "scope"]) {
        BreakableText.append(window.text(of: scope), to: &$0)
      }
      header.append(overview.markup(isFolded: isOfOne))
    }
    return header
  }

  private var footer: Markup {
    var footer = Markup()
    footer.element("footer") { footer in
      footer.append(
        "Written by ecs-stops at \(TimeText.minute(window.now)) UTC. All times are UTC. ")
      footer.element("a", ["href": "#top", "class": "up"], text: "Back to top")
    }
    return footer
  }
}
