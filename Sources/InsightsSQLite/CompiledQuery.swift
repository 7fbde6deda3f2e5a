package import LogsInsights

/// A query as SQL for SQLite.
package struct CompiledQuery: Equatable, Sendable {
  /// One SELECT; it calls the functions of ``SQLFunction`` and sorts by ``SQLFunction/collation``.
  package let sql: String
  /// The values of ?1, ?2 and so on.
  package let bindings: [Binding]
  /// What the SELECT's columns are, in its order; NULL means that the row lacks the column.
  package let columns: [OutputColumn]
  /// What is legal but surely not meant, in the order of the query's text.
  package let warnings: [Diagnostic]
  /// The commands, and where in the SQL each of them is.
  package let steps: [Step]
  /// The bound on rows that is not the query's own; nil if it cannot leave out any.
  package let cut: Cut?

  /// A bound on rows that the query does not ask for, so that whoever reads the rows should be told of it.
  package struct Cut: Equatable, Sendable {
    /// At most this many rows belong to the result.
    package let rows: Int
    /// The SELECT with one row more, with the same bindings: that row tells that there are more.
    package let sql: String
    /// The SELECT of the number of all rows, where it only has to count events; nil for any other query.
    package let count: CountOfRows?
  }

  /// A SELECT of one number.
  package struct CountOfRows: Equatable, Sendable {
    package let sql: String
    package let bindings: [Binding]
  }

  /// A command, and the SELECT that does its work.
  package struct Step: Equatable, Sendable {
    /// The command in its canonical layout.
    package let text: String
    /// The name of a common table expression; nil for the SELECT at the end.
    package let select: String?
  }

  /// The SQL with its bindings as comments after it, as people see it.
  package var displayText: String {
    var text = sql + "\n"
    for (position, binding) in bindings.enumerated() {
      text += "-- ?\(position + 1) = \(binding.displayText)\n"
    }
    return text
  }
}

/// A column of a result.
package struct OutputColumn: Equatable, Sendable {
  package enum Kind: String, Sendable {
    case text
    /// INTEGER or REAL; ``NumberPrinter`` says how it is printed. Booleans are 1 and 0.
    case number
    /// TEXT, already printed as `2026-01-31 09:30:00.000`.
    case timestamp
    /// TEXT that is compact JSON.
    case json
    /// TEXT, INTEGER or REAL, from row to row.
    case any
  }

  package let name: String
  package let kind: Kind
  /// The fields that the values come from.
  package let origin: ValueOrigin
}
