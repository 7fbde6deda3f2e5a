import LogsInsights

/// Parts of queries in Logs Insights QL that pages write into links.
enum QueryText {
  /// A field's name: between backticks where it needs them.
  static func field(_ name: String) -> String {
    let isPlain = name.unicodeScalars.allSatisfy { scalar in
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", ".", "_", "@": true
      default: false
      }
    }
    return isPlain && !name.isEmpty ? name : "`\(name)`"
  }

  /// `field = "value"`, or that it has none.
  static func equals(_ name: String, _ value: String?) -> String {
    guard let value else { return "isempty(\(field(name)))" }
    return "\(field(name)) = \(StringLiteral.text(of: value))"
  }

  /// `field like /…/` for a reason in which `*` stands for IDs, numbers and addresses.
  static func matches(_ name: String, pattern: String) -> String {
    guard pattern.contains("*") else { return equals(name, pattern) }
    let parts = pattern.split(separator: "*", omittingEmptySubsequences: false)
    return "\(field(name)) like /^\(parts.map(escaped).joined(separator: ".*"))$/"
  }

  private static func escaped(_ text: Substring) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      if #"\/.+?()[]{}|^$"#.unicodeScalars.contains(scalar) { escaped += "\\" }
      escaped.unicodeScalars.append(scalar)
    }
    return escaped
  }

  /// The stops that a condition holds for, the newest first.
  static func stops(where conditions: [String]) -> String {
    let filter = conditions.isEmpty ? "" : "filter \(conditions.joined(separator: " and "))\n| "
    return filter
      + "fields @timestamp, @taskId, @service, @cause, detail.stoppedReason\n| sort @timestamp desc"
  }
}
