import ECSStops

/// What is said about events and a pattern, as lines to read.
struct ExplanationText {
  private var lines: [String] = []

  /// The lines, safe for a terminal.
  var text: String { PrintableText.escaped(lines.joined(separator: "\n")) }

  /// Appends what an event has at each field.
  mutating func append(_ explanation: PatternExplanation, event number: Int) {
    if !lines.isEmpty { lines.append("") }
    lines.append("event \(number): \(explanation.isMatch ? "matches" : "does not match")")
    for field in explanation.fields {
      let values = field.values.isEmpty ? "no value" : field.values.joined(separator: ", ")
      lines.append("  \(field.isSatisfied ? "yes" : "no ")  \(field.path.text): \(field.condition)")
      lines.append("       the event has: \(values)")
      if let reason = field.reason { lines.append("       \(reason)") }
    }
  }
}
