import Testing

@testable import Reports

/// What a page is without a browser.
@Suite struct PageTests {
  @Test func theSameArchiveGivesTheSameBytes() throws {
    #expect(try Pages.all() == Pages.all())
    #expect(try Pages.task() == Pages.task())
    #expect(SamplePage.text() == SamplePage.text())
  }

  @Test func hasAllReports() throws {
    let page = try Pages.all()
    for report in ReportCatalog.standard.reports {
      let isThere = page.contains("<section id=\"\(report.name)\">")
      let needsValues = report.parameters.contains { $0.standard == nil }
      #expect(isThere != needsValues, "\(report.name)")
    }
  }

  @Test func everyReportMakesAPage() throws {
    for report in ReportCatalog.standard.reports where report.argument == nil {
      guard report.parameters.allSatisfy({ $0.standard != nil }) else { continue }
      let page = try Pages.one(report.name)
      #expect(page.hasPrefix("<!doctype html>\n<html lang=\"en\">"))
      #expect(page.contains("<summary>The query and its columns</summary>"), "\(report.name)")
      #expect(page.contains("id=\"over-time-title\""), "\(report.name)")
    }
  }

  @Test func showsTheTimeLineOfATask() throws {
    let page = try Pages.task()
    #expect(page.contains("<svg class=\"chart time-line\""))
    #expect(page.contains("running"))
  }

  /// The picture, the summary and each table have what was asked, in SQL and where it can be said
  /// in Logs Insights.
  @Test func hasTheQueriesBehindEachFigure() throws {
    let page = try Pages.all()
    #expect(page.contains("<summary>The queries behind the summary</summary>"))
    #expect(page.contains("<summary>The query behind it</summary>"))
    #expect(page.contains("CloudWatch Logs Insights"))
    #expect(!page.contains("{{"))
  }

  @Test func hostileTextsAreTexts() throws {
    let page = SamplePage.text()
    #expect(page.split(separator: "<script").count == 2)
    #expect(page.split(separator: "</script").count == 2)
    #expect(page.split(separator: "<style").count == 2)
    #expect(!page.contains("<img") && !page.contains("<b>bold"))
    for scalar in page.unicodeScalars {
      let isCommand = scalar.value < 0x20 && scalar != "\n" || (0x7f...0x9f).contains(scalar.value)
      let isTurn =
        (0x202a...0x202e).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
      #expect(!isCommand && !isTurn, "\(scalar.value)")
    }
  }

  @Test func nothingIsLoadedFromElsewhere() throws {
    for page in [try Pages.all(), try Pages.task(), SamplePage.text()] {
      #expect(page.contains("content=\"default-src &#39;none&#39;; style-src &#39;sha256-"))
      #expect(!page.contains("@import") && !page.contains("url("))
      for link in page.matches(of: /href="([^"]*)"/) {
        #expect(link.1.hasPrefix("#") || link.1 == "data:,", "\(link.1)")
      }
    }
  }
}
