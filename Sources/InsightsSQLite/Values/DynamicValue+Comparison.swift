import LogsInsights

extension DynamicValue {
  /// Whether two values are equal; nil if one is missing.
  ///
  /// Two strings compare as strings. If either side is a number, boolean or time, the other is
  /// converted; if it cannot be, both are compared as printed.
  static func equals(_ left: DynamicValue, _ right: DynamicValue) -> Bool? {
    switch (left, right) {
    case (.missing, _), (_, .missing): return nil
    case (.text(let left), .text(let right)): return left.elementsEqual(right)
    case (.text(let text), let other), (let other, .text(let text)):
      return equals(other, text: text)
    default: return compareNumbers(left, right).map { $0 == 0 }
    }
  }

  private static func equals(_ value: DynamicValue, text: UnsafeRawBufferPointer) -> Bool {
    if case .boolean(let value) = value, let other = boolean(in: text) { return value == other }
    if let order = compareNumbers(value, number(in: text)) { return order == 0 }
    return value.printed.elementsEqual(text)
  }

  /// Below 0, 0 or above 0 as the left side is less, equal or greater; nil if one is missing.
  ///
  /// Both sides compare as numbers if both convert, including strings, and otherwise by the bytes of
  /// their printed form.
  static func compare(_ left: DynamicValue, _ right: DynamicValue) -> Int? {
    switch (left, right) {
    case (.missing, _), (_, .missing): return nil
    case (.text(let first), .text(let second)):
      return compareNumbers(left.number, right.number) ?? compareBytes(first, second)
    default:
      if let order = compareNumbers(left.number, right.number) { return order }
      return left.printed.withUnsafeBytes { first in
        right.printed.withUnsafeBytes { second in compareBytes(first, second) }
      }
    }
  }

  /// The order of two numbers, nil if one is none; whole numbers compare exactly.
  private static func compareNumbers(_ left: DynamicValue, _ right: DynamicValue) -> Int? {
    if case .integer(let left) = left.number, case .integer(let right) = right.number {
      return left < right ? -1 : left == right ? 0 : 1
    }
    guard let left = left.double, let right = right.double else { return nil }
    return left < right ? -1 : left == right ? 0 : 1
  }

  /// The order of two strings by their bytes, which is that of their code points.
  static func compareBytes(
    _ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer
  ) -> Int {
    for (left, right) in zip(left, right) where left != right { return left < right ? -1 : 1 }
    return left.count < right.count ? -1 : left.count == right.count ? 0 : 1
  }
}
