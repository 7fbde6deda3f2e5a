import LogsInsights
import SQLite

/// What `min` or `max` has seen so far.
///
/// If all values convert the result is a number, else the first or last value in sort order.
final class Extreme: GroupState {
  private let isMaximum: Bool
  /// The extreme of all values that convert to numbers, including strings.
  private var converted: Number?
  /// The extreme of the values other than strings.
  private var plain: Number?
  /// The extreme of the strings, in sort order.
  private var text: [UInt8]?
  private var areAllNumbers = true

  /// A number that owns itself.
  fileprivate enum Number: Equatable {
    case integer(Int64)
    case real(Double)
  }

  var heldBytes: Int { text?.count ?? 0 }

  init(isMaximum: Bool) {
    self.isMaximum = isMaximum
  }

  func step(_ arguments: borrowing FunctionArguments) { add(arguments[0]) }

  /// Takes one more value; missing ones do not count.
  func add(_ value: DynamicValue) {
    if case .missing = value { return }
    let number = Number(value.number)
    if let number { keep(number, in: \.converted) } else { areAllNumbers = false }
    if case .text(let bytes) = value {
      keep(bytes)
    } else if let number {
      keep(number, in: \.plain)
    }
  }

  /// The result so far.
  var value: GroupValue {
    guard !areAllNumbers else { return converted?.result ?? .null }
    guard let plain, let text else { return text.map { .text($0) } ?? .null }
    // A number sorts after every string that is not numeric.
    let order = plain.value.printed.withUnsafeBytes { plain in
      text.withUnsafeBytes { SortOrder.compare(plain, $0) }
    }
    return isBetter(order) ? plain.result : .text(text)
  }

  private func isBetter(_ order: Int) -> Bool { isMaximum ? order > 0 : order < 0 }

  private func keep(_ candidate: Number, in best: ReferenceWritableKeyPath<Extreme, Number?>) {
    if let current = self[keyPath: best] {
      let order = DynamicValue.compare(candidate.value, current.value) ?? 0
      guard isBetter(order) else { return }
    }
    self[keyPath: best] = candidate
  }

  private func keep(_ candidate: UnsafeRawBufferPointer) {
    if let text {
      let order = text.withUnsafeBytes { SortOrder.compare(candidate, $0) }
      guard isBetter(order) else { return }
    }
    text = Array(candidate)
  }
}

extension Extreme.Number {
  fileprivate var result: GroupValue {
    switch self {
    case .integer(let value): .integer(value)
    case .real(let value): .real(value)
    }
  }

  fileprivate init?(_ value: DynamicValue) {
    switch value {
    case .integer(let value): self = .integer(value)
    case .real(let value): self = .real(value)
    default: return nil
    }
  }

  fileprivate var value: DynamicValue {
    switch self {
    case .integer(let value): .integer(value)
    case .real(let value): .real(value)
    }
  }
}
