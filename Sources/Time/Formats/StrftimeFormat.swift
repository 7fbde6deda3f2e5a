/// The format of `formatDate`: C's strftime in the POSIX locale, `%Y-%m-%d %H:%M:%S`.
package enum StrftimeFormat {
  /// What is wrong with a format, if anything is.
  package static func fault(in format: String) -> String? {
    var format = format
    return format.withUTF8 { bytes in
      var rest = UnsafeRawBufferPointer(bytes)[...]
      while let byte = rest.popFirst() {
        guard byte == UInt8(ascii: "%") else { continue }
        guard let letter = rest.popFirst() else { return "the format ends in '%'" }
        if composite(letter) == nil, conversion(letter, of: Moment(0, in: .utc)) == nil {
          let rest = String(decoding: [letter] + rest, as: UTF8.self)
          return "'%\(rest.prefix(1))' is not a strftime conversion"
        }
      }
      return nil
    }
  }

  /// A time as text; nil if the format is none.
  package static func text(
    of milliseconds: Int64, by format: UnsafeRawBufferPointer, in zone: Zone
  ) -> [UInt8]? {
    var text: [UInt8] = []
    return append(Moment(milliseconds, in: zone), format[...], to: &text) ? text : nil
  }

  /// A time and what the zone's clocks show.
  private struct Moment {
    let milliseconds: Int64
    let zone: Zone
    let offset: ZoneOffset
    let local: CivilTime

    init(_ milliseconds: Int64, in zone: Zone) {
      self.milliseconds = milliseconds
      self.zone = zone
      offset = zone.offset(at: milliseconds)
      local = CivilTime(milliseconds + offset.milliseconds)
    }
  }

  private static func append(
    _ time: Moment, _ format: some Collection<UInt8>, to text: inout [UInt8]
  ) -> Bool {
    var bytes = format.makeIterator()
    while let byte = bytes.next() {
      guard byte == UInt8(ascii: "%") else {
        text.append(byte)
        continue
      }
      guard let letter = bytes.next() else { return false }
      if let format = composite(letter) {
        guard append(time, Array(format.utf8), to: &text) else { return false }
      } else if let part = conversion(letter, of: time) {
        text += Array(part.utf8)
      } else {
        return false
      }
    }
    return true
  }

  /// Conversions that stand for a format.
  private static func composite(_ letter: UInt8) -> String? {
    switch letter {
    case UInt8(ascii: "c"): "%a %b %e %H:%M:%S %Y"
    case UInt8(ascii: "D"), UInt8(ascii: "x"): "%m/%d/%y"
    case UInt8(ascii: "F"): "%Y-%m-%d"
    case UInt8(ascii: "r"): "%I:%M:%S %p"
    case UInt8(ascii: "R"): "%H:%M"
    case UInt8(ascii: "T"), UInt8(ascii: "X"): "%H:%M:%S"
    default: nil
    }
  }

  private static func conversion(_ letter: UInt8, of time: Moment) -> String? {
    switch letter {
    case UInt8(ascii: "%"): "%"
    case UInt8(ascii: "n"): "\n"
    case UInt8(ascii: "t"): "\t"
    case UInt8(ascii: "z"): time.offset.text()
    case UInt8(ascii: "Z"): time.zone.abbreviation(at: time.milliseconds)
    case UInt8(ascii: "s"): "\(time.milliseconds.flooredQuotient(by: 1000))"
    default: datePart(letter, time.local) ?? clockPart(letter, time.local)
    }
  }

  private static func datePart(_ letter: UInt8, _ time: CivilTime) -> String? {
    switch letter {
    case UInt8(ascii: "Y"): padded(time.year, 4)
    case UInt8(ascii: "C"): padded(time.year.flooredQuotient(by: 100), 2)
    case UInt8(ascii: "y"): padded(time.year.flooredRemainder(by: 100), 2)
    case UInt8(ascii: "m"): padded(time.month, 2)
    case UInt8(ascii: "B"): time.monthName
    case UInt8(ascii: "b"), UInt8(ascii: "h"):
      String(time.monthName.prefix(3))
    case UInt8(ascii: "d"): padded(time.day, 2)
    case UInt8(ascii: "e"): padded(time.day, 2, with: " ")
    case UInt8(ascii: "j"): padded(time.dayOfYear, 3)
    case UInt8(ascii: "A"): time.weekdayName
    case UInt8(ascii: "a"): String(time.weekdayName.prefix(3))
    case UInt8(ascii: "u"): "\(time.weekday + 1)"
    case UInt8(ascii: "w"): "\((time.weekday + 1) % 7)"
    case UInt8(ascii: "G"): padded(time.isoWeek.year, 4)
    case UInt8(ascii: "g"): padded(time.isoWeek.year.flooredRemainder(by: 100), 2)
    case UInt8(ascii: "V"): padded(time.isoWeek.week, 2)
    // The week's number, where the first Sunday or Monday begins week 1.
    case UInt8(ascii: "U"): padded((time.dayOfYear + 6 - (time.weekday + 1) % 7) / 7, 2)
    case UInt8(ascii: "W"): padded((time.dayOfYear + 6 - time.weekday) / 7, 2)
    default: nil
    }
  }

  private static func clockPart(_ letter: UInt8, _ time: CivilTime) -> String? {
    let hour12 = (time.hour + 11) % 12 + 1
    return switch letter {
    case UInt8(ascii: "H"): padded(time.hour, 2)
    case UInt8(ascii: "k"): padded(time.hour, 2, with: " ")
    case UInt8(ascii: "I"): padded(hour12, 2)
    case UInt8(ascii: "l"): padded(hour12, 2, with: " ")
    case UInt8(ascii: "M"): padded(time.minute, 2)
    case UInt8(ascii: "S"): padded(time.second, 2)
    case UInt8(ascii: "p"): time.hour < 12 ? "AM" : "PM"
    case UInt8(ascii: "P"): time.hour < 12 ? "am" : "pm"
    default: nil
    }
  }

  private static func padded(_ value: Int64, _ width: Int, with filler: String = "0") -> String {
    let digits = "\(value)"
    return String(repeating: filler, count: max(0, width - digits.utf8.count)) + digits
  }
}
