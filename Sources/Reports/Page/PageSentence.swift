import Charts

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

  /// Sentences begin behind a blank, but for the first.
  private mutating func append(_ text: String, isStrong: Bool) {
    let text = parts.isEmpty ? String(text.drop { $0 == " " }) : text
    if !text.isEmpty { parts.append(Part(text: text, isStrong: isStrong)) }
  }

  var markup: Markup {
    var markup = Markup()
    guard !parts.isEmpty else { return markup }
    markup.element("p", ["class": "summary"]) { paragraph in
      for part in parts {
        if part.isStrong {
          paragraph.element("strong", text: part.text)
        } else {
          paragraph.append(part.text)
        }
      }
    }
    return markup
  }
}
