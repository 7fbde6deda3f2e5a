/// A span of time as `bin` takes it: a whole number and a unit.
struct Period: Equatable, Sendable {
  enum Unit: String, CaseIterable, Sendable {
    case millisecond = "ms"
    case second = "s"
    case minute = "m"
    case hour = "h"
    case day = "d"
    case week = "w"
    case month = "mo"
    case quarter = "q"
    case year = "y"
  }

  let count: Int
  let unit: Unit

  /// Reads a count and a unit; nil unless the count is a whole number from 1 and the unit exists.
  init?(count: String, unit: String) {
    guard let count = Int(count), count > 0, count <= 1_000_000, let unit = Unit(named: unit)
    else { return nil }
    self.count = count
    self.unit = unit
  }

  private init(_ count: Int, _ unit: Unit) {
    self.count = count
    self.unit = unit
  }

  /// The period that is really taken: small units are capped, silently on AWS.
  var capped: Period {
    Period(min(count, unit.countMax), unit)
  }

  var text: String { "\(count)\(unit.rawValue)" }

  /// The same length in a larger unit, whose cap it keeps: 300s are 5m.
  var inLargerUnit: Period? {
    let larger: [(Unit, Int, Unit)] = [
      (.millisecond, 1000, .second), (.second, 60, .minute), (.minute, 60, .hour),
      (.hour, 24, .day),
    ]
    guard let (_, factor, unit) = larger.first(where: { $0.0 == self.unit }),
      count % factor == 0
    else { return nil }
    let period = Period(count / factor, unit)
    return period == period.capped ? period : period.inLargerUnit
  }
}

extension Period.Unit {
  /// Reads a unit in any of its spellings and any case.
  init?(named name: String) {
    let name = String(decoding: name.utf8.map(\.lowercasedASCII), as: UTF8.self)
    for unit in Self.allCases {
      let long = unit.longNames
      if name == unit.rawValue || long.contains(name) || long.contains(where: { name == $0 + "s" })
      {
        self = unit
        return
      }
    }
    return nil
  }

  /// The spellings longer than one letter; they may take a plural `s`.
  private var longNames: [String] {
    switch self {
    case .millisecond: ["msec", "millisecond"]
    case .second: ["sec", "second"]
    case .minute: ["min", "minute"]
    case .hour: ["hr", "hour"]
    case .day: ["day"]
    case .week: ["week"]
    case .month: ["mo", "mon", "month"]
    case .quarter: ["qtr", "quarter"]
    case .year: ["yr", "year"]
    }
  }

  /// The cap that AWS documents; larger units have none.
  fileprivate var countMax: Int {
    switch self {
    case .millisecond: 1000
    case .second, .minute: 60
    case .hour: 24
    default: Int.max
    }
  }
}
