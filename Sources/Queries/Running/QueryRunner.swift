package import LogsInsights
package import Output
package import SQLite
package import Storage

/// Runs Logs Insights queries on an archive: the second place where data meets.
package final class QueryRunner {
  private let connection: ConnectionReference
  private let catalog: ArchiveFields
  /// Nil where somebody else has set limits.
  package let reader: LimitedReader?

  /// Prepares an archive's connection: functions, collation, catalogue.
  ///
  /// - Parameter tables: the folder whose CSV files `lookup` reads.
  package init(
    _ archive: borrowing Archive, tables: String? = nil, limits: ReadLimits = .none
  ) throws {
    reader = LimitedReader(archive.connection, limits)
    let connection = archive.connection.reference
    self.connection = connection
    try ArchiveFunctions.register(on: archive.connection)
    try InsightsFunctions.register(on: archive.connection)
    let lookups = try tables.map { try LookupTables(folder: $0, connection) }
    catalog = try ArchiveFields(connection, tables: lookups)
  }

  /// Takes a connection to which the functions of queries are known already.
  package init(_ connection: ConnectionReference) throws {
    self.connection = connection
    reader = nil
    catalog = try ArchiveFields(connection)
  }

  /// Compiles a query.
  ///
  /// - Throws: `QueryError` with all that is wrong with the text.
  package func compile(_ text: String, options: CompileOptions) throws -> CompiledQuery {
    try Query.compile(text, catalog: catalog, options: options)
  }

  /// What the query becomes and how SQLite goes about it, as text for people.
  package func explanation(of query: CompiledQuery) throws -> String {
    let plan = try QueryPlan(query.sql, connection, source: catalog.source)
    return QueryExplanation(query, plan).text
  }

  /// Runs a compiled query and hands its rows to a writer.
  @discardableResult
  package func run(_ query: CompiledQuery, to writer: any RowWriter) throws -> QueryOutcome {
    let select = try prepare(query.cut?.sql ?? query.sql, query.bindings)
    let rowsMax = query.cut?.rows ?? .max
    var outcome = QueryOutcome()
    // The first step comes before the header, so that a query that fails prints nothing.
    var hasRow = try step(select)
    try writer.begin(columns: query.columns.map(\.name))
    while hasRow, outcome.rows < rowsMax {
      try writer.write(row: select)
      outcome.rows += 1
      hasRow = try step(select)
    }
    try writer.end()
    outcome.isCut = hasRow
    if hasRow, let count = query.cut?.count {
      let total = try prepare(count.sql, count.bindings)
      if try step(total) { outcome.total = Int(total.integer(at: 0)) }
    }
    return outcome
  }

  private func prepare(_ sql: String, _ bindings: [Binding]) throws -> Statement {
    let statement = try connection.prepare(sql, persistent: false)
    for (index, binding) in bindings.enumerated() {
      try statement.bind(binding.value, at: Int32(index) + 1)
    }
    return statement
  }

  private func step(_ statement: borrowing Statement) throws -> Bool {
    guard let reader else { return try statement.step() }
    return try reader.step(statement)
  }
}

/// What became of a query's rows.
package struct QueryOutcome: Sendable {
  /// How many were written.
  package var rows = 0
  /// Whether there are more, which a bound that is not the query's own has left out.
  package var isCut = false
  /// How many there are in all, if some were left out and it is cheap to tell.
  package var total: Int?

  package init() {}
}
