import LogsInsights

/// The order of strings in `sort`: other strings before numbers, chunk by chunk.
enum SortOrder {
  /// Below 0, 0 or above 0 as the left text sorts before, with or after the right one.
  ///
  /// Numbers compare by value, equal ones by their text (`01` before `1`). Other strings compare run
  /// by run: digits against digits by length, then by text; all else by bytes.
  static func compare(
    _ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer
  ) -> Int {
    switch (number(left), number(right)) {
    case (nil, nil): return compareChunks(left, right)
    case (nil, _): return -1
    case (_, nil): return 1
    case (let first?, let second?):
      if first != second { return first < second ? -1 : 1 }
      return DynamicValue.compareBytes(left, right)
    }
  }

  /// The value of a text that consists of a number only, white space not counting as part of one.
  private static func number(_ bytes: UnsafeRawBufferPointer) -> Double? {
    guard let last = bytes.last, last.isDigit, DynamicValue.isWholeNumber(bytes) != nil else {
      return nil
    }
    return DynamicValue.number(in: bytes).double
  }

  private static func compareChunks(
    _ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer
  ) -> Int {
    var first = left[...]
    var second = right[...]
    while !first.isEmpty, !second.isEmpty {
      let order = compareChunk(takeChunk(&first), takeChunk(&second))
      if order != 0 { return order }
    }
    return first.isEmpty ? (second.isEmpty ? 0 : -1) : 1
  }

  private static func takeChunk(_ rest: inout Slice<UnsafeRawBufferPointer>)
    -> Slice<UnsafeRawBufferPointer>
  {
    let isDigit = rest[rest.startIndex].isDigit
    let chunk = rest.prefix { $0.isDigit == isDigit }
    rest = rest[chunk.endIndex...]
    return chunk
  }

  private static func compareChunk(
    _ left: Slice<UnsafeRawBufferPointer>, _ right: Slice<UnsafeRawBufferPointer>
  ) -> Int {
    let areDigits = left[left.startIndex].isDigit && right[right.startIndex].isDigit
    if areDigits, left.count != right.count { return left.count < right.count ? -1 : 1 }
    return DynamicValue.compareBytes(
      UnsafeRawBufferPointer(rebasing: left), UnsafeRawBufferPointer(rebasing: right))
  }
}
