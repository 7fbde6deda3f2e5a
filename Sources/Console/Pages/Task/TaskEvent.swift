import JSON

/// A task's event as a tree, each value at its path.
///
/// Of equal keys the last counts, as in queries.
struct TaskEvent {
  /// A value, with what is in it.
  indirect enum Node {
    case object([(key: String, value: Node)])
    case array([Node])
    case text(String)
    /// A number, `true`, `false` or `null`, as it is in the event.
    case word(String)

    /// The member of an object, or the element of an array, of a name.
    subscript(name: String) -> Node? {
      switch self {
      case .object(let members): members.last { $0.key == name }?.value
      case .array(let elements):
        Int(name).flatMap { elements.indices.contains($0) ? elements[$0] : nil }
      case .text, .word: nil
      }
    }

    /// The value as text; nil for lists, objects and `null`.
    var text: String? {
      switch self {
      case .text(let text): text
      case .word(let word): word == "null" ? nil : word
      case .object, .array: nil
      }
    }

    var elements: [Node] { if case .array(let elements) = self { elements } else { [] } }
  }

  /// The event as JSON, as it came.
  let message: String
  /// Nil if it is not JSON.
  let root: Node?

  init(_ message: String) {
    self.message = message
    let reader = JSONReader()
    var text = message
    root = text.withUTF8 { bytes in
      reader.read(UnsafeRawBufferPointer(bytes)).map { Self.node(0, $0, reader.source) }
    }
  }

  /// What is deeper is kept as it is: events nest a few levels, and a thread has a small stack.
  private static let depthMax = 64

  private static func node(
    _ index: Int, _ document: JSONDocument, _ source: UnsafeRawBufferPointer, depth: Int = 0
  ) -> Node {
    guard depth < depthMax else {
      return .word(String(decoding: document.bytes(of: index, in: source), as: UTF8.self))
    }
    return switch document[index].kind {
    case .object:
      .object(
        document.children(of: index).map { key in
          (
            String(decoding: document.keyText(key, in: source), as: UTF8.self),
            node(key + 1, document, source, depth: depth + 1)
          )
        })
    case .array:
      .array(document.children(of: index).map { node($0, document, source, depth: depth + 1) })
    case .string, .key:
      .text(String(decoding: document.keyText(index, in: source), as: UTF8.self))
    case .number, .true, .false, .null:
      .word(String(decoding: document.bytes(of: index, in: source), as: UTF8.self))
    }
  }

  /// The value at a path such as `detail.containers.0.exitCode`.
  subscript(path: String) -> Node? {
    var node = root
    for name in path.split(separator: ".") { node = node?[String(name)] }
    return node
  }

  /// The text at a path.
  func text(_ path: String) -> String? { self[path]?.text }

  var containers: [Node] { self["detail.containers"]?.elements ?? [] }
  var attachments: [Node] { self["detail.attachments"]?.elements ?? [] }
}
