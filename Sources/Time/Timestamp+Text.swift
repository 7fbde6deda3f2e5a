extension Timestamp {
  /// The instants that the query language knows: the years 1 to 9999, where printed times sort as the times do.
  package static let insightsRange: ClosedRange<Int64> =
    -62_135_596_800_000...253_402_300_799_999

  /// `2026-01-31T09:30:00.12Z`; the number with `ms` where no year of four digits has it.
  package static func text(_ milliseconds: Int64) -> String {
    guard isPrintable(milliseconds) else { return "\(milliseconds) ms" }
    return String(unsafeUninitializedCapacity: textBytesMax) { room in
      room.baseAddress.map { write(milliseconds, to: $0) } ?? 0
    }
  }

  /// `2026-01-31 09:30:00.120`; the number where no year of four digits has it.
  package static func insightsText(_ milliseconds: Int64) -> String {
    String(decoding: insightsBytes(milliseconds), as: UTF8.self)
  }

  /// The text of `insightsText` as UTF-8.
  package static func insightsBytes(_ milliseconds: Int64) -> [UInt8] {
    guard isPrintable(milliseconds) else { return Array("\(milliseconds)".utf8) }
    return [UInt8](unsafeUninitializedCapacity: textBytesMax) { room, count in
      count = room.baseAddress.map { writeInsights(milliseconds, to: $0) } ?? 0
    }
  }

  /// `2026-01-31`, from a day counted from 1970-01-01.
  package static func dayText(_ day: Int64) -> String {
    String(insightsText(day * CivilCalendar.millisecondsPerDay).prefix(10))
  }

  /// The first instant whose `insightsText` sorts above a text, or not below it.
  ///
  /// So a comparison of a printed time with a text becomes one of numbers, which an index can
  /// answer. The end of the range plus one if there is none.
  package static func first(above text: String, orEqual: Bool) -> Int64 {
    var low = insightsRange.lowerBound
    var high = insightsRange.upperBound + 1
    while low < high {
      let middle = low + (high - low) / 2
      let printed = insightsBytes(middle)
      let isBelow =
        printed.lexicographicallyPrecedes(text.utf8)
        || !orEqual && printed.elementsEqual(text.utf8)
      if isBelow { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
