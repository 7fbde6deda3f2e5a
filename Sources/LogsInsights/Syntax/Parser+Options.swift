/// Options of commands: `name=value`.
extension Parser {
  /// Reads `name=` if that is what stands here; gives the name in lower case.
  ///
  /// What stands after the `=` is read by the method for its type. The last of two options of
  /// one name holds.
  mutating func acceptOption(of names: [String]) throws(ParseFailure) -> String? {
    guard current.kind == .name, next.kind == .equal else { return nil }
    let name = text(of: current).asciiLowercased
    guard names.contains(name) else {
      throw unexpected(expecting: names.map { $0 + "=…" }.joined(separator: " or "))
    }
    advance()
    advance()
    return name
  }

  /// Reads `true` or `false`.
  mutating func parseFlag() throws(ParseFailure) -> Bool {
    try parseWord(of: ["true", "false"]) == "true"
  }

  /// Reads one of some words; gives it in lower case.
  mutating func parseWord(of words: [String]) throws(ParseFailure) -> String {
    guard let word = words.first(where: isWord) else {
      throw unexpected(expecting: words.joined(separator: " or "))
    }
    advance()
    return word
  }

  /// Reads a whole number within bounds.
  mutating func parseCount(in bounds: ClosedRange<Int>) throws(ParseFailure) -> Int {
    guard current.kind == .number, let count = Int(text(of: current)), bounds.contains(count)
    else {
      throw unexpected(
        expecting: "a whole number from \(bounds.lowerBound) to \(bounds.upperBound)")
    }
    advance()
    return count
  }
}
