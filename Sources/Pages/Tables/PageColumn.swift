import Charts
import Reports
import Rows
import Verdicts

/// A column of a report as a page shows it.
struct PageColumn {
  /// Its place in the result.
  let index: Int
  let name: String
  let meaning: String?
  let form: Form
  /// Whether it is part of what distinguishes a row, and tells what it is without its name.
  let isTitle: Bool
  /// Whether its values are sentences, which need no name before them.
  let isProse: Bool
  /// Whether it tells routine rows from others.
  let isKind: Bool
  /// What the longest bar beside its numbers stands for; nil without bars.
  let largest: Double?
  /// How many decimals its numbers have.
  let decimals: Int
  /// Whether its ARNs, images, digests and ids are shortened.
  let isShortened: Bool

  /// How the values of a column are shown.
  enum Form {
    case number(unit: String?), percent, code, time, day, spark, task, cause, long, text
    /// Numbers of so many milliseconds.
    case duration(milliseconds: Double)

    var className: String {
      switch self {
      case .number, .percent, .code, .duration: "number"
      case .time: "time"
      case .day: "day"
      case .long: "long"
      case .task: "task"
      case .spark: "spark"
      case .cause: "cause"
      case .text: "text"
      }
    }

    /// Whether the largest values come first when sorted.
    var isDescending: Bool {
      switch self {
      case .number, .percent, .duration, .time, .day: true
      case .code, .spark, .task, .cause, .long, .text: false
      }
    }
  }

  /// Columns with longer values than this get more space.
  private static let longFrom = 36

  init(_ index: Int, of result: ReportResult) {
    let column = result.columns[index]
    let values = result.rows.lazy.map { $0[index] }
    let isBarred = result.report.charts.contains(.bars(column.name))
    let isSpark = result.report.charts.contains(.spark(column.name))
    self.index = index
    name = column.name
    meaning = column.meaning
    isShortened = Self.areDistinctWhenShort(values)
    form = isSpark ? .spark : Self.form(column, values, isShortened: isShortened)
    isTitle = result.isKey(column.name) && form.isTelling
    isProse = result.report.column(column.name)?.traits.contains(.prose) == true
    isKind = result.report.routineColumn == column.name
    largest = isBarred ? values.compactMap(\.number).max() ?? 0 : nil
    decimals = values.compactMap(\.number).reduce(0) { max($0, NumberText.decimals($1)) }
  }

  /// How much of a table's width it takes, in columns of plain values.
  var weight: Int {
    let room =
      switch form {
      case .long: 4
      case .cause, .spark, .duration: 2
      case .number, .percent, .code, .time, .day, .task, .text: 1
      }
    return largest == nil ? room : room + 1
  }

  /// The name in words, without the unit that its values have.
  var words: String {
    var words = name.split(separator: "_", omittingEmptySubsequences: false)
    if words.count > 1, Self.units.contains(String(words[words.count - 1])), form.hasUnit {
      words.removeLast()
    }
    return words.joined(separator: " ")
  }

  private static let units = [
    "seconds", "minutes", "hours", "days", "milliseconds", "ms", "s", "mib", "bytes",
  ]

  private static func form(
    _ column: ResultColumn, _ values: some Sequence<Cell>, isShortened: Bool
  ) -> Form {
    switch column.kind {
    case .duration:
      column.unit.flatMap(\.milliseconds).map { .duration(milliseconds: $0) } ?? .number(unit: nil)
    case .percent: .percent
    case .count, .number, .boolean: .number(unit: column.unit.flatMap(\.symbol))
    case .time: .time
    case .day: .day
    case .id: .task
    case .code where values.contains(where: { $0.number != nil }): .code
    case .code where causeNames.contains(column.name): .cause
    case .code, .text, .json, .any:
      values.contains { length(of: $0, isShortened: isShortened) > longFrom } ? .long : .text
    }
  }

  private static let causeNames = ["category", "cause"]

  private static func length(of value: Cell, isShortened: Bool) -> Int {
    guard case .text(let text) = value else { return 0 }
    return isShortened ? ShortName(of: text)?.text.count ?? text.count : text.count
  }

  /// Whether no two values look the same when they are shortened.
  private static func areDistinctWhenShort(_ values: some Sequence<Cell>) -> Bool {
    var whole: [String: String] = [:]
    for case .text(let text) in values {
      guard let short = ShortName(of: text)?.text else { continue }
      guard whole.updateValue(text, forKey: short) ?? text == text else { return false }
    }
    return true
  }
}

extension PageColumn.Form {
  /// Whether the unit is beside each value.
  fileprivate var hasUnit: Bool {
    switch self {
    case .duration, .number(unit: .some): true
    default: false
    }
  }

  /// Whether a value tells what it is: `nginx-service`, not `5`.
  fileprivate var isTelling: Bool {
    switch self {
    case .text, .long, .cause, .task: true
    case .number, .percent, .code, .time, .day, .spark, .duration: false
    }
  }
}

extension ReportResult {
  /// Whether a column is part of what distinguishes the rows.
  fileprivate func isKey(_ name: String) -> Bool {
    report.keys.isEmpty ? columns.first?.name == name : report.keys.contains(name)
  }
}

extension ResultColumn.Unit {
  /// What is written after a number of it; nil if it is a unit of time, or not usually written.
  fileprivate var symbol: String? {
    switch self {
    case .bytes, .mebibytes: rawValue
    case .milliseconds, .seconds, .minutes, .hours, .days, .cpuUnits: nil
    }
  }

  /// How many milliseconds one of it is; nil if it is not a unit of time.
  fileprivate var milliseconds: Double? {
    switch self {
    case .milliseconds: 1
    case .seconds: 1000
    case .minutes: 60_000
    case .hours: 3_600_000
    case .days: 86_400_000
    case .bytes, .mebibytes, .cpuUnits: nil
    }
  }
}
