extension Evaluator {
  /// Functions of the values of a group, one value a row.
  static let aggregates: [String: @Sendable ([Value]) -> Value] = [
    "count": { values in
      let count = values.count(where: \.isPresent)
      return count == 0 ? .missing : .whole(Int64(count))
    },
    "countdistinct": { values in
      let texts = Set(values.compactMap(\.bytes))
      return texts.isEmpty ? .missing : .whole(Int64(texts.count))
    },
    "sum": { values in
      let numbers = values.compactMap(\.double)
      return numbers.isEmpty ? .missing : .finite(sum(numbers))
    },
    "avg": { values in
      let numbers = values.compactMap(\.double)
      return numbers.isEmpty ? .missing : .finite(sum(numbers) / Double(numbers.count))
    },
    "min": { extreme($0) { $0 < 0 } },
    "max": { extreme($0) { $0 > 0 } },
  ]

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
    // Of a time the milliseconds.
    if case .time(let milliseconds) = best { return .whole(milliseconds) }
    return best
  }
}
