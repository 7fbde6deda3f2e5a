import Charts
import Reports
import Rows

/// Text of which a reader should not miss some parts.
struct PageSentence: Equatable {
  struct Part: Equatable {
    let text: String
    let isStrong: Bool
  }

  private(set) var parts: [Part] = []

  var text: String { parts.map(\.text).joined() }

  mutating func add(_ text: String) { append(text, isStrong: false) }
  mutating func stress(_ text: String) { append(text, isStrong: true) }

  /// All sentences but the first begin with a space.
  private mutating func append(_ text: String, isStrong: Bool) {
    let text = parts.isEmpty ? String(text.drop { $0 == " " }) : text
    if !text.isEmpty { parts.append(Part(text: text, isStrong: isStrong)) }
  }

  /// A paragraph; a part that is an id or ARN is shortened.
  var markup: Markup {
    var markup = Markup()
    guard !parts.isEmpty else { return markup }
    markup.element("p", ["class": "summary"]) { paragraph in
      for part in parts {
        if part.isStrong {
          paragraph.element("strong") { BreakableText.append(part.text, to: &$0) }
        } else {
          PageCell.append(.text(part.text), to: &paragraph)
        }
      }
    }
    return markup
  }
}
