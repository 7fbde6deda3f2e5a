import Charts

/// A page of reports: one file that needs nothing else.
struct Page {
  /// A report and what belongs to it.
  struct Section {
    let result: ReportResult
    let task: PageTask?
    var title: String

    init(result: ReportResult, task: PageTask? = nil) {
      self.result = result
      self.task = task
      title = result.report.title
    }
  }

  let title: String
  let window: ReportWindow
  let scope: ReportScope
  let overview: PageOverview?
  let sections: [Section]

  var made: MadePage {
    MadePage(text: text, cutReports: sections.map(\.result).filter(\.areMore).map(\.report.name))
  }

  var text: String {
    var page = Markup()
    page.append(verbatim: "<!doctype html>\n")
    page.element("html", ["lang": "en"]) { html in
      html.append(head)
      html.element("body") { body in
        body.append(header)
        body.element("main") { main in
          for section in sections { main.append(markup(section)) }
        }
        body.append(footer)
        body.append(verbatim: "<script>\(PageAssets.script)</script>")
      }
    }
    return page.text + "\n"
  }

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
      head.append(verbatim: "<style>\(PageAssets.style)</style>")
    }
    return head
  }

  private var header: Markup {
    var header = Markup()
    header.element("header") { header in
      header.element("h1", text: title)
      guard let overview else { return }
      header.element("p", ["class": "scope"], text: window.text(of: scope))
      if let warning = overview.warning {
        header.element("p", ["class": "warning", "role": "status"], text: warning)
      }
      let summary = PageSummary(overview)
      header.append(summary.lead.markup)
      header.append(summary.rest.markup)
      header.append(
        PageQueries.markup(overview.summaryQueries, named: "The queries behind the summary"))
      header.append(Self.figure(overview))
      if sections.count > 1 { header.append(contents) }
    }
    return header
  }

  private var contents: Markup {
    var contents = Markup()
    contents.element("nav", ["aria-label": "Reports"]) { nav in
      nav.element("ul") { list in
        for section in sections {
          list.element("li") { item in
            item.element(
              "a", ["href": "#" + section.result.report.name], text: section.title)
          }
        }
      }
    }
    return contents
  }

  private var footer: Markup {
    var footer = Markup()
    footer.element("footer") { footer in
      footer.append(
        "Made by ecs-stops at \(PageTime.minute(window.now)) UTC. All times are UTC.")
    }
    return footer
  }
}

extension Page {
  /// Appends a text in which code stands between backticks.
  private static func append(_ text: String, to markup: inout Markup) {
    let parts = text.split(separator: "`", omittingEmptySubsequences: false)
    for (index, part) in parts.enumerated() {
      if index % 2 == 1, index + 1 < parts.count {
        markup.element("code", text: String(part))
      } else {
        markup.append((index % 2 == 1 ? "`" : "") + part)
      }
    }
  }

  private static func figure(_ overview: PageOverview) -> Markup {
    var figure = Markup()
    let columns = overview.columns
    guard !columns.steps.isEmpty, !overview.causes.isEmpty else { return figure }
    figure.element("figure") { figure in
      figure.element("figcaption") { caption in
        caption.element("b", text: columns.title)
        caption.append(", by cause")
      }
      figure.append(PageLegend.markup(columns))
      figure.element("div", ["class": "plot"]) { $0.append(columns.svg(id: "over-time")) }
      if let remark = overview.remark { figure.element("p", ["class": "note"], text: remark) }
      figure.append(PageQueries.markup(overview.columnQueries, named: "The query behind it"))
    }
    return figure
  }

  private func markup(_ section: Section) -> Markup {
    var markup = Markup()
    let result = section.result
    markup.append(verbatim: "\n")
    markup.element("section", ["id": result.report.name]) { markup in
      // The only report has its title above the page.
      if sections.count > 1 { markup.element("h2", text: section.title) }
      if let task = section.task {
        markup.append(Self.figure(task))
      } else if !result.report.about.isEmpty {
        markup.element("p", ["class": "about"]) { Self.append(result.report.about, to: &$0) }
      }
      let table = PageTable(result, inks: overview?.inks ?? [:]).markup
      if let map = result.heatMap, map.peak != nil {
        markup.append(Self.figure(map, of: result))
        // The map says the same, and says it better.
        markup.element("details") { details in
          details.element("summary", text: "The numbers")
          details.append(table)
        }
      } else {
        markup.append(table)
      }
      if result.areMore {
        markup.element(
          "p", ["class": "note"],
          text: "Only the first \(NumberText.grouped(Int64(result.rows.count))) rows are shown; "
            + "--limit shows more.")
      }
      markup.append(
        PageQueries.markup([result], named: "The query and its columns", explainsColumns: true))
    }
    return markup
  }

  private static func figure(_ task: PageTask) -> Markup {
    var figure = Markup()
    for sentence in task.summary { figure.append(sentence.markup) }
    figure.element("figure") { figure in
      if let timeline = task.timeline {
        figure.element("div", ["class": "plot phases"]) { $0.append(timeline.svg(id: "time-line")) }
      }
      figure.append(PageQueries.markup([task.query], named: "The query behind it"))
    }
    return figure
  }

  private static func figure(_ map: HeatMap, of result: ReportResult) -> Markup {
    var figure = Markup()
    guard let peak = map.peak else { return figure }
    figure.element("figure") { figure in
      figure.element(
        "figcaption",
        text: "By day of the week and hour, UTC. The darkest: \(NumberText.short(peak.value)) on "
          + "\(peak.row) at \(peak.column):00.")
      figure.element("div", ["class": "plot heat"]) {
        $0.append(map.svg(id: "week-\(result.report.name)", title: result.report.title))
      }
    }
    return figure
  }
}
