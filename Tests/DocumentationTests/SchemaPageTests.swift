import Events
import Foundation
import SQLite
import Testing
import Verdicts

@Suite("docs/schema.md") struct SchemaPageTests {
  private static let page = Result { try SchemaPage.read() }

  @Test("tables, views and columns are those of a fresh archive")
  func columnsAreDocumented() throws {
    let page = try Self.page.get()
    let archive = try TestArchive()
    let tables = try archive.rows(
      """
      SELECT name FROM sqlite_schema
      WHERE type IN ('table', 'view') AND name NOT GLOB 'sqlite_*' ORDER BY name
      """
    ).compactMap(\.firstText)
    #expect(tables.count > 20)
    #expect(page.columns.keys.sorted() == tables)
    for table in tables {
      let columns = try archive.rows("SELECT name FROM pragma_table_xinfo('\(table)')")
        .compactMap(\.firstText)
      let documented = page.columns[table] ?? []
      #expect(Set(documented) == Set(columns), "columns of \(table)")
      #expect(documented.count == Set(documented).count, "a column of \(table) stands twice")
    }
  }

  @Test("categories are those of the classifier, routine ones first")
  func categoriesAreDocumented() throws {
    let documented = try Self.page.get().categories.filter { !$0.isEmpty }
    let isNotAbnormal = StopCategory.allCases.filter { $0.isRoutine != false }
    #expect(documented.first.map(Set.init) == Set(isNotAbnormal.map(\.rawValue)))
    #expect(documented.joined().sorted() == StopCategory.allCases.map(\.rawValue).sorted())
  }

  @Test("each query runs")
  func queriesRun() throws {
    let page = try Self.page.get()
    let archive = try TestArchive(events: RecentEvents.all())
    #expect(page.queries.count > page.wantedQueries.count)
    for query in page.queries {
      #expect(throws: Never.self, "\(query.title)") { _ = try archive.rows(query.sql) }
    }
  }

  @Test("the ten queries have a title, a sentence and an answer")
  func wantedQueriesAnswer() throws {
    let page = try Self.page.get()
    let archive = try TestArchive(events: RecentEvents.all())
    #expect(page.wantedQueries.count == 10)
    for query in page.wantedQueries {
      #expect(query.title.hasPrefix("#### "))
      #expect(query.sentence.first?.isUppercase == true, "\(query.title) has no sentence")
      let rows = try archive.rows(query.sql)
      #expect(!rows.isEmpty, "\(query.title)")
    }
    #expect(Set(page.wantedQueries.map(\.title)).count == 10)
  }

  @Test("the ten queries answer what their titles ask")
  func wantedQueriesAreRight() throws {
    let wanted = try Self.page.get().wantedQueries.map(\.sql)
    let archive = try TestArchive(events: RecentEvents.all())
    func first(_ index: Int) throws -> [String] {
      let row = try #require(try archive.rows(wanted[index]).first)
      return row.lines.filter { !$0.contains("_at = ") && !$0.hasPrefix("last = ") }
    }
    #expect(
      try first(0) == [
        "category = 'out_of_memory'", "stop_code = 'EssentialContainerExited'",
        "stopped_reason = 'Essential container in task exited'", "stops = 2",
      ])
    #expect(try first(1).contains("exit_codes = 'app=0'"))
    #expect(
      try first(2) == [
        "service = 'web'", "name = 'app'", "memory = 512", "kills = 2", "shortest_run = 60.0",
      ])
    #expect(
      try first(3) == [
        "family = 'report'", "revision = 7", "category = 'image_pull_not_found'", "failures = 2",
      ])
    #expect(
      try first(4) == [
        "category = 'image_pull_not_found'", "family = 'report'", "revision = 7", "failures = 2",
        "latest_text = 'CannotPullContainerError: report:2: not found'",
      ])
    #expect(
      try first(5).dropFirst() == [
        "stop_code = 'ServiceSchedulerInitiated'", "stops = 1", "abnormal = 0",
      ])
    #expect(
      try first(6) == [
        "service = 'web'", "runs = 5", "shortest = 60.0", "mean = 744.0", "longest = 3000.0",
      ])
    #expect(
      try first(7) == [
        "service = 'web'", "name = 'app'", "exit_code = 137",
        "reason = 'OutOfMemoryError: Container killed due to memory usage'", "guess = 1",
      ])
    #expect(
      try first(8) == [
        "availability_zone = 'eu-west-1b'", "interruptions = 1", "stops = 2", "percent = 50.0",
      ])
    #expect(try archive.rows(wanted[9]).count == 3)
  }
}

extension TestArchive.Row {
  fileprivate var firstText: String? {
    if case .text(let text)? = values.first { text } else { nil }
  }
}
