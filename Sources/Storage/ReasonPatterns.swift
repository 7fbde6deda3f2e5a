import SQLite
import Verdicts

/// Maps reasons to their patterns, by the rows of both: what reasons have in common that differ only in ids, numbers
/// and names.
final class ReasonPatterns {
  private let select: Statement
  private let patterns: Interner
  private var known = RecentValues<Int64>()

  /// - Parameter patterns: the text table `reason_patterns`.
  init(_ connection: Connection, _ patterns: Interner) throws(SQLiteError) {
    self.patterns = patterns
    select = try connection.prepare("SELECT reason FROM reasons WHERE id = ?1")
  }

  /// The row of a reason's pattern; nil if there is no such reason.
  func id(ofReason reason: Int64) throws(SQLiteError) -> Int64? {
    if let pattern = known[reason] { return pattern }
    try select.bind(reason, at: 1)
    defer { select.reset() }
    guard try select.step() else { return nil }
    let text = select.withBytes(at: 0) { ReasonPattern.make(from: $0) }
    let pattern = try text.withUnsafeBufferPointer { bytes throws(SQLiteError) in
      try patterns.intern(UnsafeRawBufferPointer(bytes)).id
    }
    known[reason] = pattern
    return pattern
  }

  /// Empties the cache: after a rollback, or when another process has written.
  func removeAll() { known.removeAll() }
}
