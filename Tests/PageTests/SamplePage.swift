import Charts
import Output
import Rows

@testable import Pages
@testable import Reports

/// A page of made-up numbers, with strings that attack it.
enum SamplePage {
  static let hostileTexts = [
    "</script><script>window.attacked = 1</script>",
    "</style><img src=\"http://attacker.invalid/x.png\" onerror=\"window.attacked = 1\">",
    "\" onmouseover=\"window.attacked = 1\" x='", "<!--", "]]>", "&lt;b&gt; &amp;#60;",
    "\u{202e}desrever\u{2066}", "\u{1b}[31mred\u{0}\u{85}\u{2028}", "javascript:alert(1)",
    "one\r\ntwo\tthree", "{{subject}}", "e\u{301}\u{301}\u{301}漢字👩‍💻", "\u{fffd}\u{ffff}",
    String(repeating: "x", count: 1024),
  ]

  /// 2026-01-31 09:30 UTC.
  static let now: Int64 = 1_769_851_800_000
  private static let day: Int64 = 86_400_000

  private static let causes: [(category: String, responsible: String, stops: Int, earlier: Int)] = [
    ("out_of_memory", "application", 212, 80), ("elb_health_check_failed", "application", 143, 90),
    ("image_pull_not_found", "configuration", 97, 3),
    ("essential_container_exited", "application", 88, 101),
    ("secret_access_denied", "configuration", 41, 0), ("host_terminated", "platform", 33, 30),
    ("capacity_unavailable", "capacity", 20, 22), ("runtime_timeout", "platform", 9, 14),
    ("unknown", "unknown", 2, 0),
  ]

  static func text() -> String {
    let window = ReportWindow(
      start: now - 30 * day, end: now, now: now, stops: (now - 400 * day)...now)
    return Page(
      title: "Stopped tasks", window: window, scope: ReportScope(clusters: ["shop", "<b>bold"]),
      overview: overview(window),
      sections: [
        .init(result: reasons(window)), .init(result: trends(window)), .init(result: hours(window)),
        .init(result: task(window), task: PageTask(oneTask(window))),
        .init(result: hostile(window)),
      ]
    ).text
  }

  private static func overview(_ window: ReportWindow) -> PageOverview {
    var found = causes.map { cause in
      PageOverview.Cause(
        category: cause.category, title: words(cause.category), responsible: cause.responsible,
        isAbnormal: true, stops: Int64(cause.stops), earlierStops: Int64(cause.earlier))
    }
    found.append(
      .init(
        category: "service_scaling", title: "service scaling", responsible: "deployment",
        isAbnormal: false, stops: 2104, earlierStops: 1900))
    let steps = PageSteps(window)
    let ranking = PageRanking(found)
    var rows: [[Cell]] = []
    for (step, start) in steps.starts.enumerated() {
      for (index, cause) in causes.enumerated() {
        let wave = (step * 7 + index * 13) % 11
        let burst = index == 2 && step > 24 ? 5 : 1
        rows.append([
          .integer(start), .text(cause.category), .integer(1),
          .integer(Int64(cause.stops * wave * burst / 200)),
        ])
      }
      rows.append([
        .integer(start), .text("service_scaling"), .integer(0), .integer(Int64(40 + step * 5 % 61)),
      ])
    }
    return PageOverview(
      window: window, scope: ReportScope(), causes: found,
      news: [.init(category: "secret_access_denied", reason: hostileTexts[0], stops: 41)],
      columns: ranking.columns(steps, rows: rows), inks: ranking.inks, remark: steps.remark,
      warning: "No stops until then; the newest stop in this archive is 302 days old.",
      summaryQueries: [result("causes", window, [("n", nil)], [])],
      columnQueries: [result("steps", window, [("n", nil)], [])])
  }

  private static func words(_ name: String) -> String {
    String(name.map { $0 == "_" ? " " : $0 })
  }

  private static let kinds: [String: ResultColumn.Kind] = [
    "category": .code, "exit_code": .code, "example_task": .id,
  ]

  private static func result(
    _ name: String, _ window: ReportWindow, _ columns: [(name: String, meaning: String?)],
    _ rows: [[Cell]], charts: [Report.Chart] = [], title: String? = nil
  ) -> ReportResult {
    var report = Report(name: name, language: .sql)
    report.title = title ?? "The report \(name)"
    report.about = "What it tells, in a sentence or two, which may go on for a while on a phone."
    report.charts = charts
    report.routineColumn = columns.contains { $0.name == "kind" } ? "kind" : nil
    let all = columns.enumerated().map { index, column in
      ResultColumn(
        column.name, kinds[column.name] ?? .init(of: rows.map { $0[index] }),
        meaning: column.meaning)
    }
    return ReportResult(
      report: report, window: window, scope: ReportScope(), dimension: nil, columns: all,
      rows: rows, areMore: true, total: nil,
      sql: "SELECT '</pre>' -- \(hostileTexts[0])\nFROM tasks",
      insights: "filter detail.stoppedReason like /<b>/\n| stats count(*)", failing: nil)
  }
}

