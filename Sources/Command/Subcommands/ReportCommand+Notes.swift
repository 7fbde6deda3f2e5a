import ArgumentParser
import ECSStops

// What is said after the rows, on standard error.

extension ReportCommand {
  /// Says what a report without rows tells, where there are stops.
  func noteEmpty(
    _ result: ReportResult, _ runner: ReportRunner, _ request: ReportRequest
  ) throws {
    guard result.rows.isEmpty, result.report.argument == nil else { return }
    guard request.filters.isEmpty else { return try noteNoneLeft(runner, request) }
    guard try runner.archiveStops.emptiness(of: request) == nil else { return }
    let sentence = result.report.empty ?? "report \"\(result.report.name)\" has no rows"
    StandardError.message(
      .note, "\(sentence) in this time range\(request.scope.isEmpty ? "" : " and scope")",
      color: output.color)
  }

  /// Says which numbers of the report coverage a scope does not limit.
  func noteScope(of report: Report, _ request: ReportRequest) {
    guard report.name == CoverageReport.name,
      !request.scope.services.isEmpty || !request.scope.clusters.isEmpty
    else { return }
    StandardError.message(
      .note,
      "only stops are limited by --service and --cluster; records and files are those of whole accounts and regions",
      color: output.color)
  }

  /// Says that there are stops where the filters leave none.
  private func noteNoneLeft(_ runner: ReportRunner, _ request: ReportRequest) throws {
    var all = request
    all.filters = StopFilters()
    let stops = try runner.stops(all)
    guard stops > 0 else { return }
    StandardError.message(
      .note,
      "none of the \(Quantity.of(stops, "stop")) in this time range and scope match \(request.filters.options)",
      color: output.color)
  }

  func noteCut(_ result: ReportResult) {
    guard result.areMore else { return }
    StandardError.message(
      .note,
      CutNote.text(
        shown: result.rows.count, total: result.total,
        advice: "--limit all \(output.isFile ? "writes" : "shows") every row",
        isFile: output.isFile), color: output.color)
  }

  /// Says what is to be known about the stops that were looked at, and ends with the conditions that are true.
  func finish(
    _ runner: ReportRunner, _ request: ReportRequest, _ report: Report? = nil,
    _ result: ReportResult? = nil, _ sayNext: () throws -> Void = {}
  ) throws {
    let stops = runner.archiveStops
    SecretOptions.note(runner.masker, color: output.color)
    if report?.argument == nil {
      try StopsNote.all(stops, request, color: output.color)
      if stale.failIfStale == nil { try StopsNote.age(stops, request, color: output.color) }
    } else {
      try StopsNote.bundle(stops, request, color: output.color)
    }
    try sayNext()
    let failures = [
      result.flatMap { result in failIf.flatMap { Failure(failIf: $0, of: result) } },
      try stale.failure(runner.archiveStops, request.scope),
      try gap.failure(runner, request),
    ].compactMap(\.self)
    for failure in failures.dropLast() { failure.report(color: output.color) }
    if let last = failures.last { throw last }
  }
}
