import Charts
import SQLite

// Why an archive has no stops.
extension ArchiveStops {
  /// What became of the records that were imported, and what to do, as `no stops: …`.
  func reasonForNone() throws(SQLiteError) -> String {
    guard let files = try connection.integer("SELECT count(*) FROM exports"), files > 0 else {
      return "no stops; `ecs-stops ingest` imports them"
    }
    let expired = try count("SELECT sum(expired) FROM exports")
    let filtered = try count("SELECT sum(filtered) FROM exports")
    let rejected = try count("SELECT count(*) FROM rejects WHERE resolution IS NULL")
    let isPruned = try count("SELECT sum(stored) FROM exports") > 0
    let reasons = [
      isPruned ? "they were deleted by a prune" : nil,
      expired > 0 ? "\(Quantity.count(expired)) had expired" : nil,
      filtered > 0 ? "\(Quantity.count(filtered)) did not match the pattern of the import" : nil,
      rejected > 0
        ? "\(Quantity.of(rejected, "record")) could not be read, and `ecs-stops rejects` lists \(rejected == 1 ? "it" : "them")"
        : nil,
    ].compactMap(\.self)
    guard reasons.isEmpty else { return "no stops: " + reasons.joined(separator: "; ") }
    return
      "no stops: \(Quantity.of(Int(files), "imported file")) \(files == 1 ? "has" : "have") none"
  }

  private func count(_ sql: String) throws(SQLiteError) -> Int {
    Int(try connection.integer(sql) ?? 0)
  }
}
