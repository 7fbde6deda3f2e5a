import LogsInsights
import Patterns
import SQLite

/// What `regexReplace` does: puts a replacement in the place of every match.
final class RegexReplacer {
  private let pattern: Pattern
  private let parts: [RegexReplacement.Part]

  private init(_ pattern: String, _ replacement: String) throws {
    self.pattern = try Pattern(pattern)
    parts = RegexReplacement(replacement)?.parts ?? []
  }

  /// Pattern and replacement are constants; both are kept for the run of the statement.
  static func register(on connection: Connection) throws(SQLiteError) {
    try connection.createFunction(name: SQLFunction.regexReplace, argumentCount: 3) {
      arguments, result in
      guard !arguments.isNull(at: 0), let pattern = arguments.string(at: 1),
        let replacement = arguments.string(at: 2)
      else { return result.returnNull() }
      let replacer = try result.cached(at: 1) { try RegexReplacer(pattern, replacement) }
      let replaced = try arguments.withBytes(at: 0) { text in
        try replacer.replaced(text) { try result.checkLength($0) }
      }
      if let replaced {
        replaced.withUnsafeBytes { result.returnText($0) }
      } else {
        result.returnArgument(arguments, at: 0)
      }
    }
  }

  /// The text with all matches replaced; nil if there are none.
  ///
  /// - Parameter check: told how long it has become.
  private func replaced(
    _ text: UnsafeRawBufferPointer, _ check: (Int) throws -> Void
  ) throws -> [UInt8]? {
    var result: [UInt8] = []
    var end = 0
    var next = 0
    var isChanged = false
    while next <= text.count, let match = try pattern.firstMatch(in: text, from: next) {
      let range = match.range
      // As in RE2, an empty match right behind another is none.
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

  /// The start of the character behind the one at an offset.
  private func character(after offset: Int, in text: UnsafeRawBufferPointer) -> Int {
    var next = offset + 1
    while next < text.count, text[next] & 0xC0 == 0x80 { next += 1 }
    return next
  }
}
