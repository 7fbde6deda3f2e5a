import Rows
package import SQLite

/// The names in an archive's schema, for advice.
package struct SchemaNames {
  private let connection: Connection
  private let runner: StatementRunner

  package init(_ connection: Connection, _ runner: StatementRunner) {
    self.connection = connection
    self.runner = runner
  }

  /// What can be selected from: views first, which are made for people.
  package var tables: [String] {
    texts(
      """
      SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite%'
      ORDER BY type DESC, rowid
      """)
  }

  /// The columns of the tables and views that a statement names.
  package func columns(in sql: String) -> [String] {
    let words = Set(sql.lowercased().split { !$0.isLetter && $0 != "_" })
    return tables.filter { words.contains($0[...]) }.flatMap(columns(of:))
  }

  /// The columns of a table or view.
  package func columns(of table: String) -> [String] {
    texts("SELECT name FROM pragma_table_xinfo('\(table)')")
  }

  /// Nothing where it cannot be read: it is only for advice.
  private func texts(_ sql: String) -> [String] {
    let names = RowCollector()
    guard let select = try? connection.prepare(sql, persistent: false),
      (try? runner.run(select, to: names)) != nil
    else { return [] }
    return names.texts
  }
}
