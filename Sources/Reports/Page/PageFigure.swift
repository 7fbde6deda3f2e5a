/// The questions behind the pictures and the summary of a page, in the form of reports.
enum PageFigure: String, CaseIterable {
  case causes
  case newCauses = "new-causes"
  case stopsByHour = "stops-by-hour"
  case stopsByDay = "stops-by-day"
  case oneTask = "one-task"
  case lastTask = "last-task"

  /// - Throws: `ReportFileError`, which only a mistake of ours can be.
  func report() throws -> Report {
    try ReportHead.read(
      name: rawValue, language: .sql, text: String(decoding: bytes, as: UTF8.self),
      path: "Page/Figures/\(rawValue).sql")
  }

  private var bytes: [UInt8] {
    switch self {
    case .causes: PackageResources.causes_sql
    case .newCauses: PackageResources.new_causes_sql
    case .stopsByHour: PackageResources.stops_by_hour_sql
    case .stopsByDay: PackageResources.stops_by_day_sql
    case .oneTask: PackageResources.one_task_sql
    case .lastTask: PackageResources.last_task_sql
    }
  }
}
