import FixtureArchive
import Queries
import Rows
import SQLite
import Storage
import Testing

@testable import Pages
@testable import Reports

/// What the heads of our reports declare, compared with what SQLite and the rows say.
@Suite struct DeclarationTests {
  static let names = ReportCatalog.standard.all.map(\.name)
  static let namesOfSQL = ReportCatalog.standard.all.filter { $0.language == .sql }.map(\.name)

  /// A query that reads a table which its head does not name would fail; one that its head names needlessly costs time.
  @Test(arguments: namesOfSQL)
  func readsAreTheTablesThatSQLiteSees(_ name: String) throws {
    let report = try ReportCatalog.standard[name].orFail()
    let seen = try SeenReads.of(report)
    let declared = try report.reads.orFail()
    #expect(
      Set(declared.archive) == seen.archive && declared.columnsByTable == seen.common,
      "the head of \(name) has to say `reads: \(seen)`")
  }

  @Test(arguments: names)
  func everyColumnHasAKindThatItsValuesHave(_ name: String) throws {
    let report = try ReportCatalog.standard[name].orFail()
    for column in report.columns {
      let kind = try column.kind.orFail()
      for result in try Self.results(of: report) {
        let index = try result.column(column.name).orFail()
        let wrong = result.rows.map { $0[index] }.first { !kind.admits($0) }
        #expect(wrong == nil, "\(name): \(column.name) is declared as \(kind.rawValue)")
      }
    }
  }

  /// Kinds and units that a reader would guess from the name.
  @Test(arguments: names)
  func namesOfColumnsAgreeWithTheirKinds(_ name: String) throws {
    let report = try ReportCatalog.standard[name].orFail()
    for column in report.columns {
      let name = column.name
      #expect(name.hasSuffix("percent") == (column.kind == .percent), "\(name)")
      #expect(name.hasSuffix("_seconds") == (column.unit == .seconds), "\(name)")
      #expect(name.hasSuffix("_mib") == (column.unit == .mebibytes), "\(name)")
      #expect((name == "day" || name.hasSuffix("_day")) == (column.kind == .day), "\(name)")
    }
  }

  @Test(arguments: names)
  func noTwoRowsHaveTheSameKeys(_ name: String) throws {
    let report = try ReportCatalog.standard[name].orFail()
    #expect(!report.keys.isEmpty)
    for result in try Self.results(of: report) {
      let names = report.keys + (result.dimension.map { [$0.columnName] } ?? [])
      let indexes = try names.map { try result.column($0).orFail() }
      let keys = result.rows.map { row in indexes.map { row[$0] } }
      #expect(Set(keys).count == keys.count, "\(name): \(report.keys) are not all of its keys")
    }
  }

  @Test(arguments: names)
  func rowsThatMayBeRoutineSaySo(_ name: String) throws {
    let report = try ReportCatalog.standard[name].orFail()
    guard let routine = report.routineColumn else { return }
    for result in try Self.results(of: report) {
      let index = try result.column(routine).orFail()
      let words = Set(result.rows.map { $0[index] })
      #expect(words.isSubset(of: [.text("routine"), .text("abnormal")]))
    }
  }

  @Test func everySectionOfAPageHasItsOwnPlace() {
    let places = ReportCatalog.standard.all.compactMap { report -> Int? in
      guard case .section(let place, _) = report.pagePlace, report.argument == nil else {
        return nil
      }
      return place
    }
    #expect(Set(places).count == places.count)
    #expect(!places.contains(Report.standardSection))
  }

  @Test func figuresAreNotListed() {
    let figures = ReportCatalog.standard.all.filter(\.isFigure).map(\.name)
    #expect(Set(figures) == Set(PageFigure.allCases.map(\.rawValue)))
    #expect(!ReportCatalog.standard.reports.contains { figures.contains($0.name) })
  }
}

