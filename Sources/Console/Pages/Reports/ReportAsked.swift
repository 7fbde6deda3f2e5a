import Reports
import Verdicts

/// What the URL of a report's page asks, besides time and scope.
struct ReportAsked {
  /// The names of the parameters that all reports share; the others are those of the report.
  enum Name {
    static let dimension = "by"
    static let abnormal = "abnormal"
    static let cause = "cause"
    static let limit = "limit"
  }

  /// More rows are not for a page, nor for a program at once.
  static let rowsMax = 10_000
  /// How many rows a page has where nobody says.
  private static let standardRows = 100

  let report: Report
  let dimension: ReportDimension?
  let filters: StopFilters
  /// The values of the report's own parameters that are given.
  let values: [String: String]
  /// How many rows at most; nil where nobody says.
  let limit: Int?

  /// - Throws: `ConsoleError` for a value that is none.
  init(_ report: Report, _ parameters: URLParameters) throws(ConsoleError) {
    self.report = report
    dimension = try Self.dimension(report, parameters.text(Name.dimension))
    filters = StopFilters(
      onlyAbnormal: parameters.text(Name.abnormal).map { $0 != "0" } ?? false,
      causes: parameters.all(Name.cause))
    let unknown = filters.causes.first { StopCategory(rawValue: $0) == nil }
    if let unknown {
      throw ConsoleError(
        400, "there is no cause \"\(unknown)\"", help: "the menu of the page lists them")
    }
    var values: [String: String] = [:]
    for name in report.parameterNames {
      if let value = parameters.text(name) { values[name] = value }
    }
    self.values = values
    limit = try Self.limit(parameters.text(Name.limit))
  }

  private static func dimension(
    _ report: Report, _ text: String?
  ) throws(ConsoleError) -> ReportDimension? {
    guard let text else { return nil }
    guard let dimension = ReportDimension(name: text), report.dimensions.contains(dimension) else {
      let names = report.dimensions.map(\.rawValue).joined(separator: ", ")
      throw ConsoleError(
        400, "report \"\(report.name)\" cannot be broken down by \"\(text)\"",
        help: names.isEmpty ? nil : "it can by \(names)")
    }
    return dimension
  }

  private static func limit(_ text: String?) throws(ConsoleError) -> Int? {
    guard let text else { return nil }
    guard let number = Int(text.filter { $0 != "," && $0 != " " }), (1...rowsMax).contains(number)
    else { throw ConsoleError(400, "limit must be a number from 1 to \(rowsMax): \"\(text)\"") }
    return number
  }

  /// How many rows a page has.
  var rowsShown: Int { limit ?? report.limit ?? Self.standardRows }

  /// The request with all that is asked.
  ///
  /// - Parameter format: nil for the page, which shows fewer rows than data has.
  func request(_ request: ReportRequest, for format: DataFormat?) -> ReportRequest {
    var request = request
    request.dimension = dimension
    request.filters = filters
    request.values = values
    // A map of the week with some of its hours would be wrong.
    let isMap = report.charts.contains { if case .heatmap = $0 { true } else { false } }
    request.rowsMax = isMap ? Self.rowsMax : format == nil ? rowsShown : limit ?? Self.rowsMax
    return request
  }
}
