extension DatePattern {
  /// The milliseconds of the time that a text is; nil if it does not follow the pattern.
  ///
  /// What the pattern does not say is as at the start of 1970. The zone applies where the text names none.
  package static func milliseconds(
    of text: UnsafeRawBufferPointer, by pattern: UnsafeRawBufferPointer, in zone: Zone
  ) -> Int64? {
    var elements = DatePattern(pattern)
    var reader = TimeReader(text, zone)
    while let element = elements.next() {
      switch element {
      case .literal(let byte): guard reader.skip(byte) else { return nil }
      case .field(let letter, let count): guard reader.read(letter, count) else { return nil }
      case .fault: return nil
      }
    }
    return reader.milliseconds
  }
}

/// Takes the parts of a time from a text, one after another.
private struct TimeReader {
  private var rest: Slice<UnsafeRawBufferPointer>
  private var zone: Zone
  private var time = CivilTime()
  private var dayOfYear: Int64?
  private var weekday: Int?
  private var isAfternoon: Bool?
  private var hasHalfDayHour = false

  init(_ text: UnsafeRawBufferPointer, _ zone: Zone) {
    rest = text[...]
    self.zone = zone
  }

  /// The time, if nothing is left of the text and there is such a time.
  var milliseconds: Int64? {
    var time = time
    if hasHalfDayHour, isAfternoon == true { time.hour += 12 }
    if let dayOfYear {
      (time.month, time.day) = (1, 1)
      guard dayOfYear >= 1, dayOfYear <= CivilCalendar.dayCount(ofYear: time.year) else {
        return nil
      }
    }
    guard rest.isEmpty, var milliseconds = time.milliseconds else { return nil }
    if let dayOfYear { milliseconds += (dayOfYear - 1) * CivilCalendar.millisecondsPerDay }
    if let weekday, CivilTime(milliseconds).weekday != weekday { return nil }
    milliseconds = zone.time(ofLocal: milliseconds)
    return Timestamp.insightsRange.contains(milliseconds) ? milliseconds : nil
  }

  mutating func skip(_ byte: UInt8) -> Bool {
    guard rest.first == byte else { return false }
    rest.removeFirst()
    return true
  }

  mutating func read(_ letter: UInt8, _ count: Int) -> Bool {
    switch letter {
    case UInt8(ascii: "y"), UInt8(ascii: "u"): readYear(count)
    case UInt8(ascii: "M"), UInt8(ascii: "L"): readMonth(count)
    case UInt8(ascii: "d"): assign(number(count, 2), to: \.time.day)
    case UInt8(ascii: "D"): readDayOfYear(count)
    case UInt8(ascii: "E"): readWeekday(count)
    case UInt8(ascii: "z"), UInt8(ascii: "Z"), UInt8(ascii: "X"), UInt8(ascii: "x"):
      readZone(letter, count)
    case UInt8(ascii: "S"): readFraction(count)
    case UInt8(ascii: "m"): assign(number(count, 2), to: \.time.minute)
    case UInt8(ascii: "s"): assign(number(count, 2), to: \.time.second)
    case UInt8(ascii: "a"): readHalf()
    default: readHour(letter, count)
    }
  }

  /// Digits: as many as the field has letters, with one letter any number of them.
  private mutating func number(_ count: Int, _ countMax: Int) -> Int64? {
    let digits = rest.prefix(count == 1 ? countMax : count).prefix(while: \.isDigit)
    guard count == 1 ? !digits.isEmpty : digits.count == count else { return nil }
    rest = rest.dropFirst(digits.count)
    return digits.reduce(0) { $0 * 10 + Int64($1 - UInt8(ascii: "0")) }
  }

  private mutating func assign(
    _ number: Int64?, to part: WritableKeyPath<TimeReader, Int64>
  ) -> Bool {
    guard let number else { return false }
    self[keyPath: part] = number
    return true
  }

  private mutating func readYear(_ count: Int) -> Bool {
    guard let number = number(count, 4) else { return false }
    time.year = count == 2 ? 2000 + number : number
    return number > 0 || count == 2
  }

  private mutating func readMonth(_ count: Int) -> Bool {
    if count <= 2 { return assign(number(count, 2), to: \.time.month) }
    guard let index = name(among: CivilTime.monthNames, isShort: count == 3) else {
      return false
    }
    time.month = Int64(index + 1)
    return true
  }

  private mutating func readDayOfYear(_ count: Int) -> Bool {
    dayOfYear = number(count, 3)
    return dayOfYear != nil
  }

  private mutating func readWeekday(_ count: Int) -> Bool {
    weekday = name(among: CivilTime.weekdayNames, isShort: count < 4)
    return weekday != nil
  }

  private mutating func readFraction(_ count: Int) -> Bool {
    let digits = rest.prefix(count).prefix(while: \.isDigit)
    guard digits.count == count else { return false }
    rest = rest.dropFirst(count)
    let places: [Int64] = [100, 10, 1]
    time.millisecond = zip(digits, places).reduce(0) {
      $0 + Int64($1.0 - UInt8(ascii: "0")) * $1.1
    }
    return true
  }

  private mutating func readHalf() -> Bool {
    guard let half = name(among: ["AM", "PM"], isShort: false) else { return false }
    isAfternoon = half == 1
    return true
  }

  private mutating func readHour(_ letter: UInt8, _ count: Int) -> Bool {
    guard let number = number(count, 2) else { return false }
    switch letter {
    case UInt8(ascii: "h"):
      hasHalfDayHour = true
      time.hour = number % 12
      return (1...12).contains(number)
    case UInt8(ascii: "K"):
      hasHalfDayHour = true
      time.hour = number
      return number <= 11
    case UInt8(ascii: "k"):
      time.hour = number % 24
      return (1...24).contains(number)
    default:
      time.hour = number
      return number <= 23
    }
  }

  private mutating func readZone(_ letter: UInt8, _ count: Int) -> Bool {
    if letter == UInt8(ascii: "z") {
      guard name(among: ["UTC", "GMT", "Z"], isShort: false) != nil else { return false }
      zone = .utc
      return true
    }
    let knowsZ = letter == UInt8(ascii: "X") || letter == UInt8(ascii: "Z") && count == 5
    if knowsZ, skip(UInt8(ascii: "Z")) {
      zone = .utc
      return true
    }
    guard let (offset, length) = ZoneOffset.offset(in: rest) else { return false }
    rest = rest.dropFirst(length)
    zone = .offset(offset)
    return true
  }

  /// The number of the name that comes next, in any case; a short name has three letters.
  private mutating func name(among names: [String], isShort: Bool) -> Int? {
    for (index, name) in names.enumerated() {
      let letters = name.utf8.prefix(isShort ? 3 : name.utf8.count).lazy.map(\.lowercasedASCII)
      let found = rest.prefix(letters.count).lazy.map(\.lowercasedASCII)
      guard found.elementsEqual(letters) else { continue }
      rest = rest.dropFirst(letters.count)
      return index
    }
    return nil
  }
}
