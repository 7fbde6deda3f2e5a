import LogsInsights

/// Recognizes, where a word begins, what differs from text to text: times, ids, addresses, numbers.
struct TokenScanner {
  private let text: UnsafeRawBufferPointer
  private let start: Int

  init(_ text: UnsafeRawBufferPointer, at start: Int) {
    self.text = text
    self.start = start
  }

  /// The token that begins here, and its end.
  var token: (kind: MessagePattern.Kind, end: Int)? {
    if let end = arn { return (.arn, end) }
    if let end = uuid { return (.identifier, end) }
    if let end = time { return (.time, end) }
    if let end = address { return (.address, end) }
    if let end = identifier { return (.identifier, end) }
    if let (kind, end) = number { return (kind, end) }
    return nil
  }

  private func byte(_ offset: Int) -> UInt8 { offset < text.count ? text[offset] : 0 }

  /// Whether no word goes on at an offset.
  private func isBoundary(_ offset: Int) -> Bool {
    let byte = byte(offset)
    return !(byte.isNameRest && byte != UInt8(ascii: "@")) && byte < 0x80
  }

  /// Where a run of bytes ends, at most so many bytes on.
  private func end(
    from offset: Int, atMost count: Int = .max, where isPart: (UInt8) -> Bool
  ) -> Int {
    var end = offset
    while end < text.count, end - offset < count, isPart(text[end]) { end += 1 }
    return end
  }

  private func digits(_ offset: Int, _ count: ClosedRange<Int>) -> Int? {
    let end = end(from: offset, atMost: count.upperBound) { $0.isDigit }
    return end - offset >= count.lowerBound ? end : nil
  }

  // MARK: - Kinds

  private var arn: Int? {
    guard text[start...].starts(with: "arn:".utf8) else { return nil }
    var end = end(from: start) { $0 > 0x20 && $0 < 0x7f && !Self.ends.contains($0) }
    while end > start, Self.punctuation.contains(text[end - 1]) { end -= 1 }
    return end > start + 4 ? end : nil
  }

  private static let ends = Set("\"',;<>()[]{}".utf8)
  private static let punctuation = Set(".:!?".utf8)

  private var uuid: Int? {
    var offset = start
    for (position, length) in [8, 4, 4, 4, 12].enumerated() {
      if position > 0 {
        guard byte(offset) == UInt8(ascii: "-") else { return nil }
        offset += 1
      }
      let end = end(from: offset, atMost: length) { $0.isHexDigit }
      guard end - offset == length else { return nil }
      offset = end
    }
    return isBoundary(offset) ? offset : nil
  }

  /// `2026-01-31`, `2026-01-31T09:30:00.5Z`, `09:30`, `09:30:00`.
  private var time: Int? {
    guard let date = date(start) else { return clock(start).flatMap { isBoundary($0) ? $0 : nil } }
    guard byte(date) == UInt8(ascii: "T") || byte(date) == UInt8(ascii: " "),
      let clock = clock(date + 1)
    else { return isBoundary(date) ? date : nil }
    let end = zone(clock)
    return isBoundary(end) ? end : nil
  }

  private func date(_ offset: Int) -> Int? {
    guard let year = digits(offset, 4...4), byte(year) == UInt8(ascii: "-"),
      let month = digits(year + 1, 2...2), byte(month) == UInt8(ascii: "-")
    else { return nil }
    return digits(month + 1, 2...2)
  }

  private func clock(_ offset: Int) -> Int? {
    let colon = UInt8(ascii: ":")
    guard let hours = digits(offset, 2...2), byte(hours) == colon,
      let minutes = digits(hours + 1, 2...2)
    else { return nil }
    guard byte(minutes) == colon, let seconds = digits(minutes + 1, 2...2) else { return minutes }
    guard byte(seconds) == UInt8(ascii: ".") || byte(seconds) == UInt8(ascii: ",") else {
      return seconds
    }
    return digits(seconds + 1, 1...9) ?? seconds
  }

