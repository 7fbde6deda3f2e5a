package import JSON
import LogsInsights
package import SQLite

/// Maps and lists as values of a query: a BLOB of this mark and their compact JSON.
enum Structure {
  static let mark = UInt8(ascii: "m")

  /// The JSON of a map or list; nil for every other value.
  static func json(
    at index: Int, of arguments: borrowing FunctionArguments
  ) -> UnsafeRawBufferPointer? {
    marked(mark, at: index, of: arguments)
  }

  /// The document of a list, an array of the event, or a text that is an array as JSON.
  static func list(
    at index: Int, of arguments: borrowing FunctionArguments, _ reader: JSONReader
  ) -> JSONDocument? {
    let json =
      arguments.text(at: index) ?? json(at: index, of: arguments)
      ?? InnerNode.json(at: index, of: arguments)
    guard let json, let document = reader.read(json), document[0].kind == .array else {
      return nil
    }
    return document
  }

  /// What follows the mark of a BLOB.
  fileprivate static func marked(
    _ mark: UInt8, at index: Int, of arguments: borrowing FunctionArguments
  ) -> UnsafeRawBufferPointer? {
    guard arguments.type(at: index) == .blob else { return nil }
    let bytes = arguments.unsafeBytes(at: index)
    guard bytes.first == mark else { return nil }
    return UnsafeRawBufferPointer(rebasing: bytes.dropFirst())
  }

  /// The node that a path reaches from the first one.
  static func node(
    _ path: ValuePath, in document: JSONDocument, _ source: UnsafeRawBufferPointer
  ) -> Int? {
    var node = 0
    for step in path.steps {
      let value = document[node]
      switch (step, value.kind) {
      case (.name(let name), .object):
        let key = document.children(of: node).first {
          document.keyText($0, in: source).elementsEqual(name.utf8)
        }
        guard let key else { return nil }
        node = key + 1
      case (.index(let index), .array):
        let elements = document.children(of: node)
        guard elements.indices.contains(index) else { return nil }
        node = elements[index]
      default: return nil
      }
    }
    return node
  }
}

/// Objects and arrays of an event: a BLOB of this mark and their compact JSON.
///
/// They are shown where they stand, and missing for everything else.
package enum InnerNode {
  package static let mark = UInt8(ascii: "j")

  /// The JSON of an inner node; nil for every other value.
  static func json(
    at index: Int, of arguments: borrowing FunctionArguments
  ) -> UnsafeRawBufferPointer? {
    Structure.marked(mark, at: index, of: arguments)
  }
}

extension FunctionContext {
  /// Returns a value of a document as the language sees it, an object or array after a mark.
  package func returnJSON(
    _ node: Int, of document: JSONDocument, in source: UnsafeRawBufferPointer, mark: UInt8
  ) {
    let bytes = document.bytes(of: node, in: source)
    switch document[node].kind {
    case .string: document.keyText(node, in: source).withUnsafeBytes { returnText($0) }
    case .number: returnNumber(bytes)
    case .true: returnFlag(true)
    case .false: returnFlag(false)
    case .null, .key: returnNull()
    case .object, .array:
      var compact = [mark]
      CompactJSON.append(bytes, to: &compact)
      compact.withUnsafeBytes { returnBlob($0) }
    }
  }

  private func returnNumber(_ bytes: UnsafeRawBufferPointer) {
    if let whole = DecimalText.canonical(bytes) ?? DecimalText.wholeNumber(bytes) {
      returnInteger(whole)
    } else if let real = Double(String(decoding: bytes, as: UTF8.self)), real.isFinite {
      returnReal(real)
    } else {
      returnText(bytes)
    }
  }
}
