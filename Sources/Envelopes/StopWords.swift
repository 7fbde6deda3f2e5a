import Glibc

/// The words without which no text names a stopped task.
enum StopWords {
  /// Whether a text may contain a stopped task, escaped or not.
  static func mayName(_ text: UnsafeRawBufferPointer) -> Bool {
    contains("STOPPED", text) || contains("\\u00", text)
  }

  /// Whether a text that is no JSON names a stopped task.
  static func names(_ text: UnsafeRawBufferPointer) -> Bool {
    contains("STOPPED", text)
      && (contains("askArn", text) && contains("astStatus", text)
        || contains("ask_arn", text) && contains("ast_status", text))
  }

  /// Whether a text contains a word.
  static func contains(_ word: StaticString, _ text: UnsafeRawBufferPointer) -> Bool {
    let word = UnsafeRawBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
    guard let start = text.baseAddress, let first = word.first else { return false }
    var position = 0
    while position + word.count <= text.count,
      let found = memchr(start + position, Int32(first), text.count - word.count + 1 - position)
    {
      position = UnsafeRawPointer(found) - start
      if UnsafeRawBufferPointer(rebasing: text[position...]).starts(with: word) { return true }
      position += 1
    }
    return false
  }
}
