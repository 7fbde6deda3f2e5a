import LogsInsights
import SQLite

/// What `variance` or `stddev` has seen so far, by Welford's method, which loses no digits to
/// large means; numbers as large as times are counted from the first one.
final class Spread: GroupState {
  private let isRoot: Bool
  private var origin: Double?
  private var count = 0.0
  private var mean = 0.0
  private var squares = 0.0

  init(isRoot: Bool) {
    self.isRoot = isRoot
  }

  func step(_ arguments: borrowing FunctionArguments) {
    guard let value = arguments[0].double else { return }
    let start = origin ?? (value.magnitude < 1e9 ? 0 : value)
    origin = start
    let number = value - start
    count += 1
    let distance = number - mean
    mean += distance / count
    squares += distance * (number - mean)
  }

  var value: GroupValue {
    guard count > 0 else { return .null }
    let variance = squares / count
    let result = isRoot ? variance.squareRoot() : variance
    return GroupValue(whole: result)
  }
}
