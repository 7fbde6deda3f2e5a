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
  ///
  /// - Parameters:
  ///   - tables: the folder whose CSV files `lookup` reads.
  ///   - defaults: what the log record's fields have in rows for which the archive has nothing; nil for no value.
  package init(
    _ connection: Connection, _ runner: StatementRunner, tables: String? = nil,
    defaults: LogRecordDefaults? = nil
  ) throws {
    self.connection = connection
    self.runner = runner
    let lookups = try tables.map { try LookupTables(folder: $0, connection) }
    catalog = try ArchiveFields(connection, tables: lookups, defaults: defaults)
  }

  /// How long the queries have worked.
  package var clock: SQLSandboxClock { runner.clock }

  /// Compiles a query.
  ///
  /// - Throws: `QueryError` with all that is wrong with the text.
  package func compile(_ text: String, options: CompileOptions) throws -> CompiledQuery {
    try Query.compile(text, catalog: catalog, options: options)
  }

  /// Parses a query and binds its names.
  ///
  /// - Throws: `QueryError` with all that is wrong with the text.
  package func plan(_ text: String, options: CompileOptions) throws -> Plan {
    try Query.plan(text, catalog: catalog, options: options)
  }

  /// Compiles what a plan asks.
  ///
  /// - Throws: `QueryError` where the statement would be too large.
  package func compile(_ plan: Plan) throws -> CompiledQuery {
    try plan.compiled(for: catalog)
  }

  /// The number that a plan of one number gives.
  package func number(_ plan: Plan) throws -> Int {
    let query = try compile(plan)
    return try integer(query.sql, query.bindings) ?? 0
  }

  /// The rows of a plan, without anything masked.
  package func rows(_ plan: Plan) throws -> [[Cell]] {
    let query = try compile(plan)
    let rows = RowCollector()
    try runner.run(prepare(query.sql, query.bindings), to: rows)
    return rows.rows
  }

  /// The steps of the query, their SQL, and SQLite's query plan, as text.
  package func explanation(of query: CompiledQuery) throws -> String {
    let plan = try QueryPlan(query.sql, connection, runner, source: catalog.source)
    return QueryExplanation(query, plan).text
  }

  /// Runs a compiled query and hands its rows to a writer.
  ///
  /// - Parameter mayUnmask: whether a query that asks to see secrets, with `unmask`, may.
  @discardableResult
  package func run(
    _ query: CompiledQuery, mayUnmask: Bool = true, to writer: some RowWriter
  ) throws -> ReadOutcome {
    let select = try prepare(query.cut?.sql ?? query.sql, query.bindings)
    let columns = query.columns.map { ResultColumn($0, mayUnmask: mayUnmask) }
    var outcome = try runner.run(
      select, columns: columns, rowsMax: query.cut?.rows ?? .max, to: writer)
    if outcome.isCut, let count = query.cut?.count {
      outcome.total = try integer(count.sql, count.bindings)
    }
    return outcome
  }

  /// The one number that a SELECT gives.
  private func integer(_ sql: String, _ bindings: [Binding]) throws -> Int? {
    let total = RowCollector()
    try runner.run(prepare(sql, bindings), to: total)
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
  fileprivate init(_ column: OutputColumn, mayUnmask: Bool) {
    let secrecy = Secrecy(column.origin, mayUnmask: mayUnmask)
    let isRegex = column.name == "@regexString" && secrecy != .open
    self.init(column.name, Kind(column.kind), secrecy: isRegex ? .regex : secrecy)
  }
}

extension ResultColumn.Secrecy {
  /// That of a column by the fields that its values come from.
  fileprivate init(_ origin: ValueOrigin, mayUnmask: Bool) {
    let names = origin.fields.map(\.name)
    if origin.isUnmasked, names.isEmpty {
      self = mayUnmask ? .open : .derived
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
