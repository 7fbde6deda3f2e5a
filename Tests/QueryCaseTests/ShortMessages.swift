/// Messages in rows of JSON, each as the id of its event: whole ones would hide what a case is about.
enum ShortMessages {
  /// Writes `"@message":"event 00000001"` for each event of the fixture.
  static func shorten(_ rows: String) -> String {
    var parts = rows.split(separator: start, omittingEmptySubsequences: false)[...]
    var text = String(parts.popFirst() ?? "")
    for part in parts {
      text += start
      let message = part.prefix(upTo: end(of: part))
      // Whatever has no id is left as it is: it is not an event.
      text += id(in: message).map { "event \($0)" } ?? message
      text += part[message.endIndex...]
    }
    return text
  }

  private static let start = #"@message":""#

  /// Where the quote stands that ends a string of JSON.
  private static func end(of text: Substring) -> Substring.Index {
    var isEscaped = false
    let quote = text.utf8.firstIndex { byte in
      defer { isEscaped = byte == UInt8(ascii: "\\") && !isEscaped }
      return byte == UInt8(ascii: "\"") && !isEscaped
    }
    return quote ?? text.endIndex
  }

  /// The first digits of an event's id, which stands near the start of its message.
  private static func id(in message: Substring) -> Substring? {
    message.prefix(100).firstMatch(of: /\\"id\\": ?\\"([0-9a-f]{8})-/)?.1
  }
}
