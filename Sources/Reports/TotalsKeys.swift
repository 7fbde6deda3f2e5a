import Storage
import Verdicts

/// The columns by which totals of days are told apart, as far as a query looks at them.
///
/// They are the first ones of the primary key up to the last that is needed, so that rows still come in the order of
/// their groups; the fewer they are, the less there is to sum.
struct TotalsKeys {
  let names: ArraySlice<String>

  static let all = TotalsKeys(names: order[...])

  private static let order = [
    "verdict_id", "pattern_id", "group_id", "cluster_id", "availability_zone_id",
    "capacity_provider_id",
  ]

  private init(names: ArraySlice<String>) {
    self.names = names
  }

  /// Those that a query mentions anywhere; all of them if it takes columns without their names.
  init(of query: String, dimension: ReportDimension?) {
    let text = query.lowercased()
    let last = Self.order.lastIndex { text.contains($0) || $0 == dimension?.totalsKey } ?? 0
    names = Self.takesAllColumns(SQLText(query)) ? Self.order[...] : Self.order[...last]
  }

  private static func takesAllColumns(_ sql: SQLText) -> Bool {
    var isFound = false
    var last: SQLText.Token?
    sql.forEachToken { token, _ in
      if token == .symbol(UInt8(ascii: "*")) {
        switch last {
        case .word("select"), .word("distinct"), .word("all"), .symbol(UInt8(ascii: ",")),
          .symbol(UInt8(ascii: ".")):
          isFound = true
        default: break
        }
      }
      if token == .word("natural") { isFound = true }
      last = token
    }
    return isFound
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
      return "CASE WHEN \(Answerable.countsByPlaceSQL) THEN t.\(name) END AS \(name)"
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
