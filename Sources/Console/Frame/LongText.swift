import Charts
import Pages

/// Text of any length on a page: its beginning, and how much is left out.
enum LongText {
  /// - Parameter max: how many characters are shown.
  static func append(_ text: String, max: Int = 600, to markup: inout Markup) {
    // Counting the characters of a long text takes a while.
    guard text.utf8.count > max else { return BreakableText.append(text, to: &markup) }
    let shown = String(text.prefix(max))
    BreakableText.append(shown, to: &markup)
    markup.append(rest(of: text, after: shown))
  }

  /// How much of a text is left out after its beginning.
  static func rest(of text: String, after shown: String) -> Markup {
    var rest = Markup()
    let left = text.utf8.count - shown.utf8.count
    if left > 0 {
      rest.element("span", ["class": "left-out"], text: "… \(Quantity.bytes(Int64(left))) more")
    }
    return rest
  }
}
