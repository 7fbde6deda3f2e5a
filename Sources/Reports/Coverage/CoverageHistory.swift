import Charts
import Time

/// What files held of each account, region and log group, by day or hour, with what looks missing or thin.
///
/// All of the archive's history says what is usual; rows are those of a time range.
struct CoverageHistory {
  static let hourMilliseconds: Int64 = 3_600_000
  /// Thin is a day with fewer than half of the stops that are usual, which are at least so many, and further below them
  /// than so many times their spread.
  static let usualMinOfThin = 20
  static let spreadsOfThin = 5.0
  /// Of a long time without records, so many days get a row.
  private static let emptyRowsMax: Int64 = 400

  private var places: [CoveragePlaceName: CoveragePlace] = [:]
  /// All of them together: a file may be missing although no place has enough records for each day to tell.
  private var all = CoveragePlace(CoveragePlaceName(account: "(all)", region: "(all)"))

  /// What a row says.
  enum Finding: String {
    case missing = "looks missing"
    case partlyMissing = "looks partly missing"
    case thin = "looks thin"
    case quiet, partial, period

    var isAlarm: Bool { self == .missing || self == .partlyMissing || self == .thin }
    var isGap: Bool { self == .missing || self == .partlyMissing }
  }

  /// A day or an hour of a place.
  struct Row {
    let place: CoveragePlaceName
    let start: Int64
    let finding: Finding
    let period: CoveragePlace.Period
    let why: String?
  }

  mutating func add(_ row: CoverageRow, of place: CoveragePlaceName) {
    places[place, default: CoveragePlace(place)].add(row)
    all.add(row)
  }

  /// Adds stops of one hour that are in the archive now, in the time range and scope.
  mutating func add(
    stops: Int, at times: ClosedRange<Int64>, hour: Int64, of place: CoveragePlaceName
  ) {
    places[place, default: CoveragePlace(place)].add(stops: stops, at: times, hour: hour)
  }

  /// The number of hours that have been added, by which memory is estimated.
  var hourCount: Int { places.values.reduce(0) { $0 + $1.records.count } }

  /// - Parameters:
  ///   - length: of a period, in hours: 24 or 1.
  ///   - window: in milliseconds since 1970.
  func rows(ofHours length: Int64, in window: ClosedRange<Int64>) -> [Row] {
    let end = places.values.compactMap { $0.records.keys.max() }.max() ?? 0
    let rows = places.values.flatMap { place in
      PlaceRows(CoverageGaps(place, until: end), length).rows(in: window)
    }
    guard places.count > 1 else { return rows }
    let named = Set(rows.filter(\.finding.isGap).map(\.start))
    return rows
      + PlaceRows(CoverageGaps(all, until: end), length).rows(in: window)
      .filter { $0.finding.isGap && !named.contains($0.start) }
  }

  /// The rows of one place.
  private struct PlaceRows {
    let gaps: CoverageGaps
    let length: Int64
    let periods: [Int64: CoveragePlace.Period]

    init(_ gaps: CoverageGaps, _ length: Int64) {
      self.gaps = gaps
      self.length = length
      periods = gaps.place.periods(ofHours: length)
    }

    func rows(in window: ClosedRange<Int64>) -> [Row] {
      numbers(in: window).map { number in
        let period = periods[number] ?? CoveragePlace.Period()
        let (finding, why) = judge(number, period)
        return Row(
          place: gaps.place.name, start: number * length * CoverageHistory.hourMilliseconds,
          finding: finding, period: period, why: why)
      }
    }

    /// The periods with records, and those that look missing.
    private func numbers(in window: ClosedRange<Int64>) -> [Int64] {
      let milliseconds = length * CoverageHistory.hourMilliseconds
      let first = window.lowerBound.flooredQuotient(by: milliseconds)
      let last = window.upperBound.flooredQuotient(by: milliseconds)
      var numbers = Set(periods.keys.filter { (first...last).contains($0) })
      for gap in gaps.gaps {
        let from = max(first, gap.hours.lowerBound.flooredQuotient(by: length))
        let to = min(last, (gap.hours.upperBound - 1).flooredQuotient(by: length))
        guard from <= to else { continue }
        numbers.formUnion(from...min(to, from + CoverageHistory.emptyRowsMax))
      }
      return numbers.sorted()
    }

    private func judge(
      _ number: Int64, _ period: CoveragePlace.Period
    ) -> (CoverageHistory.Finding, String?) {
      let hours = (number * length)..<((number + 1) * length)
      if let gap = gaps.gap(with: hours) {
        if let found = missing(hours, gap, period) { return found }
      }
      guard length > 1 else { return (.period, nil) }
      let isFirst = hours.contains(gaps.series.hours.first ?? .min)
      let isLast = hours.contains(gaps.series.hours.last ?? .max)
      if isFirst || isLast {
        return (.partial, "the \(isFirst ? "first" : "last") day may be only partly in the archive")
      }
      return thin(number, period)
    }

    /// - Returns: nil for a part of a gap in which there usually is nothing either.
    private func missing(
      _ hours: Range<Int64>, _ gap: CoverageGaps.Gap, _ period: CoveragePlace.Period
    ) -> (CoverageHistory.Finding, String)? {
      let part = gap.hours.clamped(to: hours)
      let weeks = gaps.comparison(of: part, every: CoverageGaps.hoursAWeek)
      let usual =
        weeks.number >= CoverageGaps.weeksMin
        ? weeks.median : gaps.comparison(of: part, every: CoverageGaps.hoursADay).median
      guard usual > 0 || gap.hours == part else { return nil }
      let count = usual == 1 ? "1 record is" : "\(usual) records are"
      let after = gap.isLast ? "; none came later" : ""
      let whole = part == hours
      let time =
        whole
        ? "no file has records of it" : "no file has records of \(Quantity.of(part.count, "hour"))"
      let begin = whole ? "" : " from \(Self.clock(part.lowerBound)) UTC"
      return (
        whole ? .missing : .partlyMissing, "\(time)\(begin), and about \(count) usual\(after)"
      )
    }

    private static func clock(_ hour: Int64) -> String {
      let hour = hour - hour.flooredQuotient(by: 24) * 24
      return (hour < 10 ? "0" : "") + "\(hour):00"
    }

    private func thin(
      _ number: Int64, _ period: CoveragePlace.Period
    ) -> (CoverageHistory.Finding, String?) {
      if period.events == 0 {
        guard period.kept == 0 else { return (.period, nil) }
        return (.quiet, "no stops, but the files of the day have other records")
      }
      let known = periods.filter { $0.key != number && $0.value.events > 0 }
      let sameWeekday = known.filter { ($0.key - number) % 7 == 0 }.map(\.value.events)
      let isByWeek = sameWeekday.count >= CoverageGaps.weeksMin
      let usual = CoverageComparison(isByWeek ? sameWeekday : known.map(\.value.events))
      guard isByWeek || usual.number >= CoverageGaps.daysMin,
        usual.median >= CoverageHistory.usualMinOfThin, period.events * 2 < usual.median,
        Double(period.events)
          < Double(usual.median) - CoverageHistory.spreadsOfThin * usual.spread
      else { return (.period, nil) }
      let days = isByWeek ? "on this weekday" : "on a day"
      return (
        .thin, "\(period.events) records of stops, and about \(usual.median) are usual \(days)"
      )
    }
  }
}
