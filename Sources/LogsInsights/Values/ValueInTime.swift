/// What `earliest` or `latest` has seen so far: the value of the row at one end of time.
struct ValueInTime: SQLAggregateState {
  private let isLatest: Bool
  private var time: Int64?
  private var tie: [UInt8] = []
  private(set) var value = SQLFunction.Value.null

  init(isLatest: Bool) {
    self.isLatest = isLatest
  }

  mutating func add(_ first: DynamicValue, _ second: DynamicValue, _ third: DynamicValue) {
    guard case .integer(let candidate) = second, let found = SQLFunction.Value(owning: first)
    else { return }
    if let time {
      if candidate == time {
        guard isBefore(third, tie) else { return }
      } else {
        guard (candidate > time) == isLatest else { return }
      }
    }
    time = candidate
    tie = third.printed
    value = found
  }

  private func isBefore(_ candidate: DynamicValue, _ tie: [UInt8]) -> Bool {
    guard case .text(let bytes) = candidate else { return false }
    return tie.withUnsafeBytes { DynamicValue.compareBytes(bytes, $0) } < 0
  }
}

extension SQLFunction.Value {
  /// A copy of a value, booleans and times as their numbers; nil if it is missing.
  init?(owning value: DynamicValue) {
    switch value {
    case .missing: return nil
    case .integer(let number), .timestamp(let number): self = .integer(number)
    case .real(let number): self = .real(number)
    case .boolean(let flag): self = .integer(flag ? 1 : 0)
    case .text(let bytes): self = .text(Array(bytes))
    }
  }
}
