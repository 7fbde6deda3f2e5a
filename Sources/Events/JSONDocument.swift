import CSimdJSON

/// A parser of single JSON documents whose values know where they stand in the source text.
@safe
package struct JSONParser: ~Copyable {
  private let parser: OpaquePointer

  package init() {
    guard let parser = csj_parser_create() else { preconditionFailure("no memory for a parser") }
    self.parser = parser
  }

  deinit { csj_parser_destroy(parser) }

  /// How many readable bytes must follow a text.
  package static var padding: Int { csj_padding() }

  /// Parses a text that is followed by `padding` readable bytes.
  ///
  /// The document lives until the next call.
  ///
  /// - Throws: `JSONError` with the parser's sentence.
  package borrowing func parse(_ text: UnsafeRawBufferPointer) throws(JSONError) -> JSONDocument {
    var nodes: UnsafePointer<csj_node>?
    var count = 0
    let start = text.baseAddress?.assumingMemoryBound(to: CChar.self)
    let error = csj_parse(parser, start, text.count, &nodes, &count)
    guard error == 0, let nodes, count > 0 else {
      throw JSONError(sentence: error == 0 ? "no value" : String(cString: csj_error_message(error)))
    }
    return JSONDocument(nodes: nodes, count: count)
  }
}

/// A text is not JSON.
package struct JSONError: Error, Equatable {
  package let sentence: String
}

/// The values of a document in source order. An object is followed by key, value, key, value …
@safe
package struct JSONDocument {
  private let nodes: UnsafePointer<csj_node>
  package let count: Int

  fileprivate init(nodes: UnsafePointer<csj_node>, count: Int) {
    self.nodes = nodes
    self.count = count
  }

  @inline(__always)
  package subscript(index: Int) -> JSONNode { JSONNode(node: nodes[index]) }
}

/// One value or key.
package struct JSONNode {
  fileprivate let node: csj_node

  package enum Kind: UInt8 {
    case object, array, string, number, `true`, `false`, null, key
  }

  @inline(__always)
  package var kind: Kind { Kind(rawValue: node.kind) ?? .null }
  /// Byte range in the source text, quotes and brackets included.
  @inline(__always)
  package var start: Int { Int(node.start) }
  @inline(__always)
  package var end: Int { Int(node.end) }
  /// Index of the node after this one and all that it holds.
  @inline(__always)
  package var next: Int { Int(node.next) }
  /// Whether a string or key holds a backslash.
  @inline(__always)
  package var isEscaped: Bool { node.escaped != 0 }
}
