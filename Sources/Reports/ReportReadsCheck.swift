import Queries

/// Asks SQLite which common tables a query reads: those without which it does not accept the query.
struct ReportReadsCheck {
  private let query: ReportQuery
  private let tables: CommonTables
  private let sandbox: SQLSandbox

  init(_ query: ReportQuery, _ tables: CommonTables, _ sandbox: SQLSandbox) {
    self.query = query
    self.tables = tables.withoutDimension
    self.sandbox = sandbox
  }

  /// What the query reads.
  ///
  /// The heads of our reports are compared with the truth by tests; that of a user's report is compared with it here, and
  /// need not declare anything.
  ///
  /// - Throws: `ReportFileError` if the head is wrong, `ReportError` if the query is.
  func reads() throws -> ReportReads {
    let report = query.report
    guard let declared = report.reads else {
      if query.isAccepted(with: [], sandbox) { return ReportReads(common: []) }
      let all = CommonTables.Name.allCases.map { ReportReads.Common(name: $0, columns: nil) }
      _ = try query.columns(definitions(all), sandbox)
      return ReportReads(common: needed(among: all))
    }
    if report.path != nil { try check(declared) }
    return declared
  }

  private func check(_ declared: ReportReads) throws {
    let others = CommonTables.Name.allCases.filter { !declared.contains($0) }
    let all = declared.common + others.map { .init(name: $0, columns: nil) }
    _ = try query.columns(definitions(all), sandbox)
    let needed = needed(among: all)
    if let missing = needed.first(where: { !declared.contains($0.name) }) {
      throw mistake("the query reads \(missing.name.rawValue), which `reads:` does not name")
    }
    if let idle = declared.common.first(where: { !needed.contains($0) }) {
      throw mistake("`reads:` names \(idle.name.rawValue), which the query does not read")
    }
  }

  private func needed(among all: [ReportReads.Common]) -> [ReportReads.Common] {
    all.filter { table in
      !query.isAccepted(with: definitions(all.filter { $0 != table }), sandbox)
    }
  }

  private func definitions(_ all: [ReportReads.Common]) -> [String] { all.map(tables.definition) }

  private func mistake(_ sentence: String) -> ReportFileError {
    ReportFileError(
      query.report.path ?? query.report.name, line: query.report.headLines["reads"], sentence)
  }
}
