package import SQLite

/// Truncated files whose stops have all arrived in other files.
extension DamagedFiles {
  /// A truncated file that nothing is missing of any longer.
  package struct Confirmed {
    package let export: Int64
    /// An intact file that has what came after the cut.
    package let intact: Int64
    private let ingestedAt: Int64

    fileprivate init(_ file: CutFile, intact: Int64) {
      export = file.export
      self.intact = intact
      ingestedAt = file.ingestedAt
    }

    /// Whether it was imported before an ingest that began at this time.
    package func isEarlier(than start: Int64) -> Bool { ingestedAt < start }
  }

  /// Between the files of two windows that follow each other nothing may have been logged for a while; nothing longer than
  /// this counts as covered by them.
  private static let pauseMax: Int64 = 15 * 60_000

  /// A truncated file, and the log times of the stops that it is known to have held.
  fileprivate struct CutFile {
    let export: Int64
    let ingestedAt: Int64
    let loggedAt: ClosedRange<Int64>
  }

  /// The truncated files of which every stop that they are known to have held is in the archive from intact files, the one
  /// in which they end as well, and whose time other files of the same account, region and log group cover, until after
  /// their last stop.
  ///
  /// Any other one stays unresolved, since it may have held what nobody has.
  ///
  /// - Parameter reason: why the record in which a file ends was rejected.
  package func confirmedFiles(cut reason: String) throws(SQLiteError) -> [Confirmed] {
    var confirmed: [Confirmed] = []
    for file in try cutFiles(reason) {
      if let intact = try intactCover(of: file) {
        confirmed.append(Confirmed(file, intact: intact))
      }
    }
    return confirmed
  }

  private func cutFiles(_ reason: String) throws(SQLiteError) -> [CutFile] {
    let select = try connection.prepare(
      """
      SELECT id, ingested_at, min(first_at), max(last_at) FROM (
        SELECT e.id, e.ingested_at, e.first_logged_at AS first_at, e.last_logged_at AS last_at FROM exports AS e
        WHERE e.damage = 1 AND e.resolved_by IS NULL
        UNION ALL
        SELECT e.id, e.ingested_at, r.logged_at, r.logged_at FROM exports AS e JOIN rejects AS r ON r.export_id = e.id
        WHERE e.damage = 1 AND e.resolved_by IS NULL AND r.reason = ?1) AS f
      WHERE NOT EXISTS (SELECT 1 FROM provisional WHERE export_id = f.id)
        AND NOT EXISTS (SELECT 1 FROM rejects WHERE export_id = f.id AND reason = ?1 AND resolution IS NULL)
        AND ((SELECT unverified FROM exports WHERE id = f.id) > 0
          OR EXISTS (SELECT 1 FROM rejects WHERE export_id = f.id AND reason = ?1))
      GROUP BY id HAVING min(first_at) IS NOT NULL
      """, persistent: false)
    try select.bind(text: reason, at: 1)
    var files: [CutFile] = []
    while try select.step() {
      let first = select.integer(at: 2)
      files.append(
        CutFile(
          export: select.integer(at: 0), ingestedAt: select.integer(at: 1),
          loggedAt: first...max(first, select.integer(at: 3))))
    }
    return files
  }

  /// The intact file that has the end of a truncated file, if intact files cover all of its time.
  private func intactCover(of file: CutFile) throws(SQLiteError) -> Int64? {
    let place = """
      a.account_id IS b.account_id AND a.region_id IS b.region_id AND a.log_group_id IS b.log_group_id
      """
    let select = try connection.prepare(
      """
      SELECT f.id, f.first_logged_at, f.last_logged_at FROM exports AS f, exports AS e
      WHERE e.id = ?1 AND f.id <> e.id AND f.damage = 0 AND (f.filtered = 0 OR f.pattern IS e.pattern)
        AND f.last_logged_at >= ?2 - \(Self.pauseMax) AND f.first_logged_at <= ?3
        AND (NOT EXISTS (SELECT 1 FROM export_hours WHERE export_id = e.id)
          OR NOT EXISTS (SELECT 1 FROM export_hours WHERE export_id = f.id)
          OR EXISTS (
            SELECT 1 FROM export_hours AS a, export_hours AS b
            WHERE a.export_id = e.id AND b.export_id = f.id AND \(place)))
      ORDER BY f.first_logged_at, f.id
      """, persistent: false)
    try select.bind(file.export, at: 1)
    try select.bind(file.loggedAt.lowerBound, at: 2)
    try select.bind(file.loggedAt.upperBound, at: 3)
    var coveredUntil: Int64?
    while try select.step() {
      let (first, end) = (select.integer(at: 1), select.integer(at: 2))
      if let until = coveredUntil {
        guard first <= until + Self.pauseMax else { return nil }
      } else if first > file.loggedAt.lowerBound {
        return nil
      }
      if end > file.loggedAt.upperBound { return select.integer(at: 0) }
      coveredUntil = max(coveredUntil ?? end, end)
    }
    return nil
  }
}
