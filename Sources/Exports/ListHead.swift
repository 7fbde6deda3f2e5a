import JSON

/// What stands in an object up to a list of events in it.
///
/// Where the list is read by its elements, because the object is cut off or too long, each is put together with this: so
/// it keeps the log group and stream that the object tells.
struct ListHead {
  let text: [UInt8]
  /// The brackets that close the list and the objects around it.
  let closing: [UInt8]
  /// Whether something stands before the list.
  private let tells: Bool

  /// A longer text, which each element would repeat, is dispensed with.
  private static let bytesMax = 4 << 10

  init(_ text: UnsafeRawBufferPointer, closing: [UInt8]) {
    self.text = Array(text)
    self.closing = closing
    tells = text.contains(",")
  }

  /// Whether elements of the innermost list are to be put together with these.
  static func matter(_ heads: [ListHead]) -> Bool {
    guard heads.contains(where: \.tells) || heads.count > 1 else { return false }
    return heads.reduce(0) { $0 + $1.text.count } <= bytesMax
  }

  /// Writes an element as the only one of its list; `JSONParser.padding` readable bytes follow.
  static func write(_ element: UnsafeRawBufferPointer, in heads: [ListHead], to out: ByteBuffer) {
    out.removeAll()
    for head in heads { head.text.withUnsafeBytes { out.append($0) } }
    out.append(element)
    for head in heads.reversed() { head.closing.withUnsafeBytes { out.append($0) } }
    out.reserve(JSONParser.padding)
  }
}
