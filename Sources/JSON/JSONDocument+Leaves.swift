extension JSONDocument {
  /// Calls `body` with the flattened name and the node of each value that is neither object nor array.
  ///
  /// Of values with the same name the first in the document counts, and of equal keys the last; `null` does not count.
  package func forEachLeaf(
    in source: UnsafeRawBufferPointer, isEvent: Bool = true, _ body: ([UInt8], Int) -> Void
  ) {
    var named: Set<[UInt8]> = []
    visit(0, [], in: source, isEvent: isEvent) { name, node in
      let kind = self[node].kind
      let isNested = kind == .object || kind == .array
      guard kind != .null, named.insert(name).inserted, !isNested else { return }
      body(name, node)
    }
  }

  private func visit(
    _ node: Int, _ name: [UInt8], in source: UnsafeRawBufferPointer, isEvent: Bool,
    _ body: ([UInt8], Int) -> Void
  ) {
    let isRoot = node == 0
    if !isRoot { body(name, node) }
    let prefix = isRoot ? [] : name + [UInt8(ascii: ".")]
    switch self[node].kind {
    case .object:
      for (key, value) in members(of: node, in: source) {
        let isAt = isRoot && isEvent && key.first == UInt8(ascii: "@")
        let segment = isAt ? [UInt8(ascii: "@")] + key : key
        visit(value, prefix + segment, in: source, isEvent: isEvent, body)
      }
    case .array:
      var element = node + 1
      var position = 0
      while element < self[node].next {
        visit(
          element, prefix + Array(String(position).utf8), in: source, isEvent: isEvent, body)
        position += 1
        element = self[element].next
      }
    default: break
    }
  }

  /// The members of an object in order, except those whose key occurs again later.
  private func members(
    of object: Int, in source: UnsafeRawBufferPointer
  ) -> [(key: [UInt8], value: Int)] {
    var members: [(key: [UInt8], value: Int)] = []
    var last: [[UInt8]: Int] = [:]
    var key = object + 1
    while key < self[object].next {
      let text = keyText(key, in: source)
      last[text] = key + 1
      members.append((text, key + 1))
      key = self[key + 1].next
    }
    return members.filter { last[$0.key] == $0.value }
  }
}
