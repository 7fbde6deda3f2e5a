import Charts
import LogsAPI
import Reports
import Time

/// Equal steps of a time, and what they are called on an axis.
struct TimeSteps: Sendable {
  /// In milliseconds.
  let length: Int64
  /// Where each begins, without gaps, in milliseconds since 1970.
  let starts: [Int64]

  /// More columns than these are too thin for a phone.
  static let stepsMax: Int64 = 120
  private static let minute: Int64 = 60_000
  private static let lengths: [Int64] =
    [1, 2, 5, 10, 15, 30].map { $0 * minute } + [1, 3, 6, 24, 168, 672].map { $0 * TimeText.hour }

  /// The finest steps of which there are not too many.
  ///
  /// - Parameters:
  ///   - first: the first millisecond, like the last one.
  init(from first: Int64, to last: Int64) {
    var length = Self.lengths.first { length in
      (last - Self.start(of: first, length)) / length < Self.stepsMax
    }
    if length == nil {
      var long = (Self.lengths.last ?? TimeText.day) * 2
      while (last - Self.start(of: first, long)) / long >= Self.stepsMax { long *= 2 }
      length = long
    }
    self.init(length: length ?? TimeText.day, from: first, to: last)
  }

  /// Steps of a length.
  init(length: Int64, from first: Int64, to last: Int64) {
    self.length = length
    starts = Array(stride(from: Self.start(of: first, length), through: last, by: Int(length)))
  }

  /// Steps that begin at known times.
  init(length: Int64, starts: [Int64]) {
    self.length = length
    self.starts = starts
  }

  /// Where one of the steps begins: weeks begin on Mondays.
  var origin: Int64 { starts.first ?? 0 }

  private static func start(of time: Int64, _ length: Int64) -> Int64 {
    let origin = length < 7 * TimeText.day ? 0 : 4 * TimeText.day
    return time - (time - origin).flooredRemainder(by: length)
  }

  /// The step in which a time is.
  func index(of time: Int64) -> Int? {
    guard let first = starts.first, time >= first else { return nil }
    let index = Int((time - first) / length)
    return starts.indices.contains(index) ? index : nil
  }

  /// What each step is called.
  var names: [String] {
    starts.map { start in
      let date = TimeText.longDate(start)
      if length < TimeText.day {
        return "\(date), \(TimeText.clock(start))–\(TimeText.clock(start + length)) UTC"
      }
      return length == TimeText.day ? date : "\(TimeText.length(length)) from \(date)"
    }
  }

  /// `per hour`, `per 5 minutes`.
  var unit: String {
    let text = TimeText.length(length)
    return "per " + (text.hasPrefix("1 ") ? String(text.dropFirst(2)) : text)
  }

  /// As `bin` takes it: `6h`.
  var period: String {
    if length % TimeText.day == 0 { return "\(length / TimeText.day)d" }
    return length % TimeText.hour == 0
      ? "\(length / TimeText.hour)h" : "\(length / Self.minute)m"
  }

  /// What stats needs besides `bin` for these steps: weeks are of days, whose first was no Monday.
  var offset: String { length < 7 * TimeText.day ? "" : " offset 4d" }
}

// MARK: - Marks on the axis

extension TimeSteps {
  private static let ticksMax = 9
  private static let majorTicksMax = 4
  private static let distances: [Int64] =
    [1, 5, 10, 15, 30].map { $0 * minute }
    + [1, 3, 6, 12, 24, 48, 168, 336].map { $0 * TimeText.hour }
  private static let months: [Int64] = [1, 3, 12, 60]

  var ticks: [StackedColumns.Tick] {
    let marks = marks
    let every = max(1, (marks.count + Self.majorTicksMax - 1) / Self.majorTicksMax)
    return marks.enumerated().map { index, mark in
      .init(step: mark.step, label: mark.label, isMinor: index % every != 0)
    }
  }

  /// The steps in which an hour, day, week, month or year begins: of the finest of these of which there are not too
  /// many.
  private var marks: [(step: Int, label: String)] {
    for distance in Self.distances where distance >= length {
      let found = starts.indices.filter { begins(starts[$0], every: distance) }
      guard !found.isEmpty, found.count <= Self.ticksMax else { continue }
      return found.map { ($0, Self.label(starts[$0], every: distance)) }
    }
    for months in Self.months {
      let found = starts.indices.filter { begins(starts[$0], months: months) }
      guard !found.isEmpty, found.count <= Self.ticksMax else { continue }
      return found.map {
        let date = CivilTime(starts[$0] + length - 1)
        return ($0, months < 12 ? TimeText.month(starts[$0] + length - 1) : "\(date.year)")
      }
    }
    return starts.first.map { [(0, Self.label($0, every: TimeText.day))] } ?? []
  }

  private func begins(_ start: Int64, every distance: Int64) -> Bool {
    let origin = distance < 7 * TimeText.day ? 0 : 4 * TimeText.day
    return (start - origin).flooredRemainder(by: distance) < length
      && (distance % length == 0 || length > distance)
  }

  private func begins(_ start: Int64, months: Int64) -> Bool {
    let (first, last) = (CivilTime(start - 1), CivilTime(start + length - 1))
    let (a, b) = (first.year * 12 + first.month - 1, last.year * 12 + last.month - 1)
    return a / months != b / months
  }

  private static func label(_ start: Int64, every distance: Int64) -> String {
    distance >= TimeText.day || start.flooredRemainder(by: TimeText.day) == 0
      ? TimeText.shortDate(start) : TimeText.clock(start)
  }
}
