package import LogsInsights

extension Query {
  /// Parses a query and compiles it to SQL, and finds as much as it can of what is wrong with it.
  ///
  /// - Throws: `QueryError`, or what the catalog throws.
  package static func compile(
    _ text: String, catalog: some SQLiteCatalog, options: CompileOptions
  ) throws -> CompiledQuery {
    try plan(text, catalog: catalog, options: options).compiled(for: catalog)
  }

  /// Compiles the query to SQL over a catalog.
  ///
  /// - Throws: `QueryError` with all that is wrong, or what the catalog throws.
  package func compile(
    catalog: some SQLiteCatalog, options: CompileOptions
  ) throws -> CompiledQuery {
    try plan(catalog: catalog, options: options).compiled(for: catalog)
  }
}

extension Plan {
  /// The plan as SQL.
  ///
  /// - Throws: `QueryError` if SQLite cannot take a statement so large, or what the catalog throws.
  package func compiled(for catalog: any SQLiteCatalog) throws -> CompiledQuery {
    var lowering = try Lowering(self, in: catalog)
    return try lowering.finish()
  }
}
