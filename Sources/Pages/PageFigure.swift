package import Reports

/// The reports from which a page makes its summary and pictures.
package enum PageFigure: String, CaseIterable {
  case causes = "page-causes"
  case newCauses = "page-new-causes"
  case scope = "page-scope"
  case stopsByHour = "page-stops-by-hour"
  case stopsByDay = "page-stops-by-day"
  case oneTask = "page-one-task"
  case lastTask = "page-last-task"

  /// The report of the catalog.
  package var report: Report {
    guard let report = ReportCatalog.standard[rawValue] else {
      preconditionFailure("the catalog lacks the report \(rawValue)")
    }
    return report
  }
}
