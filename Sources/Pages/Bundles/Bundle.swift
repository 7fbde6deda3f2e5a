import Charts
package import Reports
import Rows
import SQLite
package import Storage
import Time

/// An incident bundle: a part of an archive with the questions that were asked of it.
package struct Bundle {
  /// A text that goes along, under its path in the bundle's folder.
  package struct File {
    package let path: String
    package let text: String
  }

  /// The names of what is in the bundle's folder.
  package static let archiveName = "archive.sqlite"
  package static let pageName = "report.html"

  package let window: ReportWindow
  package let scope: ReportScope
  private let runner: ReportRunner
  private let request: ReportRequest

  /// Takes the window and scope of a request; its times become those of the bundle.
  package init(_ runner: ReportRunner, _ request: ReportRequest) throws {
    self.runner = runner
    var fixed = try runner.archiveStops.completed(request)
    window = try runner.archiveStops.window(of: fixed)
    scope = fixed.scope
    fixed.start = window.first
    fixed.end = window.last
    self.request = fixed
  }

  /// The request that gives the same reports here and there.
  package var fixedRequest: ReportRequest { request }

  /// What of the archive goes along: the window, and before it as much time again, from the beginning of a day, since
  /// reports compare the two.
  package func selection() throws -> ArchiveExtract.Selection {
    let (length, isLong) = window.last.subtractingReportingOverflow(window.first)
    let (start, isTooEarly) = window.first.subtractingReportingOverflow(length)
    let first = isLong || isTooEarly ? Int64.min : start
    let day = ReportWindow.dayMilliseconds
    let beginning = first == .min ? first : (first / day - (first % day < 0 ? 1 : 0)) * day
    let content = ExtractSettings.Content(
      window: window.first...window.last, scope: scope.values,
      sourceStops: try runner.archiveStops.logTimes(upTo: window))
    return try runner.selection(of: scope, content, earlierStart: beginning)
  }

  /// The queries of all reports as they were run, and the page that explains the bundle.
  ///
  /// - Parameter stops: how many tasks of the window and scope there are.
  package func files(_ reports: [Report], stops: Int) throws -> [File] {
    var files = [File(path: "README.txt", text: explanation(stops: stops))]
    for report in reports where report.argument == nil && report.parametersAreOptional {
      files.append(
        File(path: "queries/\(report.name).sql", text: try runner.sql(of: report, request) + "\n"))
      if let text = try runner.insightsText(of: report, request) {
        files.append(File(path: "queries/\(report.name).insights", text: text + "\n"))
      }
    }
    return files
  }

  /// The options that ask for the window and the scope again.
  package var options: String {
    let times = [
      "--start \(Timestamp.text(window.first))", "--end \(Self.end(window.last))",
    ]
    let scopes = [
      ("cluster", scope.clusters), ("service", scope.services), ("account", scope.accounts),
      ("region", scope.regions),
    ].flatMap { name, values in values.map { "--\(name) \(Self.shellQuoted($0))" } }
    return (times + scopes).joined(separator: " ")
  }

  /// An end without milliseconds would mean all of its second.
  private static func end(_ milliseconds: Int64) -> String {
    let text = Timestamp.text(milliseconds)
    return text.contains(".") || !text.hasSuffix("Z") ? text : text.dropLast() + ".000Z"
  }

  private static func shellQuoted(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        || "-_./:".utf8.contains(byte)
    }
    return isPlain && !text.isEmpty ? text : "'" + text.replacing("'", with: "'\\''") + "'"
  }

  private static let unmasked = """
    It holds each event as it came. Events may have environment values and commands in their overrides: treat this folder
    as you treat those.
    """
  private static let masked = """
    Values that look like secrets are [masked], those of environment variables among them. Names, ids, ARNs and everything
    else are as they came.
    """

  private func explanation(stops: Int) -> String {
    """
    Why Amazon ECS tasks stopped: a bundle made by ecs-stops.

    Time      \(TimeText.second(window.first)) to \(TimeText.second(window.last)) UTC
    Scope     \(scope.isEmpty ? "all clusters and services" : scope.description)
    Stops     \(Quantity.count(stops))

    \(Self.pageName)      the reports of that time; open it in a browser, it needs no network
    \(Self.archiveName)   a SQLite database with these stops, for more queries
    queries/         each report's question: .sql for ecs-stops sql, .insights for CloudWatch Logs Insights

    The same reports again, on any machine:

      ecs-stops report --all --html again.html --archive \(Self.archiveName)

    Reports, queries and tables cover that time range and scope only. What reports compare them with is in the tables
    earlier_tasks and earlier_daily_stops. The archive is read-only; ingest rejects it.

    \(runner.masker == nil ? Self.unmasked : Self.masked)

    """
  }
}
