/// What was found out about one invariant of an archive.
package struct CheckResult: Sendable {
  /// The invariant's name, such as `messages`.
  package let name: String
  /// What holds in every intact archive.
  package let statement: String
  /// What to do if it does not.
  package internal(set) var advice: String
  /// How many rows were looked at.
  package internal(set) var checked = 0
  /// How many of them break the invariant.
  package internal(set) var broken = 0
  /// The first of those, each with what is wrong.
  package internal(set) var examples: [String] = []
  /// How many rows could be verified only in part, although nothing is known to be wrong.
  package internal(set) var unverified = 0
  /// Whether a quick check left it out.
  package internal(set) var isSkipped = false

  package static let examplesMax = 3

  package var isBroken: Bool { broken > 0 }

  init(_ invariant: Invariant) {
    name = invariant.name
    statement = invariant.statement
    advice = invariant.advice
  }

  /// The result for a file that SQLite cannot even open as a database.
  ///
  /// - Parameter problem: what SQLite says about it.
  package static func unreadable(_ problem: String) -> CheckResult {
    var result = CheckResult(FileInvariants.integrity)
    result.note(problem)
    return result
  }

  /// Counts rows that break the invariant.
  mutating func note(_ example: @autoclosure () -> String, rows: Int = 1) {
    broken += rows
    if examples.count < Self.examplesMax { examples.append(example()) }
  }
}

/// How far a check is.
package struct CheckProgress: Sendable {
  /// The invariant that is being checked.
  package let name: String
  /// Rows so far, and of how many; 0 of 0 where the work is a single statement.
  package let done: Int
  package let total: Int
}
