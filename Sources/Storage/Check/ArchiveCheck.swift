import SQLite

/// Verifies an archive: that SQLite finds the file intact, and that its rows are what an ingest writes.
///
/// It reads everything and writes nothing. All of it is one transaction, so others may write meanwhile.
package struct ArchiveCheck {
  /// In the order in which they are verified: what others rest on comes first.
  private static let invariants =
    [FileInvariants.integrity, FileInvariants.references]
    + TextInvariants.all + TaskInvariants.all + MessageInvariants.all
    + [TotalsInvariant.totals] + LedgerInvariants.all

  private let connection: Connection
  private let isQuick: Bool

  /// - Parameter quick: SQLite does not compare indexes with their tables, and messages are not rebuilt.
  package init(_ archive: borrowing Archive, quick: Bool = false) {
    connection = archive.connection
    isQuick = quick
  }

  /// The result for each invariant.
  ///
  /// A damaged file does not end the check: an invariant that cannot be verified for that reason is broken.
  /// - Parameter progress: called from time to time; an error that it throws ends the check.
  /// - Throws: `SQLiteError` if it is interrupted, or the file cannot be read.
  package func run(
    progress: @escaping (CheckProgress) throws -> Void = { _ in }
  ) throws -> [CheckResult] {
    let view = try Transaction(connection, .deferred)
    var results: [CheckResult] = []
    for invariant in Self.invariants {
      try progress(CheckProgress(name: invariant.name, done: 0, total: 0))
      let context = CheckContext(connection: connection, isQuick: isQuick) { done, total in
        try progress(CheckProgress(name: invariant.name, done: done, total: total))
      }
      results.append(try verify(invariant, context))
    }
    // Not committed: in a damaged file SQLite would refuse that, too.
    withExtendedLifetime(view) {}
    return Self.withCommonAdvice(results)
  }

  /// Where only a backup helps against one finding, nothing else is worth doing about the others.
  private static func withCommonAdvice(_ results: [CheckResult]) -> [CheckResult] {
    guard results.contains(where: { $0.isBroken && $0.advice == CheckAdvice.restore }) else {
      return results
    }
    return results.map { result in
      var result = result
      result.advice = CheckAdvice.restore
      return result
    }
  }

  private func verify(_ invariant: Invariant, _ context: CheckContext) throws -> CheckResult {
    var result = CheckResult(invariant)
    do {
      try invariant.verify(&result, context)
    } catch let error as SQLiteError where error.isOfDamagedFile {
      result.note("it could not be verified to the end: \(error.message)")
      result.advice = CheckAdvice.restore
    }
    return result
  }
}

extension SQLiteError {
  /// The content of the file is wrong, as opposed to reading it.
  fileprivate var isOfDamagedFile: Bool { isCorrupt || isNotADatabase || isSchemaError }
}
