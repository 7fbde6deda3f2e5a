import CXXHash

/// A digest of the meaning of a JSON text: white space, escapes, the order of members and the spelling of numbers make
/// no difference.
package struct JSONValueDigest: ~Copyable {
  private let parser = JSONParser()
  private let source = ByteBuffer(capacity: 8192)

  package init() {}

  /// The digest of a text; if it is not JSON, the digest of its bytes.
  package mutating func digest(of text: UnsafeRawBufferPointer) -> UInt64 {
    source.removeAll()
    source.reserve(text.count + JSONParser.padding)
    source.append(text)
    do throws(JSONError) {
      return value(0, of: try parser.parse(source.bytes))
    } catch {
      return XXH3_64bits(text.baseAddress, text.count)
    }
  }

  private func value(_ node: Int, of document: JSONDocument) -> UInt64 {
    switch document[node].kind {
    case .object: object(node, of: document)
    case .array: array(node, of: document)
    case .string, .key: Self.hash(document.keyText(node, in: source.bytes), seed: 1)
    case .number: number(document[node])
    case .true: 2
    case .false: 3
    case .null: 4
    }
  }

  /// Of duplicate keys the last counts, as in every reader of JSON.
  private func object(_ node: Int, of document: JSONDocument) -> UInt64 {
    var members: [UInt64: UInt64] = [:]
    let end = document[node].next
    var key = node + 1
    while key < end {
      members[value(key, of: document)] = value(key + 1, of: document)
      key = document[key + 1].next
    }
    let sum = members.reduce(UInt64(5)) { $0 &+ Self.hash([$1.key, $1.value], seed: 6) }
    return Self.hash([sum], seed: 7)
  }

  private func array(_ node: Int, of document: JSONDocument) -> UInt64 {
    var elements: [UInt64] = []
    let end = document[node].next
    var element = node + 1
    while element < end {
      elements.append(value(element, of: document))
      element = document[element].next
    }
    return Self.hash(elements, seed: 8)
  }

  /// Integers are digested by value, others as doubles, and integers beyond 64 bits by their digits.
  private func number(_ node: JSONNode) -> UInt64 {
    let text = String(decoding: source.bytes[node.start..<node.end], as: UTF8.self)
    if let whole = Int64(text) { return Self.hash([whole], seed: 9) }
    let isWhole = text.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2d }
    guard !isWhole, let double = Double(text), double.isFinite else {
      return Self.hash(Array(text.utf8), seed: 10)
    }
    if let whole = Int64(exactly: double) { return Self.hash([whole], seed: 9) }
    return Self.hash([double], seed: 11)
  }

  private static func hash<Element>(_ elements: [Element], seed: UInt64) -> UInt64 {
    elements.withUnsafeBytes { XXH3_64bits_withSeed($0.baseAddress, $0.count, seed) }
  }
}
