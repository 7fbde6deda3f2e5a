import Charts
import Reports
import Time

/// The equal steps of time in which a page counts stops.
struct PageSteps {
  /// In hours, or whole days.
  let hours: Int64
  /// Where each begins, without gaps.
  let starts: [Int64]
  private let window: ReportWindow

  /// More columns than these are too thin for a phone.
  private static let stepsMax: Int64 = 120
  private static let lengths: [Int64] = [1, 3, 6, 24, 168, 672]

  /// The finest steps of which there are not too many.
  init(_ window: ReportWindow) {
    self.window = window
    let first = window.first
    let last = window.last
    var hours: Int64 = 1
    var step = hours * TimeText.hour
    var begin = Self.start(of: first, hours: hours)
    for length in Self.lengths {
      hours = length
      step = length * TimeText.hour
      begin = Self.start(of: first, hours: length)
      if (last - begin) / step < Self.stepsMax { break }
    }
    // A window of many years has long steps.
    while (last - begin) / step >= Self.stepsMax {
      hours *= 2
      step *= 2
      begin = Self.start(of: first, hours: hours)
    }
    self.hours = hours
    starts = stride(from: begin, through: last, by: Int64.Stride(step)).map { $0 }
  }

  var days: Int64 { hours / 24 }
  var isOfHours: Bool { hours < 24 }

  /// The place of a step in `starts`.
  func index(ofStart start: Int64) -> Int? {
    guard let first = starts.first else { return nil }
    let index = (start - first) / (hours * TimeText.hour)
    return starts.indices.contains(Int(index)) ? Int(index) : nil
  }

  /// Steps of weeks begin on Mondays, of which 1970-01-05 was one; as the queries have it.
  private static func start(of time: Int64, hours: Int64) -> Int64 {
    let step = hours * TimeText.hour
    let origin = hours < 24 ? 0 : 4 * TimeText.day
    let distance = time - origin
    let steps = distance >= 0 ? distance / step : (distance + 1) / step - 1
    return origin + steps * step
  }

  /// `per day`, as in "stops per day".
  var unit: String {
    switch hours {
    case 1: "per hour"
    case ..<24: "per \(hours) hours"
    case 24: "per day"
    case 168: "per week"
    default: "per \(hours / 168) weeks"
    }
  }

  /// What each step is called.
  var names: [String] {
    starts.map { start in
      let date = TimeText.longDate(start)
      switch hours {
      case ..<24:
        return
          "\(date), \(TimeText.clock(start))–\(TimeText.clock(start + hours * TimeText.hour)) UTC"
      case 24: return date
      case 168: return "week from \(date)"
      default: return "\(hours / 168) weeks from \(date)"
      }
    }
  }

  /// Which steps lie partly outside the window, in words; nil for none.
  var remark: String? {
    guard let first = starts.first, let last = starts.last else { return nil }
    let isFirstCut = first < window.first
    let isLastCut = last + hours * TimeText.hour - 1 > window.last
    switch (isFirstCut, isLastCut) {
    case (true, true): return "The first and last bars cover part of an interval."
    case (true, false): return "The first bar covers part of an interval."
    case (false, true): return "The last bar covers part of an interval."
    case (false, false): return nil
    }
  }
}

// The marks on the axis.
extension PageSteps {
  private static let ticksMax = 9
  private static let majorTicksMax = 4

  var ticks: [StackedColumns.Tick] {
    let marks = marks
    let every = max(1, (marks.count + Self.majorTicksMax - 1) / Self.majorTicksMax)
    return marks.enumerated().map { index, mark in
      .init(step: mark.step, label: mark.label, isMinor: index % every != 0)
    }
  }

  /// The steps with which an hour, day, week, month or year begins: of the finest of these of which
  /// there are not too many.
  private var marks: [(step: Int, label: String)] {
    for unit in Unit.allCases {
      let found = starts.indices.filter { unit.begins(starts[$0], stepHours: hours) }
      guard !found.isEmpty, found.count <= Self.ticksMax else { continue }
      return found.map { ($0, unit.label(starts[$0])) }
    }
    return starts.first.map { [(0, TimeText.shortDate($0))] } ?? []
  }

  private enum Unit: CaseIterable {
    case hours3, hours6, hours12, day, days2, week, weeks2, month, quarter, year, years5

    /// Whether the unit begins in the step that begins at a time.
    func begins(_ start: Int64, stepHours: Int64) -> Bool {
      let hour = start / TimeText.hour
      let date = CivilTime(start)
      let isDay = hour % 24 == 0
      // A step of weeks that a month begins in.
      let isMonth = isDay && date.day <= max(1, min(28, stepHours / 24))
      switch self {
      case .hours3: return hour % 3 == 0
      case .hours6: return hour % 6 == 0
      case .hours12: return hour % 12 == 0
      case .day: return isDay
      case .days2: return isDay && CivilCalendar.day(of: start) % 2 == 0
      case .week: return isDay && date.weekday == 0
      case .weeks2: return isDay && (CivilCalendar.day(of: start) - 4) % 14 == 0
      case .month: return isMonth
      case .quarter: return isMonth && date.month % 3 == 1
      case .year: return isMonth && date.month == 1
      case .years5: return isMonth && date.month == 1 && date.year % 5 == 0
      }
    }

    func label(_ start: Int64) -> String {
      switch self {
      case .hours3, .hours6, .hours12:
        start / TimeText.hour % 24 == 0 ? TimeText.shortDate(start) : TimeText.clock(start)
      case .day, .days2, .week, .weeks2: TimeText.shortDate(start)
      case .month, .quarter: TimeText.month(start)
      case .year, .years5: "\(CivilTime(start).year)"
      }
    }
  }
}