  private func zone(_ offset: Int) -> Int {
    switch byte(offset) {
    case UInt8(ascii: "Z"): return offset + 1
    case UInt8(ascii: "+"), UInt8(ascii: "-"):
      guard let hours = digits(offset + 1, 2...2) else { return offset }
      let colon = byte(hours) == UInt8(ascii: ":") ? hours + 1 : hours
      return digits(colon, 2...2) ?? hours
    default: return offset
    }
  }

  /// IPv4 in four parts, or IPv6 with at least two colons and a digit.
  private var address: Int? {
    if let end = ipv4 { return end }
    let colon = UInt8(ascii: ":")
    let end = end(from: start, atMost: 39) { $0.isHexDigit || $0 == colon }
    let run = text[start..<end]
    let groups = run.split(separator: colon, omittingEmptySubsequences: false)
    let isShort = groups.dropFirst().dropLast().contains(where: \.isEmpty)
    guard isBoundary(end), byte(end) != colon, run.last != colon, run.contains(where: \.isDigit),
      groups.allSatisfy({ $0.count <= 4 }), groups.count == 8 || isShort && groups.count > 2
    else { return nil }
    return end
  }

  private var ipv4: Int? {
    var offset = start
    for position in 0..<4 {
      if position > 0 {
        guard byte(offset) == UInt8(ascii: ".") else { return nil }
        offset += 1
      }
      guard let end = digits(offset, 1...3) else { return nil }
      offset = end
    }
    let goesOn = byte(offset) == UInt8(ascii: ".") && byte(offset + 1).isDigit
    return isBoundary(offset) && !goesOn ? offset : nil
  }

  /// A word of letters and digits that nobody chose: hexadecimal from 8, any from 16 characters.
  private var identifier: Int? {
    let end = end(from: start) { $0.isDigit || $0.isLetter }
    let run = text[start..<end]
    guard end - start >= 8, isBoundary(end), run.contains(where: \.isDigit),
      run.contains(where: \.isLetter)
    else { return nil }
    return end - start >= 16 || run.allSatisfy(\.isHexDigit) ? end : nil
  }

  /// `137`, `0.5`, `1.25.3`, `30s`, of which the unit stays; `512MiB` and `20 GB` are sizes.
  private var number: (MessagePattern.Kind, Int)? {
    guard byte(start).isDigit else { return nil }
    let point = UInt8(ascii: ".")
    // Longer runs are not numbers; the bound keeps the whole pass linear.
    var end = end(from: start, atMost: 64) { $0.isDigit || $0 == point }
    while text[end - 1] == point { end -= 1 }
    let unit = self.end(from: end, atMost: 8) { $0.isLetter }
    if isBoundary(unit), let kind = Self.kind(ofUnit: text[end..<unit]) {
      return kind == .size ? (.size, unit) : (.number, end)
    }
    let space = byte(end) == UInt8(ascii: " ") ? end + 1 : end
    let word = self.end(from: space, atMost: 8) { $0.isLetter }
    if space > end, isBoundary(word), Self.kind(ofUnit: text[space..<word]) == .size {
      return (.size, word)
    }
    return isBoundary(end) ? (.number, end) : nil
  }

  private static func kind(ofUnit unit: Slice<UnsafeRawBufferPointer>) -> MessagePattern.Kind? {
    let unit = String(decoding: unit, as: UTF8.self)
    if sizes.contains(unit) { return .size }
    return spans.contains(unit) ? .number : nil
  }

  private static let sizes: Set<String> = [
    "KB", "MB", "GB", "TB", "kB", "KiB", "MiB", "GiB", "TiB", "Ki", "Mi", "Gi", "bytes", "byte",
  ]
  private static let spans: Set<String> = [
    "ns", "us", "ms", "s", "m", "h", "d", "sec", "secs", "min", "mins",
  ]
}

extension UInt8 {
  fileprivate var isLetter: Bool {
    let folded = self | 0x20
    return folded >= UInt8(ascii: "a") && folded <= UInt8(ascii: "z")
  }

  fileprivate var isHexDigit: Bool {
    let folded = self | 0x20
    return isDigit || folded >= UInt8(ascii: "a") && folded <= UInt8(ascii: "f")
  }
}
