import LogsInsights
import SQLite

/// What `rate` has seen so far: the numbers at both ends of time.
final class RateOfChange: GroupState {
  private var first: (time: Int64, number: Double)?
  private var last: (time: Int64, number: Double)?
  private var period = 0.0

  func step(_ arguments: borrowing FunctionArguments) {
    guard let number = arguments[0].double, case .integer(let time) = arguments[1],
      let length = arguments[2].double
    else { return }
    self.period = length
    // Of equal times the smaller number is the first and the larger the last, in any order of rows.
    if first.map({ (time, number) < ($0.time, $0.number) }) ?? true { first = (time, number) }
    if last.map({ (time, number) > ($0.time, $0.number) }) ?? true { last = (time, number) }
  }

  var value: GroupValue {
    guard let first, let last else { return .null }
    if first.number == last.number { return .integer(0) }
    let elapsed = Double(last.time - first.time)
    guard elapsed > 0 else { return .null }
    // The product of whole numbers is exact, so that only the quotient is rounded.
    let rate = (last.number - first.number) * period / elapsed
    return GroupValue(whole: rate)
  }
}
