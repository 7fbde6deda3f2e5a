import Charts
import Rows
package import SQLite
import Time

/// Whether an archive, or a time and scope of it, looks complete.
package struct ArchiveCompleteness {
  /// Periods that look missing, wholly or partly, and damaged files that nothing replaces.
  let missing: Int
  let damaged: Int
  /// Days that look thin.
  let thin: Int
  /// That imports have stopped; nil if they have not, or if none are due.
  let lateness: String?
  /// The newest stop and its age; nil without one.
  let newest: String?

  package init(
    _ runner: ReportRunner, _ request: ReportRequest, asOf now: Int64
  ) throws {
    guard let report = ReportCatalog.standard[CoverageReport.name] else {
      preconditionFailure("the report coverage is part of the catalog")
    }
    var request = request
    request.rowsMax = .max
    let rows = try runner.run(report, request).rows
    func count(_ condition: (String) -> Bool) -> Int {
      rows.count { row in
        guard case .text("check") = row[0], case .text(let check) = row[1] else { return false }
        return condition(check)
      }
    }
    missing = count { $0.hasSuffix("missing") }
    thin = count { $0.hasSuffix("thin") }
    damaged = count { $0 == "damaged file" }
    let stops = runner.archiveStops
    let isOpen = request.end == nil && stops.extract == nil
    let last = try stops.newest(asOf: now)
    if let start = request.start, let last, isOpen, last < start {
      lateness = "nothing since \(PageTime.minute(start)) UTC"
    } else {
      lateness = isOpen ? try stops.lateness(asOf: now) : nil
    }
    newest = last.map {
      "\(PageTime.minute($0)) UTC" + (now > $0 ? ", \(PageTime.age(now - $0)) old" : "")
    }
  }

  /// What is missing, in words; nil if nothing seems to be.
  package var gaps: String? {
    let parts = [
      missing > 0
        ? "\(Quantity.of(missing, "period")) \(missing == 1 ? "looks" : "look") missing" : nil,
      damaged > 0 ? "\(Quantity.of(damaged, "damaged file")) without a replacement" : nil,
      lateness,
    ].compactMap(\.self)
    return parts.isEmpty ? nil : parts.joined(separator: "; ")
  }

  /// One line for people.
  package var sentence: String {
    guard let newest else { return "no stops; `ecs-stops ingest` imports them" }
    let thinText =
      thin > 0 ? "\(Quantity.of(thin, "day")) \(thin == 1 ? "looks" : "look") thin" : nil
    guard let gaps else {
      return "looks complete up to its newest stop, from \(newest)"
        + (thinText.map { "; \($0): see `ecs-stops report coverage --since all`" } ?? "")
    }
    let all = [gaps, thinText].compactMap(\.self).joined(separator: "; ")
    return "looks incomplete: \(all); see `ecs-stops report coverage --since all`"
  }
}

extension ArchiveStops {
  /// An archive whose newest stop was older than this when it was imported is one of the past: nothing newer is due.
  private static let currentMilliseconds: Int64 = 2 * ReportWindow.dayMilliseconds
  /// Before so many imports there is no rhythm; a nightly one is assumed.
  private static let importsMin = 3
  private static let importsMax = 30

  /// That newer stops are due: the archive was up to date when its newest stop was imported, and more time has passed than
  /// imports usually take; nil if they are not.
  ///
  /// - Parameter now: milliseconds since 1970.
  package func lateness(asOf now: Int64) throws(SQLiteError) -> String? {
    guard let newest = try newest(asOf: now),
      let imported = try connection.integer(
        "SELECT min(ingested_at) FROM exports WHERE last_logged_at >= \(newest)"),
      imported - newest <= Self.currentMilliseconds
    else { return nil }
    let interval = try importInterval() ?? ReportWindow.dayMilliseconds
    // The import that is due may still be running, or have found nothing new.
    let due = newest + max(imported - newest, 0) + max(2 * interval, 26 * PageTime.hour)
    guard now > due else { return nil }
    return "nothing newer than \(PageTime.minute(newest)) UTC, \(PageTime.age(now - newest)) old,"
      + " although imports usually come every \(PageTime.age(interval))"
  }

  /// The usual time between two imports; nil for too few of them.
  private func importInterval() throws(SQLiteError) -> Int64? {
    let select = try connection.prepare(
      "SELECT DISTINCT ingested_at FROM exports ORDER BY ingested_at DESC LIMIT \(Self.importsMax)",
      persistent: false)
    var times: [Int64] = []
    while try select.step() { times.append(select.integer(at: 0)) }
    guard times.count >= Self.importsMin else { return nil }
    let steps = zip(times, times.dropFirst()).map { $0 - $1 }.sorted()
    return max(steps[steps.count / 2], PageTime.hour)
  }
}
