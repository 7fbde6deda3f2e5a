import LogsInsights
import SQLite

/// What `sortsFirst` or `sortsLast` has seen so far: the first or last value in sort order.
final class ExtremeInOrder: GroupState {
  private let isLast: Bool
  private var printed: [UInt8]?
  private(set) var value = GroupValue.null

  var heldBytes: Int { 2 * (printed?.count ?? 0) }

  init(isLast: Bool) {
    self.isLast = isLast
  }

  func step(_ arguments: borrowing FunctionArguments) { add(arguments[0]) }

  func add(_ value: DynamicValue) {
    if case .text(let bytes) = value { return keep(value, printed: bytes) }
    value.printed.withUnsafeBytes { keep(value, printed: $0) }
  }

  private func keep(_ candidate: DynamicValue, printed bytes: UnsafeRawBufferPointer) {
    guard let found = GroupValue(owning: candidate) else { return }
    if let printed {
      let order = printed.withUnsafeBytes { SortOrder.compare(bytes, $0) }
      guard isLast ? order > 0 : order < 0 else { return }
    }
    printed = Array(bytes)
    value = found
  }
}
