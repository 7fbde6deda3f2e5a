/// What `earliest` or `latest` has seen so far: the value of the row at one end of time.
struct ValueInTime: SQLAggregateState {
  private let isLatest: Bool
  private let isBefore: EventOrder
  private var best: (time: Int64, event: Int64)?
  private(set) var value = SQLFunction.Value.null

  var heldBytes: Int { value.heldBytes }

  init(isLatest: Bool, _ isBefore: @escaping EventOrder) {
    self.isLatest = isLatest
    self.isBefore = isBefore
  }

  mutating func add(
    _ first: DynamicValue, _ second: DynamicValue, _ third: DynamicValue
  ) throws {
    if case .missing = first { return }
    guard case .integer(let time) = second, case .integer(let event) = third,
      try isBetter(time, event), let found = SQLFunction.Value(owning: first)
    else { return }
    best = (time, event)
    value = found
  }

  private func isBetter(_ time: Int64, _ event: Int64) throws -> Bool {
    guard let best else { return true }
    if time != best.time { return (time > best.time) == isLatest }
    return event != best.event ? try isBefore(event, best.event) : false
  }
}

extension SQLFunction.Value {
  /// A copy of a value, a time as its number; nil if it is missing.
  init?(owning value: DynamicValue) {
    switch value {
    case .missing: return nil
    case .integer(let number), .timestamp(let number): self = .integer(number)
    case .real(let number): self = .real(number)
    case .boolean(let flag): self = .boolean(flag)
    case .text(let bytes): self = .text(Array(bytes))
    }
  }
}
