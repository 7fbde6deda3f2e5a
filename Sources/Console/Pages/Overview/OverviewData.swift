import Charts
import JSON
import Pages
import Reports
import Verdicts

/// The numbers of the overview, as data and for the tiles of reports.
struct OverviewData {
  private let overview: PageOverview
  private let window: ReportWindow
  private let coverage: String

  init(_ overview: PageOverview, _ window: ReportWindow, _ coverage: String) {
    self.overview = overview
    self.window = window
    self.coverage = coverage
  }

  private var stops: Int64 { overview.causes.reduce(0) { $0 + $1.stops } }
  private var abnormal: Int64 {
    overview.causes.reduce(0) { $0 + ($1.isAbnormal ? $1.stops : 0) }
  }

  private func stops(of causes: StopCategory...) -> Int64 {
    let names = causes.map(\.rawValue)
    return overview.causes.reduce(0) { $0 + (names.contains($1.category) ? $1.stops : 0) }
  }

  /// What the tile of a report says beside its title; nil for nothing.
  func number(of report: String) -> String? {
    switch report {
    case "stops": Self.text(stops, "stop")
    case "reasons": Self.text(abnormal, "abnormal stop")
    case "new": overview.news.map { Self.text(Int64($0.count), "new reason") }
    case "memory": Self.text(stops(of: .outOfMemory), "stop")
    case "spot": Self.text(stops(of: .spotInterruption), "Spot interruption")
    case "health-checks":
      Self.text(stops(of: .elbHealthCheckFailed, .containerHealthCheckFailed), "stop")
    default: nil
    }
  }

  private static func text(_ number: Int64, _ noun: String) -> String {
    Quantity.of(Int(number), noun)
  }

  var answer: ConsoleAnswer {
    .json(
      JSONValue.object(
        [
          .init("start", .integer(Int(window.first))), .init("end", .integer(Int(window.last))),
          .init("coverage", .text(coverage)), .init("stops", .integer(Int(stops))),
          .init("abnormal", .integer(Int(abnormal))),
        ] + (overview.warning.map { [.init("warning", .text($0))] } ?? [])
          + [
            .init("causes", .array(overview.causes.map(Self.cause))),
            .init("new", .array((overview.news ?? []).map(Self.news))),
            .init("over_time", overTime),
          ]
      ).text)
  }

  private static func cause(_ cause: PageOverview.Cause) -> JSONValue {
    .object([
      .init("cause", .text(cause.category)), .init("title", .text(cause.title)),
      .init("responsible", .text(cause.responsible)),
      .init("abnormal", .boolean(cause.isAbnormal)), .init("stops", .integer(Int(cause.stops))),
      .init("earlier_stops", .integer(Int(cause.earlierStops))),
    ])
  }

  private static func news(_ one: PageOverview.News) -> JSONValue {
    .object(
      [.init("cause", .text(one.category))]
        + (one.reason.map { [.init("reason", .text($0))] } ?? [])
        + [.init("stops", .integer(Int(one.stops)))])
  }

  /// The chart: when its first step begins, how long each is, and the stops of each series in each step.
  private var overTime: JSONValue {
    let columns = overview.columns
    let series = columns.abnormal + columns.routine
    return .object(
      (overview.steps.map { steps in
        [
          JSONValue.Member("start", .integer(Int(steps.first))),
          JSONValue.Member("step", .integer(Int(steps.length))),
        ]
      } ?? [])
        + [
          .init(
            "series",
            .array(
              series.map { one in
                .object([
                  .init("name", .text(one.name)),
                  .init("stops", .array(one.values.map { .integer(Int($0)) })),
                ])
              }))
        ])
  }
}
