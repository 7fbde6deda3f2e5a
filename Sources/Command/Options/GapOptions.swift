import ArgumentParser
import ECSStops

/// The condition that something looks missing.
struct GapOptions: ParsableArguments {
  @Flag(
    help: ArgumentHelp(
      "For the report coverage and --digest: after printing, exit with 4 if something looks missing.",
      discussion: """
        That is a day or hour that looks missing, an account and region that fell silent, a damaged file that nothing \
        replaces, or, without --end, newer stops that are due by the rhythm of the imports so far. Records and files that \
        could not be read do not count: ingest reports them by status 3, and the report lists them.
        """))
  var failIfGap = false

  func validate(report: String?, isDigest: Bool) throws {
    if failIfGap, report != CoverageReport.name, !isDigest {
      throw ValidationError("--fail-if-gap is for the report coverage and for --digest")
    }
  }

  /// The failure if the condition is given and true.
  func failure(_ runner: ReportRunner, _ request: ReportRequest) throws -> Failure? {
    guard failIfGap else { return nil }
    let completeness = try ArchiveCompleteness(runner, request, asOf: TimeSource.system.now)
    return completeness.gaps.map {
      Failure("--fail-if-gap: \($0)", exitCode: .conditionIsTrue)
    }
  }
}
