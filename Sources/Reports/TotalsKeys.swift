import Storage
import Verdicts

/// The columns that totals of days are grouped by, as far as a report takes them.
///
/// They are the first ones of the primary key up to the last that is taken, so that rows still come in the order of
/// their groups; the fewer they are, the less there is to sum.
struct TotalsKeys {
  let names: [String]

  static let all = TotalsKeys(names: [
    "verdict_id", "pattern_id", "group_id", "cluster_id", "availability_zone_id",
    "capacity_provider_id",
  ])

  private init(names: [String]) {
    self.names = names
  }

  /// - Parameter columns: those that the report takes; nil for all.
  init(_ columns: [String]?, dimension: ReportDimension?) {
    guard let columns else {
      self = .all
      return
    }
    let last = Self.all.names.lastIndex { columns.contains($0) || $0 == dimension?.totalsKey } ?? 0
    names = Array(Self.all.names[...last])
  }
}

extension TotalsKeys {
  private static let places: Set<String> = ["availability_zone_id", "capacity_provider_id"]

  /// As columns of `daily_stops`.
  var grouping: String { names.map { "d.\($0)" }.joined(separator: ", ") }

  /// The same with NULL for none as in `tasks`; every stop has a verdict.
  var ofDays: String {
    names.map { name in
      name == "verdict_id" ? "d.verdict_id" : "nullif(d.\(name), 0) AS \(name)"
    }.joined(separator: ", ")
  }

  /// As columns of `tasks`: places only for causes that they may answer for.
  var ofTasks: String {
    names.map { name in
      guard Self.places.contains(name) else { return "t.\(name)" }
      return "CASE WHEN \(ResponsibleParty.countsByPlaceSQL) THEN t.\(name) END AS \(name)"
    }.joined(separator: ", ")
  }

  /// As columns of a part of a day, counted as `e`.
  ///
  /// SQLite brings a condition on the verdict to the primary key of `daily_stops` only where the columns of both parts
  /// have the same affinity: of the verdict that of its column, of all others none, hence `+`.
  var ofEdges: String {
    names.map { $0 == "verdict_id" ? "e.verdict_id" : "+e.\($0) AS \($0)" }.joined(separator: ", ")
  }

  /// As columns of no row.
  var ofNothing: String { names.map { "NULL AS \($0)" }.joined(separator: ", ") }

  var numbers: String { names.indices.map { "\($0 + 1)" }.joined(separator: ", ") }
}
