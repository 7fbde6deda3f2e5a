extension ReportRequest {
  /// `--by day` and `--by hour` of the report coverage say how long its periods are, which is a parameter of it.
  package mutating func takePeriod(of report: String?) {
    guard report == CoverageReport.name, dimension == .day || dimension == .hour else { return }
    values[CoverageReport.hours] = .init(dimension == .hour ? "1" : "24")
    dimension = nil
  }
}

/// The names of the report on what is missing.
package enum CoverageReport {
  package static let name = "coverage"
  package static let hours = "hours"

  /// What `--by` takes as the length of its periods, which is not a dimension of its rows.
  static func periods(of report: String) -> [ReportDimension] {
    report == name ? [.hour, .day] : []
  }
}
