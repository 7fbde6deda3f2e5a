public import CSimdJSON

/// The values of a document in source order. An object is followed by key, value, key, value …
///
/// Public because the compiler does not inline declarations with package access into other modules.
@safe
public struct JSONDocument {
  @usableFromInline let nodes: UnsafePointer<csj_node>
  public let count: Int

  init(nodes: UnsafePointer<csj_node>, count: Int) {
    self.nodes = nodes
    self.count = count
  }

  @inlinable
  public subscript(index: Int) -> JSONNode { JSONNode(nodes[index]) }
}

/// One value or key.
public struct JSONNode {
  @usableFromInline let node: csj_node

  @inlinable
  init(_ node: csj_node) { self.node = node }

  @frozen
  public enum Kind: UInt8 {
    case object, array, string, number, `true`, `false`, null, key
  }

  @inlinable
  public var kind: Kind { Kind(rawValue: node.kind) ?? .null }
  /// Byte range in the source text, quotes and brackets included.
  @inlinable
  public var start: Int { Int(node.start) }
  @inlinable
  public var end: Int { Int(node.end) }
  /// The index of the node after this one and everything in it.
  @inlinable
  public var next: Int { Int(node.next) }
  /// Whether a string or key contains a backslash.
  @inlinable
  public var isEscaped: Bool { node.escaped != 0 }
}
