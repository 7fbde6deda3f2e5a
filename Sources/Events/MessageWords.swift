import Exports

/// The words without which an event of another kind does not contain a stopped task.
enum MessageWords {
  /// Whether an event may contain a stopped task: by name, escaped, or as gzip data in base64.
  static func mayHoldStop(_ message: UnsafeRawBufferPointer) -> Bool {
    message.contains("STOPPED") || message.contains("\\u00") || message.contains("H4sI")
  }
}
