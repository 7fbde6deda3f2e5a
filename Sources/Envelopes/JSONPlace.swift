import JSON

/// A value of a document together with the text that it was parsed from.
struct JSONPlace {
  let document: JSONDocument
  let node: Int
  let source: UnsafeRawBufferPointer

  init(_ document: JSONDocument, _ node: Int, _ source: UnsafeRawBufferPointer) {
    self.document = document
    self.node = node
    self.source = source
  }

  var kind: JSONNode.Kind { document[node].kind }

  /// The value's own text.
  var bytes: UnsafeRawBufferPointer { document.bytes(of: node, in: source) }

  /// Of a string: what is between its quotes, with escapes.
  var innerBytes: UnsafeRawBufferPointer {
    let bytes = bytes
    return UnsafeRawBufferPointer(rebasing: bytes[1..<(bytes.count - 1)])
  }

  /// Of a string: what it says; nil for any other value.
  var text: [UInt8]? { kind == .string ? document.keyText(node, in: source) : nil }

  /// The same as a string of Swift.
  var string: String? { text.map { String(decoding: $0, as: UTF8.self) } }

  /// The names of an object's members.
  var members: Set<String> {
    var names: Set<String> = []
    forEachMember { name, _ in names.insert(name) }
    return names
  }

  /// The member of an object, or a deeper value, at a path with dots, also where SDKs write its keys with capitals; of
  /// duplicate keys the last.
  func member(_ path: String) -> JSONPlace? {
    let found =
      document.find(path.utf8, from: node, in: source, isTopLevel: false)
      ?? document.find(path.inPascalCase.utf8, from: node, in: source, isTopLevel: false)
    return found.map { JSONPlace(document, $0, source) }
  }

  /// Calls `body` with name and value of each member of an object.
  func forEachMember<E: Error>(_ body: (String, JSONPlace) throws(E) -> Void) throws(E) {
    let end = document[node].next
    var key = node + 1
    while key < end {
      let name = String(decoding: document.keyText(key, in: source), as: UTF8.self)
      try body(name, JSONPlace(document, key + 1, source))
      key = document[key + 1].next
    }
  }

  /// Calls `body` with each element of an array.
  func forEachElement<E: Error>(_ body: (JSONPlace) throws(E) -> Void) throws(E) {
    let end = document[node].next
    var element = node + 1
    while element < end {
      try body(JSONPlace(document, element, source))
      element = document[element].next
    }
  }

  /// The first element of an array; nil if it is empty.
  var firstElement: JSONPlace? {
    node + 1 < document[node].next ? JSONPlace(document, node + 1, source) : nil
  }
}

extension String {
  /// A path with a capital at the beginning of each key: `LogStreamName`.
  var inPascalCase: String {
    split(separator: ".", omittingEmptySubsequences: false)
      .map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined(separator: ".")
  }
}
