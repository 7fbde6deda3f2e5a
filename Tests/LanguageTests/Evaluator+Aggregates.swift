import Glibc

@testable import LogsInsights

extension Evaluator {
  /// A function of a group, by the values of its first argument and what else it needs.
  typealias Aggregate = @Sendable (Samples) throws -> Value

  /// The values of a group, a row each.
  struct Samples {
    let values: [Value]
    let times: [Int64]
    let tasks: [[UInt8]]
    let arguments: [Expression]

    var numbers: [Double] { values.compactMap(\.double) }

    /// The rows with a value from the earliest to the latest; of equal times by task.
    func inTime(_ isCounted: (Value) -> Bool) -> [(value: Value, time: Int64, task: [UInt8])] {
      let rows = values.indices.map { (value: values[$0], time: times[$0], task: tasks[$0]) }
      return rows.filter { isCounted($0.value) }.sorted {
        $0.time != $1.time ? $0.time < $1.time : $0.task.lexicographicallyPrecedes($1.task)
      }
    }
  }

  func value(of call: Call, with aggregate: Aggregate, over rows: [Row]) throws -> Value {
    // Of topk the first argument is the count.
    let index = Self.folded(call.name) == "topk" ? 1 : 0
    let values = try rows.map { try value(of: call.arguments[index], in: .row($0)).single }
    let times = rows.map { row -> Int64 in
      if case .time(let time) = value(of: FieldPath("@timestamp"), in: row) { time } else { 0 }
    }
    return try aggregate(
      Samples(
        values: values, times: times, tasks: rows.map { $0.event?.taskARN ?? [] },
        arguments: call.arguments))
  }

  static let aggregates: [String: Aggregate] = [
    "count": count, "countovertime": count, "sum": { total($0) }, "sumovertime": { total($0) },
    "countdistinct": { samples in
      let texts = Set(samples.values.compactMap(\.bytes))
      return texts.isEmpty ? .missing : .whole(Int64(texts.count))
    },
    "avg": { samples in
      let numbers = samples.numbers
      return numbers.isEmpty ? .missing : .finite(sum(numbers) / Double(numbers.count))
    },
    "min": { extreme($0.values) { $0 < 0 } },
    "max": { extreme($0.values) { $0 > 0 } },
    "sortsfirst": { picked($0.values.filter(\.isPresent).min { Value.sortOrder($0, $1) < 0 }) },
    "sortslast": { picked($0.values.filter(\.isPresent).max { Value.sortOrder($0, $1) < 0 }) },
    "earliest": { picked($0.inTime(\.isPresent).first?.value) },
    "latest": { samples in
      let rows = samples.inTime(\.isPresent)
      return picked(rows.first { $0.time == rows.last?.time }?.value)
    },
    "pct": { samples in
      guard case .number(let digits) = samples.arguments[1].kind else { return .missing }
      return percentile(samples, digits)
    },
    "median": { percentile($0, "50") },
    "variance": { variance($0.numbers).map { .finite($0) } ?? .missing },
    "stddev": { variance($0.numbers).map { .finite($0.squareRoot()) } ?? .missing },
    "values": values, "collectvalues": values,
    "topk": { samples in
      guard case .number(let digits) = samples.arguments[0].kind, let count = Int(digits) else {
        return .missing
      }
      return mostFrequent(samples.values.compactMap(\.bytes), count)
    },
    "rate": rate,
  ]

  private static let count: Aggregate = { samples in
    let count = samples.values.count(where: \.isPresent)
    return count == 0 ? .missing : .whole(Int64(count))
  }

  private static func total(_ samples: Samples) -> Value {
    samples.numbers.isEmpty ? .missing : .finite(sum(samples.numbers))
  }

  /// A sum that does not lose what is small beside what is large.
  static func sum(_ numbers: [Double]) -> Double {
    var sum = 0.0
    var lost = 0.0
    for number in numbers {
      let next = sum + number
      lost +=
        sum.magnitude >= number.magnitude ? (sum - next) + number : (number - next) + sum
      sum = next
    }
    return lost.isFinite ? sum + lost : sum
  }

  private static func variance(_ numbers: [Double]) -> Double? {
    guard let first = numbers.first else { return nil }
    // Times are large beside the distances between them.
    let distances = numbers.map { $0 - first }
    let mean = sum(distances) / Double(numbers.count)
    return sum(distances.map { ($0 - mean) * ($0 - mean) }) / Double(numbers.count)
  }

  /// A value as an aggregate gives it: of a time the milliseconds.
  private static func picked(_ value: Value?) -> Value {
    if case .time(let milliseconds)? = value { return .whole(milliseconds) }
    return value ?? .missing
  }

  /// Numbers if all values are, else the first or last value in sort order.
  private static func extreme(_ values: [Value], _ isBetter: (Int) -> Bool) -> Value {
    let values = values.filter(\.isPresent)
    let numbers = values.map(\.number)
    let areNumbers = !numbers.contains(.missing)
    let candidates = areNumbers ? numbers : values
    guard var best = candidates.first else { return .missing }
    for candidate in candidates.dropFirst() {
      let order =
        areNumbers
        ? Value.order(candidate, best) ?? 0 : Value.sortOrder(candidate, best)
      if isBetter(order) { best = candidate }
    }
    return picked(best)
  }

  /// The value at rank ceil(p/100 · n), at least 1; p is an exact decimal.
  private static func percentile(_ samples: Samples, _ digits: String) -> Value {
    let numbers = samples.values.map(\.number).filter(\.isPresent)
      .sorted { (Value.order($0, $1) ?? 0) < 0 }
    if numbers.isEmpty { return .missing }
    let parts = digits.split(separator: ".")
    let fraction = parts.count > 1 ? String(parts[1]) : ""
    guard let numerator = Int(String(parts[0]) + fraction) else { return .missing }
    let denominator = fraction.reduce(100) { power, _ in power * 10 }
    let rank = (numerator * numbers.count + denominator - 1) / denominator
    return numbers[max(rank, 1) - 1]
  }

  /// The distinct strings in sort order.
  private static let values: Aggregate = { samples in
    let texts = Set(samples.values.compactMap(\.bytes))
      .sorted { Value.sortOrder(.text($0), .text($1)) < 0 }
    return texts.isEmpty ? .missing : .text(Array(texts.joined(separator: Array(",".utf8))))
  }

  private static func mostFrequent(_ texts: [[UInt8]], _ count: Int) -> Value {
    let counts = Dictionary(grouping: texts) { $0 }.mapValues(\.count).sorted {
      $0.value != $1.value
        ? $0.value > $1.value : Value.sortOrder(.text($0.key), .text($1.key)) < 0
    }
    if counts.isEmpty { return .missing }
    return .text(Array(counts.prefix(count).map(\.key).joined(separator: Array(",".utf8))))
  }

  /// The change from the first number to the last, for each period of the time between them.
  private static let rate: Aggregate = { samples in
    guard case .period(let count, let unit) = samples.arguments[1].kind,
      case .milliseconds(let length, _)? = PlainTime.step(count: count, unit: unit)
    else { return .missing }
    // Of equal times the smallest number is the first and the largest the last.
    let rows = samples.inTime { $0.number.isPresent }
    let (start, end) = (rows.first?.time, rows.last?.time)
    let low = rows.filter { $0.time == start }.compactMap(\.value.double).min()
    let high = rows.filter { $0.time == end }.compactMap(\.value.double).max()
    guard let start, let end, let low, let high else { return .missing }
    if low == high { return .whole(0) }
    let time = Double(end - start)
    return .finite((high - low) * Double(length) / time)
  }
}
