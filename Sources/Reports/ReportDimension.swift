import Rows

/// What the rows of a report can be broken down by.
package enum ReportDimension: String, CaseIterable, Sendable {
  case cluster, service, account, region, family, revision, zone
  case capacityProvider = "capacity-provider"
  case launchType = "launch-type"
  case cause, responsible
  case exitCode = "exit-code"
  case day, hour, weekday

  /// The dimension of a name that people type; `category` is the column's name of the cause.
  package init?(name: String) {
    self.init(rawValue: name == "category" ? "cause" : name)
  }

  /// The present name of a dimension that had another one.
  package static func newName(of name: String) -> String? {
    name == "answerable" ? "responsible" : nil
  }

  /// The column that takes the place of `by`.
  package var columnName: String {
    self == .cause
      ? "category" : String(decoding: rawValue.utf8.map { $0 == 0x2d ? 0x5f : $0 }, as: UTF8.self)
  }

  /// What the values of the column are.
  var kind: ResultColumn.Kind {
    switch self {
    case .account, .region, .zone, .launchType, .cause, .responsible, .exitCode: .code
    case .day: .day
    case .cluster, .service, .family, .revision, .capacityProvider, .hour, .weekday: .text
    }
  }

  /// What the column holds.
  package var meaning: String {
    switch self {
    case .cluster: "the cluster's name; with account and region if several clusters share the name"
    case .service: "the service, or the task's group if it belongs to no service"
    case .account: "the cluster's AWS account"
    case .region: "the cluster's region"
    case .family: "the task definition's family"
    case .revision: "the task definition, family and revision"
    case .zone: "the availability zone"
    case .capacityProvider: "the capacity provider"
    case .launchType: "the launch type"
    case .cause: "the cause"
    case .responsible: "who is responsible"
    case .exitCode: "the exit code that the verdict rests on"
    case .day: "the day of the log time, UTC"
    case .hour: "the hour of day of the log time, UTC"
    case .weekday: "the weekday of the log time, UTC; 1 is Monday"
    }
  }

  /// Whether each stop of a cause, group and cluster on a day has its own value, so that totals of whole days do not
  /// tell it.
  package var isOfSingleStops: Bool {
    switch self {
    case .family, .revision, .launchType, .hour: true
    default: false
    }
  }

  /// Whether its values come in the order of time, and not the one with the most stops first.
  var isOfTime: Bool { self == .day || self == .hour || self == .weekday }

  /// Whether it is not the same for all stops of a cause, group and cluster over the days.
  var isOfDays: Bool { self == .day || self == .weekday }

  /// The column of totals that tells it.
  var totalsKey: String? {
    switch self {
    case .cluster, .account, .region: "cluster_id"
    case .service: "group_id"
    case .zone: "availability_zone_id"
    case .capacityProvider: "capacity_provider_id"
    case .family, .revision, .launchType, .cause, .responsible, .exitCode, .day, .hour, .weekday:
      nil
    }
  }

  /// Its text as SQL.
  ///
  /// - Parameters:
  ///   - row: the name of a row with the columns of `tasks`, or of `daily_stops`.
  ///   - day: the number of the day as SQL.
  ///   - clusters: the names of clusters that several have.
  func sql(of row: String, day: String, sharedNames clusters: [String]) -> String {
    switch self {
    case .cluster: Self.cluster(row, sharedNames: clusters)
    case .service:
      NameTables.service(ofGroup: "\(row).group_id")
    case .account: NameTables.lookUp(NameTables.account, "clusters", "\(row).cluster_id")
    case .region: NameTables.lookUp(NameTables.region, "clusters", "\(row).cluster_id")
    case .family: NameTables.lookUp("family", "task_definitions", "\(row).task_definition_id")
    case .revision: NameTables.lookUp("name", "task_definitions", "\(row).task_definition_id")
    case .zone: NameTables.lookUp("word", "words", "\(row).availability_zone_id")
    case .capacityProvider: NameTables.lookUp("word", "words", "\(row).capacity_provider_id")
    case .launchType: NameTables.lookUp("word", "words", "\(row).launch_type_id")
    case .cause: NameTables.lookUp("category", "verdicts", "\(row).verdict_id")
    case .responsible: NameTables.lookUp("responsible", "verdicts", "\(row).verdict_id")
    case .exitCode: NameTables.lookUp("exit_code", "verdicts", "\(row).verdict_id")
    case .day: "day_text(\(day))"
    case .hour: "format('%02d:00', \(row).logged_at / 3600000 % 24)"
    case .weekday: "weekday_text(\(day))"
    }
  }

  private static func cluster(_ row: String, sharedNames: [String]) -> String {
    guard !sharedNames.isEmpty else {
      return NameTables.lookUp("name", "clusters", "\(row).cluster_id")
    }
    let names = sharedNames.map { SQLLiteral.text($0) }.joined(separator: ", ")
    return NameTables.lookUp(
      "CASE WHEN name IN (\(names))"
        + " THEN name || ' (' || \(NameTables.account) || ' ' || \(NameTables.region) || ')' ELSE name END",
      "clusters", "\(row).cluster_id")
  }
}
