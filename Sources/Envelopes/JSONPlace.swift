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

  /// The names of an object's members; those with underscores also as AWS writes them: `resource_logs` and
  /// `resourceLogs`.
  var members: Set<String> {
    var names: Set<String> = []
    forEachMember { name, _ in
      names.insert(name)
      if name.utf8.contains(UInt8(ascii: "_")) { names.insert(name.inCamelCase) }
    }
    return names
  }

  /// The member of an object, or a deeper value, at a path with dots, also where SDKs write its keys with capitals or
  /// underscores; of duplicate keys the last.
  func member(_ path: String) -> JSONPlace? {
    let found =
      find(path) ?? find(path.inPascalCase) ?? (path.isInCamelCase ? find(path.inSnakeCase) : nil)
    return found.map { JSONPlace(document, $0, source) }
  }

  private func find(_ path: String) -> Int? {
    document.find(path.utf8, from: node, in: source, isTopLevel: false)
  }

  /// The value of an object with one member; nil for any other value.
  var onlyMember: JSONPlace? {
    let end = document[node].next
    guard kind == .object, node + 1 < end, document[node + 2].next == end else { return nil }
    return JSONPlace(document, node + 2, source)
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

  /// A name with underscores as AWS writes it: `logStreamName` for `log_stream_name`.
  fileprivate var inCamelCase: String {
    let words = split(separator: "_", omittingEmptySubsequences: false)
    return String(words[0])
      + words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }

  fileprivate var isInCamelCase: Bool { utf8.dropFirst().contains { (0x41...0x5a).contains($0) } }

  /// A path with underscores between the words of each key: `log_stream_name`.
  fileprivate var inSnakeCase: String {
    reduce(into: "") { text, character in
      if character.isUppercase, !text.isEmpty, text.last != "." { text += "_" }
      text += character.lowercased()
    }
  }
}
