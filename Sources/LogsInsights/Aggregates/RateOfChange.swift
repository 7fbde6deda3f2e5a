/// What `rate` has seen so far: the numbers at both ends of time.
struct RateOfChange: SQLAggregateState {
  private var first: (time: Int64, number: Double)?
  private var last: (time: Int64, number: Double)?
  private var period = 0.0

  mutating func add(_ value: DynamicValue, _ time: DynamicValue, _ period: DynamicValue) {
    guard let number = value.double, case .integer(let time) = time, let length = period.double
    else { return }
    self.period = length
    // Of equal times the smaller number is the first and the larger the last, in any order of rows.
    if first.map({ (time, number) < ($0.time, $0.number) }) ?? true { first = (time, number) }
    if last.map({ (time, number) > ($0.time, $0.number) }) ?? true { last = (time, number) }
  }

  var value: SQLFunction.Value {
    guard let first, let last else { return .null }
    if first.number == last.number { return .integer(0) }
    let elapsed = Double(last.time - first.time)
    guard elapsed > 0 else { return .null }
    // The product of whole numbers is exact, so that only the quotient is rounded.
    let rate = (last.number - first.number) * period / elapsed
    return rate.isFinite ? SQLFunction.Value(whole: rate) : .null
  }
}
