import JSON

/// Follows a path through the outline of one shape.
struct ShapeSearch {
  let document: JSONDocument
  let source: UnsafeRawBufferPointer

  /// What stands at the path.
  enum Hit {
    case text([UInt8])
    case boolean(Bool)
    case inner
    /// A hole, and the rest of the path inside what fills it.
    case hole(String, rest: [UInt8])
    /// No member has the name, but these holes hold whole members.
    case members([String], rest: [UInt8])
  }

  /// Looks for the rest of a path from a node downwards.
  func find(_ path: [UInt8], from node: Int, isTopLevel: Bool) -> Hit? {
    if document[node].kind == .string {
      let text = document.keyText(node, in: source)
      if text.first == ShapeOutline.mark {
        return .hole(String(decoding: text.dropFirst(), as: UTF8.self), rest: path)
      }
      return path.isEmpty ? .text(text) : nil
    }
    guard !path.isEmpty else { return leaf(node) }
    switch document[node].kind {
    case .object: return findMember(path, of: node, isTopLevel: isTopLevel)
    case .array: return findElement(path, of: node)
    default: return nil
    }
  }

  private func leaf(_ node: Int) -> Hit? {
    switch document[node].kind {
    case .true: .boolean(true)
    case .false: .boolean(false)
    case .object, .array: .inner
    default: nil
    }
  }

  private func findMember(_ path: [UInt8], of object: Int, isTopLevel: Bool) -> Hit? {
    var holes: [String] = []
    var hit: (key: [UInt8], hit: Hit)?
    var key = object + 1
    while key < document[object].next {
      var text = document.keyText(key, in: source)
      let isHole = text.first == ShapeOutline.mark
      if isHole { holes.append(String(decoding: text.dropFirst(), as: UTF8.self)) }
      if isTopLevel, text.first == UInt8(ascii: "@") { text.insert(UInt8(ascii: "@"), at: 0) }
      // The first name in the document is meant, of equal keys the last value.
      if !isHole, hit == nil || hit?.key == text, let rest = Self.rest(of: path, after: text) {
        let found = find(rest, from: key + 1, isTopLevel: false)
        if let found { hit = (text, found) } else if hit?.key == text { hit = nil }
      }
      key = document[key + 1].next
    }
    if let hit { return hit.hit }
    return holes.isEmpty ? nil : .members(holes, rest: path)
  }

  private func findElement(_ path: [UInt8], of array: Int) -> Hit? {
    var element = array + 1
    var position = 0
    while element < document[array].next {
      if let rest = Self.rest(of: path, after: Array(String(position).utf8)) {
        return find(rest, from: element, isTopLevel: false)
      }
      position += 1
      element = document[element].next
    }
    return nil
  }

  private static func rest(of path: [UInt8], after segment: [UInt8]) -> [UInt8]? {
    guard path.starts(with: segment) else { return nil }
    let rest = Array(path.dropFirst(segment.count))
    if rest.isEmpty { return rest }
    return rest.first == UInt8(ascii: ".") ? Array(rest.dropFirst()) : nil
  }
}