extension DeclarationTests {
  /// The results on every archive of the fixture, plain and broken down by each thing that it can be.
  private static func results(of report: Report) throws -> [ReportResult] {
    var results: [ReportResult] = []
    for archive in 0..<3 {
      let archive = try Self.archive(archive)
      let runner = try ReportRunner(archive)
      for dimension in [nil] + report.dimensions.map(Optional.some) {
        var request = ReportRequest(coversAllTime: true, now: now, dimension: dimension)
        if report.argument != nil { request.subject = String(repeating: "1", count: 32) }
        for name in report.parameterNames where report.standard(of: name) == nil {
          request.values[name] = "out_of_memory"
        }
        results.append(try runner.run(report, request))
      }
    }
    return results
  }

  private static func archive(_ number: Int) throws -> Archive {
    switch number {
    case 0: try FixtureArchive.open()
    case 1: try FixtureArchive.openWithIncident()
    default: try FixtureArchive.openWithJobs()
    }
  }
}

/// The tables that a report's query reads, as SQLite tells its authorizer.
private struct SeenReads: CustomStringConvertible {
  /// The common tables, with the columns that are read among those that they have on request.
  let common: [CommonTables.Name: Set<String>]
  let archive: Set<String>

  /// Common tables stand in the archive as temporary tables meanwhile, so that SQLite tells reading them from reading
  /// what they are made of.
  static func of(_ report: Report) throws -> SeenReads {
    let archive = try FixtureArchive.open()
    let connection = archive.connection
    try ReportFunctions.register(on: archive.connection)
    let tables = try commonTables(archive)
    for name in CommonTables.Name.allCases {
      let definition = tables.definition(of: .init(name: name, columns: name.requestedColumns))
      try connection.execute(
        "CREATE TEMP TABLE \(name.rawValue) AS WITH \(definition) SELECT * FROM \(name.rawValue)")
    }
    let known = Set(
      try rows("SELECT name FROM main.sqlite_schema WHERE type = 'table'", archive).map {
        "\($0[0])"
      })
    let reads = Reads()
    archive.connection.setAuthorizer { action in
      if action.kind == .read, let table = action.first {
        reads.columns[table, default: []].insert(action.second ?? "")
      }
      return .allow
    }
    let query = ReportQuery(report) { _ in "1" }
    _ = try connection.prepare(query.text([]), persistent: false)
    archive.connection.setAuthorizer(nil)
    var common: [CommonTables.Name: Set<String>] = [:]
    for name in CommonTables.Name.allCases {
      common[name] = reads.columns[name.rawValue]?.intersection(name.requestedColumns)
    }
    let tablesRead = reads.columns.keys.filter { known.contains("\(Cell.text($0))") }
    return SeenReads(common: common, archive: Set(tablesRead))
  }

  private final class Reads {
    var columns: [String: Set<String>] = [:]
  }

  private static func commonTables(_ archive: borrowing Archive) throws -> CommonTables {
    let stops = try ArchiveStops(archive)
    let request = try stops.completed(ReportRequest(coversAllTime: true, now: now))
    return try stops.tables(
      request, stops.window(of: request), ScopeIDs(request.scope, archive.connection))
  }

  /// The line of a head that says so.
  var description: String {
    let names = CommonTables.Name.allCases.compactMap { name -> String? in
      guard let read = common[name] else { return nil }
      guard !name.requestedColumns.isEmpty else { return name.rawValue }
      let columns = name.requestedColumns.filter(read.contains)
      return columns.isEmpty && name.isOfStops
        ? name.rawValue : "\(name.rawValue)(\(columns.joined(separator: ", ")))"
    }
    return (names + archive.sorted()).joined(separator: ", ")
  }
}

extension ReportReads {
  /// The columns that the head names of each common table.
  fileprivate var columnsByTable: [CommonTables.Name: Set<String>] {
    Dictionary(
      uniqueKeysWithValues: common.map { ($0.name, Set($0.columns ?? [])) })
  }
}
