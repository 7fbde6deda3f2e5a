import Glibc

/// Reads JSON documents and caches the last one.
@safe
package final class JSONReader {
  private let parser = JSONParser()
  private let text = ByteBuffer(capacity: 8192)
  /// The length of the text in the buffer; nil before the first one.
  private var count: Int?
  private var document: JSONDocument?

  package init() {}

  /// The document of a text, valid until the next call; nil if it is not JSON.
  package func read(_ other: UnsafeRawBufferPointer) -> JSONDocument? {
    if isLast(other) { return document }
    text.removeAll()
    text.reserve(other.count + JSONParser.padding)
    text.append(other)
    count = other.count
    document = try? parser.parse(text.bytes)
    return document
  }

  /// The last text read, to which the nodes of its document refer.
  package var source: UnsafeRawBufferPointer { text.bytes }

  private func isLast(_ other: UnsafeRawBufferPointer) -> Bool {
    guard let count, count == other.count else { return false }
    guard let new = other.baseAddress, let old = text.bytes.baseAddress else { return true }
    return memcmp(old, new, count) == 0
  }
}

extension JSONDocument {
  /// The elements of an array, or the keys of an object, in their order.
  package func children(of parent: Int) -> [Int] {
    var children: [Int] = []
    let isObject = self[parent].kind == .object
    var child = parent + 1
    while child < self[parent].next {
      children.append(child)
      child = isObject ? self[child + 1].next : self[child].next
    }
    return children
  }

  /// The source of a value, including its quotes or brackets.
  package func bytes(of node: Int, in source: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: source[self[node].start..<self[node].end])
  }
}
