import Exports

/// The words without which no text names a stopped task.
enum StopWords {
  /// Whether a text may contain a stopped task, escaped or not.
  static func mayName(_ text: UnsafeRawBufferPointer) -> Bool {
    text.contains("STOPPED") || text.contains("\\u00")
  }

  /// Whether a text that is no JSON names a stopped task.
  static func names(_ text: UnsafeRawBufferPointer) -> Bool {
    text.contains("STOPPED")
      && (text.contains("askArn") && text.contains("astStatus")
        || text.contains("ask_arn") && text.contains("ast_status"))
  }
}
