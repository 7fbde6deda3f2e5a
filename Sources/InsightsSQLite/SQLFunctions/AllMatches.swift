import Patterns

/// All matches of a regular expression in a text, from left to right: `parse … multi`.
enum AllMatches {
  /// The groups of each match.
  static func groups(
    of pattern: Pattern, in text: UnsafeRawBufferPointer
  ) throws -> [[Range<Int>?]] {
    var matches: [[Range<Int>?]] = []
    var start = 0
    var encoding = Pattern.Encoding.unknown
    while start <= text.count,
      let match = try pattern.firstMatch(in: text, from: start, &encoding)
    {
      let range = match.range
      matches.append((0..<pattern.groupCount).map { match[$0 + 1] })
      start = range.upperBound
      // After an empty match the search continues at the next character.
      if range.isEmpty {
        start += 1
        while start < text.count, text[start] & 0xC0 == 0x80 { start += 1 }
      }
    }
    return matches
  }
}
