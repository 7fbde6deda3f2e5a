package import Charts
package import Reports
import Rows

/// A page for browsers.
package struct MadePage {
  package let text: String
  /// The names of the reports on it that show only their first rows.
  package let cutReports: [String]
}

/// Makes pages of reports.
package struct PageMaker {
  /// How many rows of each report a page of all reports has by default.
  package static let rowsMax = 50

  private let runner: ReportRunner

  package init(_ runner: ReportRunner) {
    self.runner = runner
  }

  /// A page of one report that has been run.
  ///
  /// The same archive, request and `now` give the same bytes.
  package func page(of result: ReportResult, _ request: ReportRequest) throws -> MadePage {
    try runner.inSnapshot {
      let isOfOneTask = result.report.argument != nil
      let overview =
        isOfOneTask ? nil : try PageOverview(runner, request)
      return Page(
        title: result.report.title, window: result.window, scope: result.scope,
        overview: overview,
        sections: [try section(result, subject: request.subject, now: request.now)]
      ).made
    }
  }

  /// A page of all reports and of one task, the latest with the top cause.
  package func page(of reports: [Report], _ request: ReportRequest) throws -> MadePage {
    try runner.inSnapshot {
      let overview = try PageOverview(runner, request)
      var sections: [PageSection] = []
      for report in reports.inPageOrder
      where report.argument == nil && report.parametersAreOptional {
        let result = try runner.run(report, request.onPage(report))
        sections.append(
          try section(
            result, subject: nil, now: request.now,
            title: result.filters.isEmpty ? nil : "\(report.title): \(result.filters.description)"))
      }
      if let task = reports.first(where: { $0.charts.contains(.timeline) }),
        let subject = try exampleTask(overview, request)
      {
        let one = ReportRequest(subject: subject, now: request.now)
        sections.append(
          try section(
            runner.run(task, one), subject: subject, now: request.now,
            title: "Latest task with the top cause"))
      }
      return Page(
        title: "Stopped ECS tasks", window: overview.window, scope: overview.scope,
        overview: overview, sections: sections
      ).made
    }
  }

  /// What happened, in sentences and pictures: the part of a page above its reports.
  package func overview(_ request: ReportRequest) throws -> PageOverview {
    try runner.inSnapshot { try PageOverview(runner, request) }
  }

  /// A report that has been run, as a part of a page that is about it alone.
  package func section(
    of result: ReportResult, _ request: ReportRequest, links: PageLinks
  ) throws -> Markup {
    try section(result, subject: request.subject, now: request.now)
      .markup(inks: [:], isAlone: true, links: links)
  }

  private func section(
    _ result: ReportResult, subject: String?, now: Int64, title: String? = nil
  ) throws -> PageSection {
    guard result.report.charts.contains(.timeline), let subject else {
      return PageSection(result: result, title: title)
    }
    return PageSection(
      result: result, task: try PageTask(runner, subject: subject, now: now), title: title)
  }

  /// The ARN of the last task that stopped for the most frequent abnormal cause; nil without one.
  private func exampleTask(
    _ overview: PageOverview, _ request: ReportRequest
  ) throws -> String? {
    guard let cause = overview.mainCause else { return nil }
    var asked = request.timeAndScope
    asked.values = ["category": cause]
    let found = try runner.run(PageFigure.lastTask.report, asked)
    guard let value = found.rows.first?.first, case .text(let arn) = value else { return nil }
    return arn
  }
}

extension ReportRequest {
  /// What a page shows of a report: all of a map, which would be wrong otherwise, and of a list of stops the abnormal
  /// ones.
  fileprivate func onPage(_ report: Report) -> ReportRequest {
    var request = self
    let isMap = report.charts.contains { if case .heatmap = $0 { true } else { false } }
    if isMap { request.rowsMax = nil }
    request.filters.onlyAbnormal = report.filters.contains(.abnormal)
    if let limit = report.limit, rowsMax == PageMaker.rowsMax { request.rowsMax = limit }
    return request
  }
}

extension [Report] {
  /// The sections of a page, as their heads place them.
  fileprivate var inPageOrder: [Report] {
    let places = enumerated().compactMap { index, report -> (place: Int, index: Int, Report)? in
      guard case .section(let place, _) = report.pagePlace else { return nil }
      return (place, index, report)
    }
    return places.sorted { ($0.place, $0.index) < ($1.place, $1.index) }.map(\.2)
  }
}
