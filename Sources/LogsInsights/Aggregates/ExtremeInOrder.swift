/// What `sortsFirst` or `sortsLast` has seen so far: the first or last value in sort order.
struct ExtremeInOrder: SQLAggregateState {
  private let isLast: Bool
  private var printed: [UInt8]?
  private(set) var value = SQLFunction.Value.null

  var heldBytes: Int { 2 * (printed?.count ?? 0) }

  init(isLast: Bool) {
    self.isLast = isLast
  }

  mutating func add(_ first: DynamicValue, _ second: DynamicValue, _ third: DynamicValue) {
    if case .text(let bytes) = first { return keep(first, printed: bytes) }
    first.printed.withUnsafeBytes { keep(first, printed: $0) }
  }

  private mutating func keep(_ candidate: DynamicValue, printed bytes: UnsafeRawBufferPointer) {
    guard let found = SQLFunction.Value(owning: candidate) else { return }
    if let printed {
      let order = printed.withUnsafeBytes { SortOrder.compare(bytes, $0) }
      guard isLast ? order > 0 : order < 0 else { return }
    }
    printed = Array(bytes)
    value = found
  }
}
