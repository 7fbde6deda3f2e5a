import LogsInsights
import Patterns

/// What `regexReplace` does: puts a replacement in the place of every match.
final class RegexReplacer {
  private let pattern: Pattern
  private let parts: [RegexReplacement.Part]

  init(_ pattern: String, _ replacement: String) throws {
    self.pattern = try Pattern(pattern)
    parts = RegexReplacement(replacement)?.parts ?? []
  }

  /// The text with all matches replaced; nil if there are none.
  ///
  /// - Parameter check: told how long it has become.
  func replaced(
    _ text: UnsafeRawBufferPointer, _ check: (Int) throws -> Void
  ) throws -> [UInt8]? {
    var result: [UInt8] = []
    var end = 0
    var next = 0
    var isChanged = false
    var encoding = Pattern.Encoding.unknown
    while next <= text.count,
      let match = try pattern.firstMatch(in: text, from: next, &encoding)
    {
      let range = match.range
      // As in RE2, an empty match directly after another does not count.
      if !range.isEmpty || range.lowerBound > end || !isChanged {
        result += text[end..<range.lowerBound]
        append(match, of: text, to: &result)
        try check(result.count)
        end = range.upperBound
        isChanged = true
      }
      next = range.isEmpty ? character(after: range.upperBound, in: text) : range.upperBound
    }
    return isChanged ? result + text[end...] : nil
  }

  private func append(
    _ match: Match, of text: UnsafeRawBufferPointer, to result: inout [UInt8]
  ) {
    for part in parts {
      switch part {
      case .text(let bytes): result += bytes
      case .group(let group): if let range = match[group] { result += text[range] }
      }
    }
  }

  /// The start of the character after the one at an offset.
  private func character(after offset: Int, in text: UnsafeRawBufferPointer) -> Int {
    var next = offset + 1
    while next < text.count, text[next] & 0xC0 == 0x80 { next += 1 }
    return next
  }
}
