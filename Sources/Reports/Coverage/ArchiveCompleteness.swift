import Charts
import Rows
package import SQLite
import Time

/// Whether an archive, or a time and scope of it, looks complete, by the rows of the report coverage.
package struct ArchiveCompleteness {
  /// Periods that look missing, wholly or partly, each with its account and region.
  private let missing: [String]
  /// Damaged files that nothing replaces.
  private let damaged: Int
  /// Accounts and regions that fell silent.
  private let silent: [String]
  /// Days that look thin.
  private let thin: Int
  /// Records and files that could not be read, and still are missing.
  private let rejected: Int
  private let unreadFiles: Int
  /// That imports have stopped; nil if they have not, or if none are due.
  private let lateness: String?
  /// The newest stop and its age; nil without one.
  private let newest: String?

  package init(
    _ runner: ReportRunner, _ request: ReportRequest, asOf now: Int64
  ) throws {
    guard let report = ReportCatalog.standard[CoverageReport.name] else {
      preconditionFailure("the report coverage is part of the catalog")
    }
    var request = request
    request.rowsMax = .max
    let findings = CoverageFindings(try runner.run(report, request))
    missing = findings.rows { $0.hasSuffix("missing") }.map { "\($0.period) of \($0.subject)" }
    thin = findings.rows { $0.hasSuffix("thin") }.count
    damaged = findings.rows { $0 == "damaged file" }.count
    silent = findings.rows { $0 == "last stop" }.map(\.subject)
    rejected = findings.rows { $0 == "records rejected" }.reduce(0) { $0 + $1.count }
    unreadFiles = findings.rows { $0 == "file not read" }.count
    let stops = runner.archiveStops
    let isOpen = request.end == nil && stops.extract == nil
    let last = try stops.newest(asOf: now)
    if let start = request.start, let last, isOpen, last < start {
      lateness = "no records since \(TimeText.minute(last)) UTC"
    } else {
      lateness = isOpen ? try stops.lateness(asOf: now) : nil
    }
    newest = last.map {
      "\(TimeText.minute($0)) UTC" + (now > $0 ? ", \(TimeText.age(now - $0)) old" : "")
    }
  }

  /// What is missing of the time, in words; nil if nothing seems to be.
  package var gaps: String? {
    Self.joined([
      missing.isEmpty
        ? nil
        : "\(Quantity.of(missing.count, "period")) \(missing.count == 1 ? "looks" : "look") missing (\(Self.list(missing)))",
      silent.isEmpty ? nil : "no recent records of \(Self.list(silent))",
      damaged > 0 ? "\(Quantity.of(damaged, "damaged file")) without a replacement" : nil,
      lateness,
    ])
  }

  /// What could not be read and still is missing, in words.
  private var unread: String? {
    Self.joined([
      rejected > 0 ? "\(Quantity.of(rejected, "record")) could not be read" : nil,
      unreadFiles > 0 ? "\(Quantity.of(unreadFiles, "file")) could not be read" : nil,
    ])
  }

  /// One line for people who have the command.
  package var sentence: String { sentence(pointing: "see `ecs-stops report coverage --since all`") }

  /// One line for people.
  ///
  /// - Parameter hint: where to see more, if something is to be seen; nil to say nothing of it.
  package func sentence(pointing hint: String?) -> String {
    guard let newest else {
      return Self.joined(["no stops; `ecs-stops ingest` imports them", unread]) ?? ""
    }
    let thinText =
      thin > 0 ? "\(Quantity.of(thin, "day")) \(thin == 1 ? "looks" : "look") thin" : nil
    guard let lacks = Self.joined([gaps, unread]) else {
      return "looks complete up to its newest stop, from \(newest)"
        + (thinText.map { "; \($0)" + (hint.map { ": \($0)" } ?? "") } ?? "")
    }
    let all = [lacks, thinText].compactMap(\.self).joined(separator: "; ")
    return "looks incomplete: \(all)" + (hint.map { "; \($0)" } ?? "")
  }

  private static func joined(_ parts: [String?]) -> String? {
    let parts = parts.compactMap(\.self)
    return parts.isEmpty ? nil : parts.joined(separator: "; ")
  }

  /// So many are named.
  private static let namedMax = 3

  private static func list(_ names: [String]) -> String {
    let more = names.count - namedMax
    return names.prefix(namedMax).joined(separator: ", ")
      + (more > 0 ? " and \(Quantity.count(more)) more" : "")
  }
}

/// The rows of the report coverage that somebody should look into.
private struct CoverageFindings {
  struct Row {
    let check: String
    let subject: String
    let period: String
    let count: Int
  }

  private let rows: [Row]

  init(_ result: ReportResult) {
    let indices = ["status", "check", "subject", "period", "count"].map { name in
      result.columns.firstIndex { $0.name == name }
    }
    rows = result.rows.compactMap { row in
      func text(_ index: Int) -> String {
        guard let column = indices[index], case .text(let text) = row[column] else { return "" }
        return text
      }
      guard text(0) == "check" else { return nil }
      var count = 0
      if let column = indices[4], case .integer(let number) = row[column] { count = Int(number) }
      return Row(check: text(1), subject: text(2), period: text(3), count: count)
    }
  }

  func rows(where condition: (String) -> Bool) -> [Row] { rows.filter { condition($0.check) } }
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
    let due = newest + max(imported - newest, 0) + max(2 * interval, 26 * TimeText.hour)
    guard now > due else { return nil }
    return "nothing newer than \(TimeText.minute(newest)) UTC, \(TimeText.age(now - newest)) old,"
      + " although imports usually come every \(TimeText.age(interval))"
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
    return max(steps[steps.count / 2], TimeText.hour)
  }
}
