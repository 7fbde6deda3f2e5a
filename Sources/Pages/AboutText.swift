package import Charts
import Reports

/// What a report says of itself: its first sentence, and the others.
package struct AboutText {
  let first: String
  let rest: String

  init(_ text: String) {
    let sentences = text.split(separator: ". ", maxSplits: 1, omittingEmptySubsequences: false)
    first = sentences.count > 1 ? sentences[0] + "." : text
    rest = sentences.count > 1 ? String(sentences[1]) : ""
  }

  /// Appends text in which code is between backticks.
  package static func append(_ text: String, to markup: inout Markup) {
    let parts = text.split(separator: "`", omittingEmptySubsequences: false)
    for (index, part) in parts.enumerated() {
      if index % 2 == 1, index + 1 < parts.count {
        markup.element("code") { BreakableText.append(String(part), to: &$0) }
      } else {
        BreakableText.append((index % 2 == 1 ? "`" : "") + part, to: &markup)
      }
    }
  }
}
