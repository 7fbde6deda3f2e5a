import Foundation
import Reports
import Testing

@Suite("docs/reports.md") struct ReportsPageTests {
  @Test("is what the reports' files make of its template")
  func pageIsUpToDate() throws {
    try GeneratedPage(path: ReportsPage.path, text: try ReportsPage().text()).check()
  }

  @Test("each example gives rows")
  func examplesAnswer() throws {
    let page = try ReportsPage()
    for report in ReportCatalog.standard.reports {
      #expect(try !page.result(of: report).rows.isEmpty, "\(report.name)")
    }
  }

  @Test("no mark of the template is left")
  func templateIsFilled() throws {
    #expect(try !ReportsPage().text().contains("<!--"))
  }
}
