import SQLite

/// What SQLite itself verifies.
enum FileInvariants {
  static let integrity = Invariant(
    name: "integrity", statement: "SQLite finds the file intact",
    advice: CheckAdvice.restore
  ) { result, context in
    result.checked = Int(try context.connection.pragma("page_count"))
    let pragma = context.isQuick ? "quick_check" : "integrity_check"
    let select = try context.connection.prepare("PRAGMA \(pragma)", persistent: false)
    while try select.step() {
      // The findings of one table come as lines of one row, after a heading.
      for line in (select.string(at: 0) ?? "").split(separator: "\n")
      where line != "ok" && !line.hasPrefix("*** ") {
        result.note(String(line))
      }
    }
  }

  static let references = Invariant(
    name: "references", statement: "every row that another one refers to exists",
    advice: CheckAdvice.restore
  ) { result, context in
    result.checked = Int(
      try context.connection.integer(
        """
        SELECT count(*) FROM sqlite_schema AS s, pragma_foreign_key_list(s.name) WHERE s.type = 'table'
        """) ?? 0)
    // One row for each reference into nothing: the table, its row, the table that lacks the other row.
    let select = try context.connection.prepare("PRAGMA foreign_key_check", persistent: false)
    while try select.step() {
      let row = select.isNull(at: 1) ? "a row" : "row \(select.integer(at: 1))"
      result.note(
        "\(row) of \(select.string(at: 0) ?? "") refers to a missing row of \(select.string(at: 2) ?? "")"
      )
    }
  }
}
