import Testing
import Verdicts

@testable import Pages
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
      #expect(page.contains("<summary>Columns and query</summary>"), "\(report.name)")
      #expect(page.contains("id=\"over-time-title\""), "\(report.name)")
    }
  }

  @Test func showsTheTimelineOfATask() throws {
    let page = try Pages.task()
    #expect(page.contains("<svg class=\"chart timeline\""))
    #expect(page.contains("running"))
  }

  /// The summary, the chart and each table have their queries, in SQL and where possible in Logs Insights.
  @Test func hasTheQueriesBehindEachFigure() throws {
    let page = try Pages.all()
    let hasQueries = page.contains("<summary>Queries of the summary and the chart</summary>")
    #expect(hasQueries)
    #expect(page.contains("CloudWatch Logs Insights"))
    #expect(!page.contains("{{"))
  }

  @Test func headingsAreDistinct() throws {
    let page = try Pages.all()
    let headings = page.matches(of: /<h[12][^>]*>(.*?)<\/h[12]>/).map { String($0.1) }
    #expect(headings.first == "Stopped ECS tasks")
    #expect(Set(headings).count == headings.count, "\(headings)")
    #expect(headings.last == "Latest task with the top cause")
  }

  @Test func causesAreCalledTheSameEverywhere() throws {
    let page = try Pages.all()
    for category in StopCategory.allCases where category.rawValue.contains("_") {
      let isThere = page.contains(">\(category.rawValue)<")
      #expect(!isThere, "\(category.rawValue)")
    }
  }

  @Test func advisesForEachCause() throws {
    let page = try Pages.all()
    let causes = try #require(page.firstMatch(of: /<section class="causes".*?<\/section>/)).0
    let titles = causes.matches(of: /<b title="(\w+)"/).map { String($0.1) }
    #expect(!titles.isEmpty)
    for title in titles {
      let advice = try #require(StopCategory(rawValue: title)).advice
      let plain = causes.replacing(/<[^>]*>/, with: "")
      #expect(plain.contains(advice.prefix { $0 != "'" && $0 != "&" && $0 != "\"" }), "\(title)")
    }
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
