package import InsightsSQLite
package import LogsInsights
package import Rows
package import SQLite
package import Storage

/// Runs Logs Insights queries on an archive: the second place where data meets.
package final class QueryRunner {
  private let connection: Connection
  private let catalog: ArchiveFields
  private let runner: StatementRunner

  /// Prepares an archive's connection: functions, collation, catalogue.
  ///
  /// - Parameter tables: the folder whose CSV files `lookup` reads.
  package init(
    _ archive: borrowing Archive, tables: String? = nil, limits: ReadLimits = .none
  ) throws {
    runner = StatementRunner(archive.connection, limits)
    let connection = archive.connection
    self.connection = connection
    try ArchiveFunctions.register(on: archive.connection)
    try InsightsFunctions.register(on: archive.connection)
    let lookups = try tables.map { try LookupTables(folder: $0, connection) }
    catalog = try ArchiveFields(connection, tables: lookups)
  }

  /// Takes a connection to which the functions of queries are known already, and what runs its statements.
  package init(_ connection: Connection, _ runner: StatementRunner) throws {
    self.connection = connection
    self.runner = runner
    catalog = try ArchiveFields(connection)
  }

  /// How long the queries have worked.
  package var clock: SQLSandboxClock { runner.clock }

  /// Compiles a query.
  ///
  /// - Throws: `QueryError` with all that is wrong with the text.
  package func compile(_ text: String, options: CompileOptions) throws -> CompiledQuery {
    try Query.compile(text, catalog: catalog, options: options)
  }

  /// The steps of the query, their SQL, and SQLite's query plan, as text.
  package func explanation(of query: CompiledQuery) throws -> String {
    let plan = try QueryPlan(query.sql, connection, runner, source: catalog.source)
    return QueryExplanation(query, plan).text
  }

  /// Runs a compiled query and hands its rows to a writer.
  @discardableResult
  package func run(_ query: CompiledQuery, to writer: some RowWriter) throws -> ReadOutcome {
    let select = try prepare(query.cut?.sql ?? query.sql, query.bindings)
    var outcome = try runner.run(
      select, columns: query.columns.map(ResultColumn.init), rowsMax: query.cut?.rows ?? .max,
      to: writer)
    if outcome.isCut, let count = query.cut?.count {
      outcome.total = try integer(count)
    }
    return outcome
  }

  /// The one number that a SELECT gives.
  private func integer(_ count: CompiledQuery.CountOfRows) throws -> Int? {
    let total = RowCollector()
    try runner.run(prepare(count.sql, count.bindings), to: total)
    guard case .integer(let number)? = total.rows.first?.first else { return nil }
    return Int(number)
  }

  private func prepare(_ sql: String, _ bindings: [Binding]) throws -> Statement {
    let statement = try connection.prepare(sql, persistent: false)
    for (index, binding) in bindings.enumerated() {
      try statement.bind(binding.value, at: Int32(index) + 1)
    }
    return statement
  }
}

extension ResultColumn {
  /// A column of a query's result.
  fileprivate init(_ column: OutputColumn) {
    self.init(column.name, Kind(column.kind), secrecy: Secrecy(column.origin))
  }
}

extension ResultColumn.Secrecy {
  /// That of a column by the fields that its values come from.
  fileprivate init(_ origin: ValueOrigin) {
    let names = origin.fields.map(\.name)
    if origin.isUnmasked, names.isEmpty {
      self = .open
    } else if origin.isField, let name = names.first {
      self = SecretPath.secrecy(ofField: name)
    } else {
      self = names.contains(where: SecretPath.isSource) ? .derived : .inText
    }
  }
}

extension ResultColumn.Kind {
  fileprivate init(_ kind: OutputColumn.Kind) {
    switch kind {
    case .text: self = .text
    case .number: self = .number
    case .timestamp: self = .time
    case .json: self = .json
    case .any: self = .any
    }
  }
}
