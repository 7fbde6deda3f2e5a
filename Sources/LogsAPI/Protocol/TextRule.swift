/// What AWS's model allows a string to be (botocore's shapes of the service "logs").
struct TextRule {
  let length: ClosedRange<Int>
  /// The characters, as the model writes them; nil for any.
  var pattern: String?
  var allows: @Sendable (Unicode.Scalar) -> Bool = { _ in true }

  static let any = TextRule(length: 0...(.max))
  static let queryText = TextRule(length: 0...10_000)
  static let queryID = TextRule(length: 0...256)
  static let token = TextRule(length: 1...4096)
  static let filterPattern = TextRule(length: 0...1024)
  static let groupName = TextRule(
    length: 1...512, pattern: #"[\.\-_/#A-Za-z0-9]+"#, allows: { Self.isGroupCharacter($0) })
  static let groupPattern = TextRule(
    length: 0...512, pattern: #"[\.\-_/#A-Za-z0-9]*"#, allows: { Self.isGroupCharacter($0) })
  static let groupIdentifier = TextRule(
    length: 1...2048, pattern: #"[\w#+=/:,.@\-\*]*"#,
    allows: { isGroupCharacter($0) || "+=:,@*".unicodeScalars.contains($0) })
  static let streamName = TextRule(
    length: 1...512, pattern: "[^:*]*", allows: { $0 != ":" && $0 != "*" })

  /// The constraint that a text breaks, as the service names it; nil if it keeps the rule.
  func broken(by text: String) -> String? {
    let count = text.unicodeScalars.count
    if count < length.lowerBound {
      return "have length greater than or equal to \(length.lowerBound)"
    }
    if count > length.upperBound {
      return "have length less than or equal to \(length.upperBound)"
    }
    guard let pattern, !text.unicodeScalars.allSatisfy(allows) else { return nil }
    return "satisfy regular expression pattern: \(pattern)"
  }

  private static func isGroupCharacter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", ".", "-", "_", "/", "#": true
    default: false
    }
  }
}
