// Rows of `tasks`.
extension CommonTables {
  /// Not materialized: a row has half a hundred columns, and a report looks at a few.
  func stops(_ table: ReportReads.Common, _ part: ReportWindow.Part) -> String {
    let day = "(t.logged_at / 86400000 - (t.logged_at % 86400000 < 0))"
    let by = dimension?.sql(of: "t", day: day, sharedNames: sharedClusterNames) ?? "NULL"
    let requested = table.columns ?? []
    let columns =
      ["t.*", "\(by) AS \"by\""]
      + requested.compactMap(StopColumn.init).map { "\($0.sql) AS \($0.rawValue)" }
      + VerdictColumns(among: requested).lookedUp(for: "t")
    let (source, conditions) = searched(part)
    return """
        \(table.name.rawValue) AS NOT MATERIALIZED (
          SELECT \(columns.joined(separator: ", "))
          FROM \(source)\(Self.whereClause(conditions))
        )
      """
  }

  /// - Parameter isByTime: whether only the index of log times is to be used.
  func taskConditions(_ span: ReportWindow.Span, isByTime: Bool = false) -> [String] {
    guard let times = span.times else { return ["0"] }
    return conditions("t.logged_at", times, span.hasStopsBefore, span.hasStopsBehind)
      + scopeConditions(isByTime ? "+t" : "t", none: "NULL") + (condition.map { [$0] } ?? [])
  }
}

/// What tables of stops can have besides the columns of `tasks`.
enum StopColumn: String, CaseIterable {
  case task
  case taskARN = "task_arn"
  case cluster, account, region, service

  /// It as SQL, of the row `t` of `tasks`.
  var sql: String {
    switch self {
    case .task: "CASE typeof(t.task_id) WHEN 'blob' THEN lower(hex(t.task_id)) ELSE t.task_id END"
    case .taskARN: "arn_text(t.task_prefix_id, t.task_id)"
    case .cluster: "(SELECT name FROM clusters WHERE id = t.cluster_id)"
    case .account: "(SELECT \(NameTables.account) FROM clusters WHERE id = t.cluster_id)"
    case .region: "(SELECT \(NameTables.region) FROM clusters WHERE id = t.cluster_id)"
    case .service: NameTables.service(ofGroup: "t.group_id")
    }
  }
}

/// The columns of `verdicts` that tables of stops and of totals can have.
struct VerdictColumns {
  static let all = [
    "is_abnormal", "category", "responsible", "confidence", "kill", "exit_code", "rules_version",
  ]

  private let names: [String]

  init(among requested: [String]) {
    names = requested.filter(Self.all.contains)
  }

  var isEmpty: Bool { names.isEmpty }
  /// Beside a row that is joined to its verdict `v`.
  var selected: [String] { names.map { "v.\($0)" } }

  /// Beside a row of stops, for which nothing is done where nothing of the verdict is read.
  func lookedUp(for row: String) -> [String] {
    names.map { name in
      let id = "\(row).verdict_id"
      return name == "is_abnormal"
        ? "\(id) IN (SELECT id FROM verdicts WHERE is_abnormal) AS is_abnormal"
        : "(SELECT \(name) FROM verdicts WHERE id = \(id)) AS \(name)"
    }
  }
}
