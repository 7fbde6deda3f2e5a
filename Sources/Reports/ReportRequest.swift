/// What a report is asked for.
package struct ReportRequest: Sendable {
  /// The argument after the name, for reports that need one.
  package var subject: String?
  /// Log times in milliseconds since 1970, bounds included; without either, `ReportWindow.standardDays` count.
  package var start: Int64?
  package var end: Int64?
  /// Whether no bound means all of the archive instead.
  package var coversAllTime: Bool
  package var now: Int64
  package var scope: ReportScope
  package var filters: StopFilters
  package var dimension: ReportDimension?
  /// Values of parameters, by name.
  package var values: [String: String]
  /// How many rows at most.
  package var rowsMax: Int?
  /// SQL that tells whether a row `t` of `tasks` counts; only tables of stops know it.
  var condition: String?
  /// Whether the stops of the time and scope are counted as well, for the heading of a report.
  package var countsStops = false

  package init(
    subject: String? = nil, start: Int64? = nil, end: Int64? = nil,
    coversAllTime: Bool = false, now: Int64, scope: ReportScope = ReportScope(),
    filters: StopFilters = StopFilters(), dimension: ReportDimension? = nil,
    values: [String: String] = [:], rowsMax: Int? = nil
  ) {
    self.subject = subject
    self.start = start
    self.end = end
    self.coversAllTime = coversAllTime
    self.now = now
    self.scope = scope
    self.filters = filters
    self.dimension = dimension
    self.values = values
    self.rowsMax = rowsMax
  }

  /// The request with the time that counts where none is asked for: the last days that have stops.
  ///
  /// - Parameter newest: the log time of the newest stop; nil if there is none.
  func withStandardTime(before newest: Int64?) -> ReportRequest {
    guard start == nil, end == nil, !coversAllTime, let newest else { return self }
    var request = self
    request.start = newest - ReportWindow.standardDays * ReportWindow.dayMilliseconds + 1
    request.end = newest
    return request
  }

  /// The same time and scope, with nothing else that one report was asked for.
  package var timeAndScope: ReportRequest {
    ReportRequest(start: start, end: end, coversAllTime: coversAllTime, now: now, scope: scope)
  }

  /// Refuses what a report does not take.
  func check(_ report: Report) throws(ReportError) {
    if let argument = report.argument, subject == nil {
      throw .needsArgument(report: report.name, argument: argument)
    }
    if report.argument == nil, subject != nil { throw .takesNoArgument(report: report.name) }
    if let dimension {
      let allowed = report.dimensions + CoverageReport.periods(of: report.name)
      guard !allowed.isEmpty else { throw .noDimensions(report: report.name) }
      guard report.dimensions.contains(dimension) else {
        throw .wrongDimension(report: report.name, dimension, allowed: allowed)
      }
    }
    if let kind = filters.kinds.first(where: { !report.filters.contains($0) }) {
      throw .takesNoFilter(report: report.name, kind)
    }
    try checkValues(report)
  }

  private func checkValues(_ report: Report) throws(ReportError) {
    let names = report.parameterNames
    for name in values.keys.sorted() where !names.contains(name) {
      throw .unknownParameter(report: report.name, name, allowed: names)
    }
    let missing = names.filter { values[$0] == nil && report.standard(of: $0) == nil }
    guard missing.isEmpty else { throw .missingParameters(report: report.name, names: missing) }
    for parameter in report.parameters {
      guard let kind = parameter.kind, let value = values[parameter.name], !kind.admits(value)
      else { continue }
      throw .wrongValue(
        parameter: parameter.name, value, requirement: kind.requirement(refusing: value),
        example: kind.choices.isEmpty ? parameter.standard : nil)
    }
  }

  /// The value of a parameter, or its default.
  func value(of name: String, in report: Report) -> String {
    values[name] ?? report.standard(of: name) ?? ""
  }
}

extension Report {
  /// The parameters of its query, those that its head explains first.
  package var parameterNames: [String] {
    let used =
      (ReportTemplate(query).parameters + ReportTemplate(insights ?? "").parameters)
      .filter { !ReportTemplate.reserved.contains($0) }
    var names = parameters.map(\.name)
    for name in used where !names.contains(name) { names.append(name) }
    return names
  }

  func standard(of name: String) -> String? {
    parameters.first { $0.name == name }?.standard
  }

  /// Whether it can be made without values.
  package var parametersAreOptional: Bool {
    parameterNames.allSatisfy { standard(of: $0) != nil }
  }
}
