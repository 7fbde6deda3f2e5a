import Charts
import Reports

/// What happened, in sentences, from the numbers.
struct PageSummary {
  /// How many stops there were and their causes, in two sentences.
  private(set) var lead = PageSentence()
  /// Who or what is responsible, what is new, and what was routine.
  private(set) var rest = PageSentence()
  private var isLead = true

  init(_ overview: PageOverview) {
    self.init(
      causes: overview.causes, news: overview.news, window: overview.window,
      isWholeEarlierWindowKnown: overview.window.isWholeEarlierKnown)
  }

  /// - Parameter isWholeEarlierWindowKnown: whether the archive reaches back through all of the
  ///   window before this one, so that numbers can be compared.
  init(
    causes: [PageOverview.Cause], news: [PageOverview.News]?, window: ReportWindow,
    isWholeEarlierWindowKnown: Bool
  ) {
    let stops = causes.reduce(0) { $0 + $1.stops }
    let abnormal = causes.filter(\.isAbnormal)
    let abnormalStops = abnormal.reduce(0) { $0 + $1.stops }
    count(stops, abnormalStops, window)
    // A part of a time is less than the whole of another.
    if isWholeEarlierWindowKnown, window.recordedUntil == nil {
      compare(
        abnormalStops, earlier: abnormal.reduce(0) { $0 + $1.earlierStops },
        of: causes.reduce(0) { $0 + $1.earlierStops }, window)
    }
    add(".")
    name(abnormal, of: abnormalStops)
    isLead = false
    attribute(abnormal, of: abnormalStops)
    if let news, abnormalStops > 0 { tell(news) }
    routine(causes, stops - abnormalStops, of: stops)
  }

  private mutating func add(_ text: String) {
    if isLead { lead.add(text) } else { rest.add(text) }
  }

  private mutating func stress(_ text: String) {
    if isLead { lead.stress(text) } else { rest.stress(text) }
  }
}

extension PageSummary {
  private mutating func count(_ stops: Int64, _ abnormal: Int64, _ window: ReportWindow) {
    // Not that no task stopped: nobody knows that.
    guard stops > 0 else { return stress("No stops are recorded for this time") }
    stress(stops == 1 ? "1 task stopped" : "\(NumberText.grouped(stops)) tasks stopped")
    add(" in \(TimeText.length(window.last - window.first + 1))")
    if let time = window.recordedUntil {
      add(" (nothing is recorded after \(TimeText.minute(time)) UTC)")
    }
    add(", ")
    switch abnormal {
    case 0: stress("none of them abnormally")
    case stops: stress(stops == 1 ? "abnormally" : "all of them abnormally")
    default:
      stress("\(NumberText.grouped(abnormal)) of them abnormally")
      add(" (\(Self.share(abnormal, of: stops)))")
    }
  }

  private mutating func compare(
    _ now: Int64, earlier: Int64, of stops: Int64, _ window: ReportWindow
  ) {
    let previous = "the previous \(TimeText.length(window.last - window.first + 1))"
    guard stops > 0 else { return add("; \(previous) had no stops") }
    let figures = "\(NumberText.grouped(earlier)) of \(NumberText.grouped(stops))"
    guard earlier > 0, now > 0 else { return add("; in \(previous), \(figures)") }
    add(", ")
    stress(Self.change(Double(now) / Double(earlier)))
    add(" in \(previous) (\(figures))")
  }

  /// `3.4 times as many as`, `3 % fewer than`, `as many as`.
  private static func change(_ factor: Double) -> String {
    if factor == 1 { return "as many as" }
    if factor >= 2 { return "\(NumberText.short(factor, decimals: 1)) times as many as" }
    let percent = min(99, Int64((abs(factor - 1) * 100).rounded()))
    let text = percent < 1 ? "under 1 %" : "\(percent) %"
    return "\(text) \(factor > 1 ? "more" : "fewer") than"
  }

  /// How many causes are named.
  private static let namedMax = 3

  private mutating func name(_ causes: [PageOverview.Cause], of stops: Int64) {
    let ranked = Self.ranked(causes) { $0.title }
    guard !ranked.isEmpty, stops > 0 else { return }
    add(ranked.count == 1 ? " The only cause: " : " Top causes: ")
    let named = ranked.prefix(Self.namedMax)
    for (index, cause) in named.enumerated() {
      if index > 0 { add(index == named.count - 1 && ranked.count == named.count ? " and " : ", ") }
      stress(cause.name)
      add(" (\(NumberText.grouped(cause.stops)))")
    }
    let rest = ranked.count - named.count
    add(rest > 0 ? ", and \(rest) \(rest == 1 ? "other" : "others")." : ".")
  }

  private mutating func attribute(_ causes: [PageOverview.Cause], of stops: Int64) {
    let ranked = Self.ranked(causes) { Self.bearer(of: $0.responsible) }
    guard let first = ranked.first, stops > 0 else { return }
    if ranked.count == 1 {
      return add(" \(stops == 1 ? "It is" : "All are") attributed to \(first.name).")
    }
    let parts = ranked.map { "to \($0.name): \(NumberText.grouped($0.stops))" }
    add(" Attributed \(parts.joined(separator: "; ")).")
  }

  /// Whom a verdict holds responsible, as in "attributed to the application".
  static func bearer(of name: String) -> String {
    switch name {
    case "unknown": "an unknown party"
    case "user": "users"
    case "deployment": "deployments"
    case "application", "platform": "the \(name)"
    default: name
    }
  }

  private mutating func tell(_ news: [PageOverview.News]) {
    guard let first = news.first else { return add(" No reason is new.") }
    add(" ")
    stress(news.count == 1 ? "One reason is new" : "\(news.count) reasons are new")
    add(news.count == 1 ? ": " : ", the most frequent: ")
    add(first.reason.map { "\"\(Self.shortened($0))\"" } ?? "\(first.category), without a reason")
    add(" (\(NumberText.grouped(first.stops))).")
  }

  private mutating func routine(
    _ causes: [PageOverview.Cause], _ stops: Int64, of all: Int64
  ) {
    let ranked = Self.ranked(causes.filter { !$0.isAbnormal }) { $0.title }
    guard let first = ranked.first, stops > 0 else { return }
    add(" \(NumberText.grouped(stops)) \(stops == 1 ? "stop was" : "stops were") routine")
    add(
      ranked.count == 1
        ? ": \(first.name)." : ", \(Self.share(first.stops, of: stops)) of them: \(first.name).")
  }
}

extension PageSummary {
  /// Names with their stops in the window, the most frequent first.
  private static func ranked(
    _ causes: [PageOverview.Cause], by name: (PageOverview.Cause) -> String
  ) -> [(name: String, stops: Int64)] {
    var stops: [String: Int64] = [:]
    for cause in causes where cause.stops > 0 { stops[name(cause), default: 0] += cause.stops }
    return stops.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.key, $0.value) }
  }

  /// `33 %`; what is not nothing or all is not said to be.
  static func share(_ part: Int64, of whole: Int64) -> String {
    let percent = Double(part) / Double(max(1, whole)) * 100
    if part > 0, percent < 1 { return "under 1 %" }
    if part < whole, percent > 99 { return "over 99 %" }
    return "\(Int64(percent.rounded())) %"
  }

  /// The beginning of a text that would not fit into a sentence.
  static func shortened(_ text: String) -> String {
    let max = 120
    return text.count > max ? text.prefix(max - 1) + "…" : text
  }
}