extension SamplePage {
  private static func reasons(_ window: ReportWindow) -> ReportResult {
    var rows = causes.map { cause -> [Cell] in
      [
        .text("abnormal"), .text(cause.category), .text(cause.responsible),
        .integer(Int64(cause.stops)), .real(Double(cause.stops) / 27.49),
        .text(
          "CannotPullContainerError: the text of \(words(cause.category)), which is a long one: *"),
        .text("2026-01-31 08:1\(cause.stops % 10):00.123"),
      ]
    }
    rows.append([
      .text("routine"), .text("service_scaling"), .text("deployment"), .integer(2104), .real(76.5),
      .text("Scaling activity initiated by (deployment ecs-svc/*)"),
      .text("2026-01-31 09:29:59.000"),
    ])
    return result(
      "reasons", window,
      [
        ("kind", "abnormal or routine"), ("category", "the cause"),
        ("responsible", "who is responsible"), ("stops", "how many tasks stopped so"),
        ("percent", "their share"), ("reason", "the text, ids and numbers as *"),
        ("last_stop", "when the last one stopped"),
      ], rows, charts: [.bars("stops")], title: "Why tasks stopped")
  }

  private static func trends(_ window: ReportWindow) -> ReportResult {
    let rows = (0..<12).map { index -> [Cell] in
      let days = (0..<30).map { "\($0 * (index + 3) % 17)" }.joined(separator: ",")
      return [
        .text("shop-eu"), .text("service-\(index)"), .integer(Int64(1200 - 97 * index)),
        .integer(Int64(40 - 3 * index)), .text("[\(days)]"), index == 3 ? .null : .integer(137),
      ]
    }
    return result(
      "services", window,
      [
        ("cluster", nil), ("service", nil), ("stops", nil), ("abnormal", nil), ("by_day", nil),
        ("exit_code", nil),
      ], rows, charts: [.bars("stops"), .spark("by_day")], title: "Stops by service")
  }

  private static func hours(_ window: ReportWindow) -> ReportResult {
    var rows: [[Cell]] = []
    for day in 1...7 {
      for hour in 0..<24 {
        let stops = (day * hour * hour) % 23 * (hour > 7 ? 3 : 1)
        rows.append([.integer(Int64(day)), .integer(Int64(hour)), .integer(Int64(stops))])
      }
    }
    return result(
      "hours", window, [("weekday", nil), ("hour", nil), ("abnormal", nil)], rows,
      charts: [.heatmap(weekday: "weekday", hour: "hour", value: "abnormal")],
      title: "When tasks stop")
  }

  private static func task(_ window: ReportWindow) -> ReportResult {
    result(
      "task", window, [("part", nil), ("name", nil), ("value", nil)],
      [
        [.text("task"), .text("verdict"), .text("abnormal, out_of_memory")],
        [
          .text("task"), .text("task definition"),
          .text("arn:aws:ecs:eu-central-1:123456789012:task-definition/checkout-api:1432"),
        ],
        [.text("container app"), .text("exit code"), .integer(137)],
      ], charts: [.timeline], title: "Everything about one task")
  }

  private static func oneTask(_ window: ReportWindow) -> ReportResult {
    let start = now - 3 * day
    let values: [(name: String, value: Cell)] = [
      ("task", .text("5f1c0d3e5f1c0d3e5f1c0d3e5f1c0d3e")), ("cluster", .text("<b>shop")),
      ("service", .text("checkout-api")), ("title", .text("Out of memory")),
      ("advice", .text("Raise the limit.")), ("is_abnormal", .integer(1)),
      ("confidence", .text("likely")), ("reason", .text(hostileTexts[0])),
      ("created_at", .integer(start)), ("pull_started_at", .integer(start + 4200)),
      ("pull_stopped_at", .integer(start + 16_300)), ("started_at", .integer(start + 19_000)),
      ("stopping_at", .integer(now - 31_000)), ("execution_stopped_at", .integer(now - 1000)),
      ("stopped_at", .integer(now)),
    ]
    return result("one-task", window, values.map { ($0.name, nil) }, [values.map(\.value)])
  }

  private static func hostile(_ window: ReportWindow) -> ReportResult {
    result(
      "hostile", window,
      [("reason", hostileTexts[2]), (hostileTexts[0], nil), ("stops", nil)],
      hostileTexts.enumerated().map { index, text in
        [.text(text), .text(text), .integer(Int64(index))]
      }, charts: [.bars("stops")], title: hostileTexts[1])
  }
}
