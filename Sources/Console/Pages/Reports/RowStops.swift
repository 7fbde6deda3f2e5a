import LogsInsights
import Reports
import Rows
import Time

/// The stops behind a row of a report, as a query.
///
/// What makes a row what it is are its keys; each becomes a condition where Logs Insights QL can say it.
struct RowStops {
  let conditions: [String]
  /// Log times in milliseconds since 1970, both ends included.
  let times: ClosedRange<Int64>
  /// Whether these are the stops of the row, all of them and no others.
  let isExact: Bool

  /// Reports whose rows divide all stops of a time among them, so that the keys tell which stops are a row's.
  static let dividing: Set<String> = [
    "compare", "lifetimes", "responsibility", "services", "stop-codes",
  ]

  var query: String { QueryText.stops(where: conditions) }

  /// Nil where the first key, which is what the row is about, cannot be said.
  init?(_ row: [Cell], of result: ReportResult) {
    let named = Dictionary(
      zip(result.columns.map(\.name), row), uniquingKeysWith: { first, _ in first })
    let dimension = result.dimension?.columnName
    let keys = result.report.keys + (dimension.map { [$0] } ?? [])
    var conditions: [String] = []
    var isExact = Self.dividing.contains(result.report.name)
    var times = result.window.first...result.window.last
    for (position, key) in keys.enumerated() {
      guard let value = named[key] else { continue }
      if key == "day", let day = Self.day(value), day.overlaps(times) {
        times = day.clamped(to: times)
      } else if let condition = RowCondition(key, value, named) {
        conditions += condition.texts
      } else {
        guard position > 0 else { return nil }
        isExact = false
      }
    }
    if let narrow = Self.extent(named), narrow.overlaps(times) {
      times = narrow.clamped(to: times)
    }
    guard !conditions.isEmpty || times != result.window.first...result.window.last else {
      return nil
    }
    self.conditions = conditions
    self.times = times
    self.isExact = isExact
  }

  /// The times of the first and last of the stops, where a row has them.
  private static func extent(_ named: [String: Cell]) -> ClosedRange<Int64>? {
    guard let first = named["first_stop"].flatMap(time),
      let last = named["last_stop"].flatMap(time),
      first <= last
    else { return nil }
    return first...last
  }

  private static func time(_ value: Cell) -> Int64? {
    guard case .text(var text) = value else { return nil }
    return text.withUTF8 { Timestamp.parse(UnsafeRawBufferPointer($0))?.milliseconds }
  }

  private static func day(_ value: Cell) -> ClosedRange<Int64>? {
    guard case .text(let text) = value, let start = time(.text(text + " 00:00:00.000")) else {
      return nil
    }
    return start...(start + TimeText.day - 1)
  }
}

/// A value of a key column as conditions of a query.
struct RowCondition {
  let texts: [String]

  /// Columns of reports, and the fields that have the same values.
  private static let fields = [
    "category": "@cause", "cause": "@cause", "service": "@service", "account": "account",
    "region": "region", "family": "@family", "responsible": "@responsible",
    "zone": "detail.availabilityZone", "capacity_provider": "detail.capacityProviderName",
    "launch_type": "detail.launchType", "deployment": "detail.startedBy",
    "started_by": "detail.startedBy", "detail.stopCode": "detail.stopCode",
  ]

  /// - Parameter row: all values of the row, by their columns.
  init?(_ name: String, _ value: Cell, _ row: [String: Cell]) {
    let text = Self.text(value)
    switch name {
    case "kind" where text == "abnormal" || text == "routine":
      texts = ["@abnormal = \(text == "abnormal" ? 1 : 0)"]
    case "cluster": texts = Self.cluster(text)
    case "revision": texts = Self.revision(text)
    case "reason":
      guard let text else { return nil }
      texts = [Self.reason(text)]
    case "name":
      guard let condition = Self.place(row["place"].flatMap(Self.text), text) else { return nil }
      texts = [condition]
    case "value":
      guard let what = row["what"].flatMap(Self.text), what != "value",
        let condition = RowCondition(what, value, [:])
      else { return nil }
      texts = condition.texts
    case "place", "what": texts = []
    default:
      guard let field = Self.fields[name] else { return nil }
      // Totals have places only for causes that places may answer for.
      if text == nil, name == "zone" || name == "capacity_provider" { return nil }
      texts = [QueryText.equals(field, text)]
    }
  }

  /// The value as text; nil for none.
  private static func text(_ value: Cell) -> String? {
    switch value {
    case .text("(none)"), .null, .blob: nil
    case .text(let text): text
    case .integer(let number): "\(number)"
    case .real(let number): "\(number)"
    }
  }

  /// A cluster's name, with account and region if several clusters share it.
  private static func cluster(_ text: String?) -> [String] {
    guard let text, let parts = text.wholeMatch(of: /(.*) \(([0-9]{12}) ([a-z0-9-]+)\)/) else {
      return [QueryText.equals("@cluster", text)]
    }
    return [
      QueryText.equals("@cluster", String(parts.1)), QueryText.equals("account", String(parts.2)),
      QueryText.equals("region", String(parts.3)),
    ]
  }

  /// `web:16`, or the number alone.
  private static func revision(_ text: String?) -> [String] {
    guard let text, let colon = text.lastIndex(of: ":") else {
      return text.map { Int($0) == nil ? QueryText.equals("@revision", $0) : "@revision = \($0)" }
        .map { [$0] } ?? [QueryText.equals("@revision", nil)]
    }
    return [QueryText.equals("@family", String(text[..<colon]))]
      + revision(String(text[text.index(after: colon)...]))
  }

  /// How many containers are looked at for a reason.
  private static let containersMax = 5

  /// The reason that a verdict rests on is that of the stop, or of a container; other stops may have it too.
  private static func reason(_ pattern: String) -> String {
    let fields =
      ["detail.stoppedReason"]
      + (0..<containersMax).map { "detail.containers.\($0).reason" }
    return "("
      + fields.map { QueryText.matches($0, pattern: pattern) }.joined(separator: " or ") + ")"
  }

  /// A zone, or the ID of a container instance.
  private static func place(_ kind: String?, _ name: String?) -> String? {
    guard let name else { return nil }
    switch kind {
    case "zone": return QueryText.equals("detail.availabilityZone", name)
    case "host":
      return QueryText.matches("detail.containerInstanceArn", pattern: "*/" + name)
    default: return nil
    }
  }
}
