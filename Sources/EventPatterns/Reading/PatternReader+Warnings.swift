import JSON

/// Limits that EventBridge checks when a rule is created, not when a pattern is parsed.
extension PatternReader {
  private static let (sizeDefault, sizeMax) = (2048, 4096)
  private static let (starsMax, doubleStarsMax) = (4, 3)

  /// All warnings, beginning with those found while parsing.
  var allWarnings: [EventPatternWarning] { warnings + sizeWarnings + wildcardWarnings }

  /// The text without white space between its tokens.
  var compactText: [UInt8] {
    var compact: [UInt8] = []
    tokens.text.withUnsafeBytes { CompactJSON.append($0, to: &compact) }
    return compact
  }

  private var sizeWarnings: [EventPatternWarning] {
    let size = compactText.count { $0 & 0xc0 != 0x80 }
    guard size > Self.sizeDefault else { return [] }
    let limit =
      size > Self.sizeMax
      ? "EventBridge accepts at most \(Self.sizeMax)"
      : "EventBridge accepts \(Self.sizeDefault) unless the quota is raised"
    return [
      EventPatternWarning(message: "the pattern has \(size) characters; \(limit)", range: nil)
    ]
  }

  private var wildcardWarnings: [EventPatternWarning] {
    let advice = "EventBridge may refuse the rule as too complex; prefer prefix and suffix"
    var found = crowdedFields.map { count, range in
      EventPatternWarning(
        message: "\(count) wildcards with two stars or more for one field; \(advice)", range: range)
    }
    for (_, text, range) in wildcards {
      let stars = text.parts.count - 1
      if stars > Self.starsMax {
        found.append(
          EventPatternWarning(message: "a wildcard with \(stars) stars; \(advice)", range: range))
      } else if text.parts.dropFirst().contains(where: Self.repeats) {
        found.append(
          EventPatternWarning(
            message: "a repeated sequence after the star of a wildcard; \(advice)", range: range))
      }
    }
    return found
  }

  /// The fields with too many different wildcards with two or more asterisks: their number, and the first that exceeds
  /// the limit.
  private var crowdedFields: [(count: Int, range: Range<Int>)] {
    var seen: [[UInt8]: [WildcardText]] = [:]
    var places: [[UInt8]: Range<Int>] = [:]
    for (path, text, range) in wildcards
    where text.parts.count > 2 && seen[path]?.contains(text) != true {
      seen[path, default: []].append(text)
      if seen[path]?.count == Self.doubleStarsMax + 1 { places[path] = range }
    }
    return places.map { path, range in (seen[path]?.count ?? 0, range) }
      .sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  /// Whether a text begins with a repeated sequence, or with the same byte three times.
  private static func repeats(_ text: [UInt8]) -> Bool {
    guard text.count >= 3 else { return false }
    if text[0] == text[1], text[1] == text[2] { return true }
    return (2...max(2, text.count / 2)).contains {
      text.count >= 2 * $0 && text[0..<$0] == text[$0..<(2 * $0)]
    }
  }
}
