import Events
import LogsInsights
import SQLite

/// Maps and lists as values of a query: a BLOB of this mark and their compact JSON.
enum Structure {
  static let mark = UInt8(ascii: "m")

  /// The JSON of a map or list; nil for every other value.
  static func json(
    at index: Int, of arguments: borrowing FunctionArguments
  ) -> UnsafeRawBufferPointer? {
    marked(mark, at: index, of: arguments)
  }

  /// The JSON of an array of the event, a list, or a text, which may be none.
  static func array(
    at index: Int, of arguments: borrowing FunctionArguments
  ) -> UnsafeRawBufferPointer? {
    if arguments.type(at: index) == .text { return arguments.unsafeBytes(at: index) }
    return marked(mark, at: index, of: arguments)
      ?? marked(InnerNode.mark, at: index, of: arguments)
  }

  /// What stands behind the mark of a BLOB.
  static func marked(
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

extension FunctionContext {
  /// Returns a value of a document as the language sees it, an object or array behind a mark.
  func returnJSON(
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

  /// Booleans are a BLOB, as the compiler's functions read them.
  func returnFlag(_ value: Bool) {
    let text: [UInt8] = [UInt8(ascii: "b"), UInt8(ascii: value ? "1" : "0")]
    text.withUnsafeBytes { returnBlob($0) }
  }
}
