import JSON

/// The list in an object that is too long, cut off or damaged: the answer of a command with a hundred thousand events,
/// say.
///
/// Its elements are then records of their own, so that memory stays bounded and damage loses only what it touches.
enum EventList {
  /// The members that hold such lists in the answers of commands, queues and searches.
  private static let names: Set<String> = [
    "events", "Events", "logEvents", "LogEvents", "results", "Results", "Messages", "Records",
    "records", "tasks", "Tasks", "Entries", "resourceLogs", "scopeLogs", "logRecords",
    "resource_logs", "scope_logs", "log_records", "hits",
  ]

  /// How far from the object's beginning a list may begin.
  static let beginningBytesMax = 64 << 10

  /// Where a list begins in its object.
  struct Start {
    /// The position after its bracket.
    let position: Int
    /// The brackets that close it and the objects around it.
    let closing: [UInt8]
  }

  /// Where the elements of the first list begin; nil if the object has none near its beginning.
  ///
  /// A list may be in a member of such a name that is an object: `{"hits": {"hits": [`.
  ///
  /// - Parameter bytesSearched: grows by the bytes that were looked at.
  static func start(in object: UnsafeRawBufferPointer, bytesSearched: inout Int64) -> Start? {
    var depth = 0
    // The depth up to which all members on the way have such names.
    var reach = 1
    var index = 0
    defer { bytesSearched += Int64(index) }
    var isNamed = false
    let end = min(object.count, beginningBytesMax)
    while index < end {
      switch object[index] {
      case UInt8(ascii: "\""):
        let close = stringEnd(object[from: 0, to: end], after: index)
        isNamed =
          depth == reach
          && names.contains(String(decoding: object[from: index + 1, to: close], as: UTF8.self))
        index = close
      case UInt8(ascii: "["):
        if isNamed {
          let braces = Array(repeating: UInt8(ascii: "}"), count: depth)
          return Start(position: index + 1, closing: [UInt8(ascii: "]")] + braces)
        }
        depth += 1
      case UInt8(ascii: "{"):
        depth += 1
        if isNamed { reach = depth }
        isNamed = false
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        reach = max(1, min(reach, depth))
      case UInt8(ascii: ","): isNamed = false
      default: break
      }
      if depth <= 0 { return nil }
      index += 1
    }
    return nil
  }

  private static func stringEnd(_ text: UnsafeRawBufferPointer, after quote: Int) -> Int {
    var index = quote + 1
    while index < text.count, text[index] != UInt8(ascii: "\"") {
      index += text[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    return min(index, text.count)
  }
}
