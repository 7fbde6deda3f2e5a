import JSON

/// The list in an object that is too long, cut off or damaged: the answer of a command with a hundred thousand events,
/// say.
///
/// Its elements are then records of their own, so that memory stays bounded and damage loses only what it touches.
enum EventList {
  /// The members that hold such lists in the answers of commands and queues.
  private static let names: Set<String> = [
    "events", "logEvents", "results", "Messages", "Records", "records", "tasks", "Tasks", "Entries",
    "resourceLogs", "scopeLogs", "logRecords",
  ]

  /// How far from the object's beginning a list may begin.
  static let beginningBytesMax = 64 << 10

  /// Where the elements of the first list begin, after its bracket; nil if the object has none near its beginning.
  ///
  /// - Parameter bytesSearched: grows by the bytes that were looked at.
  static func start(in object: UnsafeRawBufferPointer, bytesSearched: inout Int64) -> Int? {
    var depth = 0
    var index = 0
    defer { bytesSearched += Int64(index) }
    var name: Substring?
    let end = min(object.count, beginningBytesMax)
    while index < end {
      switch object[index] {
      case UInt8(ascii: "\""):
        let close = stringEnd(object[from: 0, to: end], after: index)
        name =
          depth == 1
          ? String(decoding: object[from: index + 1, to: close], as: UTF8.self)[...] : nil
        index = close
      case UInt8(ascii: "["):
        if depth == 1, let name, names.contains(String(name)) { return index + 1 }
        depth += 1
        name = nil
      case UInt8(ascii: "{"):
        depth += 1
        name = nil
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: ","): name = nil
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
