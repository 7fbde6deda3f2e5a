import CSimdJSON

/// Parses single JSON documents; values know their positions in the source text.
@safe
public struct JSONParser: ~Copyable {
  private let parser: OpaquePointer

  public init() {
    guard let parser = csj_parser_create() else { preconditionFailure("no memory for a parser") }
    self.parser = parser
  }

  deinit { csj_parser_destroy(parser) }

  /// The number of readable bytes that must follow a text.
  public static var padding: Int { csj_padding() }

  /// Parses a text that is followed by `padding` readable bytes.
  ///
  /// The document is valid until the next call.
  ///
  /// - Throws: `JSONError` with the parser's message.
  public borrowing func parse(_ text: UnsafeRawBufferPointer) throws(JSONError) -> JSONDocument {
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

/// The error for a text that is not JSON.
public struct JSONError: Error, Equatable {
  public let sentence: String
}
