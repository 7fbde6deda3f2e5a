import SQLite

/// Something that holds in every intact archive, and how to verify it.
struct Invariant: Sendable {
  let name: String
  /// The invariant as a sentence, without a full stop.
  let statement: String
  let advice: String
  let verify: @Sendable (inout CheckResult, CheckContext) throws -> Void
}

extension Invariant {
  /// An invariant that holds if no SELECT gives a row; the first column of a row says which one breaks it.
  ///
  /// - Parameter counted: a SELECT for the number of rows that are looked at.
  init(
    _ name: String, _ statement: String, advice: String, counted: String, noneOf selects: [String]
  ) {
    self.init(name: name, statement: statement, advice: advice) { result, context in
      result.checked = Int(try context.connection.integer(counted) ?? 0)
      for sql in selects { try result.expectNone(sql, context) }
    }
  }
}

/// What the verification of an invariant works with.
struct CheckContext {
  let connection: Connection
  /// Whether SQLite skips comparing indexes with their tables.
  let isQuick: Bool
  /// Called with the rows that are done, and their total; an error that it throws ends the check.
  let progress: (_ done: Int, _ total: Int) throws -> Void

  /// Rows between two calls of `progress`.
  static let rowsPerProgress = 1_000
}

extension CheckResult {
  /// Counts each row of a SELECT; its first column says which row it is about.
  mutating func expectNone(_ sql: String, _ context: CheckContext) throws(SQLiteError) {
    let select = try context.connection.prepare(sql, persistent: false)
    while try select.step() { note(select.string(at: 0) ?? "") }
  }
}

/// Advice that several invariants share.
enum CheckAdvice {
  static let restore =
    "restore a backup, or import the exports into a new archive"
  static let report =
    "the stops are intact; restore a backup if the counts matter, and report this as a bug"
}
