extension JSONDocument {
  /// Finds the value of a flattened field name such as `detail.containers.0.name`, starting from a node.
  ///
  /// Because keys may contain dots, `a.b` may be one key or two; the first match in the document counts, and of equal
  /// keys the last. A top-level key that begins with `@` is named with one more `@`.
  ///
  /// - Returns: the value's node.
  package func find(
    _ name: some Collection<UInt8>, from node: Int = 0, in source: UnsafeRawBufferPointer,
    isTopLevel: Bool = true
  ) -> Int? {
    if name.isEmpty { return node }
    switch self[node].kind {
    case .object: return findMember(name, of: node, in: source, isTopLevel: isTopLevel)
    case .array: return findElement(name, of: node, in: source)
    default: return nil
    }
  }

  private func findMember(
    _ name: some Collection<UInt8>, of object: Int, in source: UnsafeRawBufferPointer,
    isTopLevel: Bool
  ) -> Int? {
    let end = self[object].next
    var key = object + 1
    while key < end {
      let value = key + 1
      var text = keyText(key, in: source)
      if isTopLevel, text.first == UInt8(ascii: "@") { text.insert(UInt8(ascii: "@"), at: 0) }
      if let rest = Self.rest(of: name, after: text), !isOverruled(key, of: object, in: source),
        let found = find(rest, from: value, in: source, isTopLevel: false)
      {
        return found
      }
      key = self[value].next
    }
    return nil
  }

  private func findElement(
    _ name: some Collection<UInt8>, of array: Int, in source: UnsafeRawBufferPointer
  ) -> Int? {
    let end = self[array].next
    var element = array + 1
    var position = 0
    while element < end {
      if let rest = Self.rest(of: name, after: Array(String(position).utf8)) {
        return find(rest, from: element, in: source, isTopLevel: false)
      }
      position += 1
      element = self[element].next
    }
    return nil
  }

  /// The rest of a name after its first segment; nil if it does not begin with the segment.
  private static func rest(
    of name: some Collection<UInt8>, after segment: [UInt8]
  ) -> ArraySlice<UInt8>? {
    guard name.starts(with: segment) else { return nil }
    let rest = ArraySlice(Array(name.dropFirst(segment.count)))
    if rest.isEmpty { return rest }
    return rest.first == UInt8(ascii: ".") ? rest.dropFirst() : nil
  }

  /// Whether a later member of the object has the same key.
  private func isOverruled(
    _ key: Int, of object: Int, in source: UnsafeRawBufferPointer
  ) -> Bool {
    let text = keyText(key, in: source)
    var later = self[key + 1].next
    while later < self[object].next {
      if keyText(later, in: source) == text { return true }
      later = self[later + 1].next
    }
    return false
  }

  /// The text of a key or string with its escapes resolved.
  package func keyText(_ node: Int, in source: UnsafeRawBufferPointer) -> [UInt8] {
    let inner = UnsafeRawBufferPointer(
      rebasing: source[(self[node].start + 1)..<(self[node].end - 1)])
    guard self[node].isEscaped else { return Array(inner) }
    let out = ByteBuffer(capacity: inner.count)
    JSONString.unescape(inner, into: out)
    return Array(out.bytes)
  }
}
