/// All SELECTs of a query, and the passes that make text of them.
struct Statement {
  var query: Branch
  /// What the query reads, and those that read each other only backwards.
  var branches: [Branch]
  /// What the last SELECT puts out.
  let columns: [(sql: SQLFragment, name: String)]

  /// SQLite's own bound on a statement, where it was built with the default.
  static let lengthMax = 1_000_000

  /// The statement and what is bound to its parameters.
  func text(in catalog: any SQLiteCatalog) throws -> (sql: String, bindings: [Binding]) {
    var statement = self
    ColumnUse.mark(in: &statement)
    try AccessPass(catalog).run(on: &statement)
    var generator = SQLGenerator(source: catalog.source)
    let sql = generator.text(of: statement)
    return (sql, generator.bindings)
  }
}
