import JSON
import LogsInsights
import SQLite

// MARK: - Reading maps and lists

extension SQLFunction {
  /// `(value, path)`: what a `ValuePath` reaches in a map or list.
  static let member = reading("insights_member", 2) { arguments, result, reader in
    let path = result.cached(at: 1) { CachedPath(arguments.string(at: 1) ?? "") }.path
    guard let json = Structure.json(at: 0, of: arguments), let document = reader.read(json),
      let node = Structure.node(path, in: document, reader.source)
    else { return result.returnNull() }
    result.returnJSON(node, of: document, in: reader.source, mark: Structure.mark)
  }

  private final class CachedPath {
    let path: ValuePath

    init(_ text: String) {
      path = ValuePath(text: text)
    }
  }

  /// `(value)`: the JSON of a map or list; NULL for everything else.
  static let jsonText = SQLFunction("insights_json_text") { arguments, result in
    guard let json = Structure.json(at: 0, of: arguments) else { return result.returnNull() }
    result.returnText(json)
  }

  /// `(value)`: how many elements a list has, or a text that is one as JSON; NULL for everything
  /// else.
  static let jsonSize = reading("insights_json_size") { arguments, result, reader in
    let document = Structure.list(at: 0, of: arguments, reader)
    result.returnInteger((document?.children(of: 0).count).map { Int64($0) })
  }

  /// `(value, element)`: 1 if a list, or a text that is one as JSON, has an equal element, else 0.
  static let jsonContains = reading("insights_json_contains", 2) { arguments, result, reader in
    guard let document = Structure.list(at: 0, of: arguments, reader) else {
      return result.returnBoolean(false)
    }
    let wanted = arguments[1]
    result.returnBoolean(
      document.children(of: 0).contains { node in
        isEqual(node, of: document, in: reader.source, to: wanted)
      })
  }

  private static func isEqual(
    _ node: Int, of document: JSONDocument, in source: UnsafeRawBufferPointer,
    to wanted: DynamicValue
  ) -> Bool {
    switch document[node].kind {
    case .true: return DynamicValue.equals(.boolean(true), wanted) == true
    case .false: return DynamicValue.equals(.boolean(false), wanted) == true
    case .number:
      let number = DynamicValue.number(in: document.bytes(of: node, in: source))
      return DynamicValue.equals(number, wanted) == true
    case .string:
      return document.keyText(node, in: source).withUnsafeBytes {
        DynamicValue.equals(.text($0), wanted) == true
      }
    default: return false
    }
  }
}

// MARK: - Rows of elements

extension SQLFunction {
  /// `(value)`: the elements of a list as a JSON array of strings of JSON; any other value is the
  /// only element.
  static let elements = reading("insights_elements") { arguments, result, reader in
    if let json = Structure.json(at: 0, of: arguments) {
      guard let document = reader.read(json) else { return result.returnNull() }
      let nodes = document[0].kind == .array ? document.children(of: 0) : [0]
      return result.returnText(texts(of: nodes, in: document, reader))
    }
    guard let json = json(of: arguments[0]) else { return result.returnNull() }
    var out: [UInt8] = []
    CompactJSON.append(list: [json], to: &out) { json, out in
      json.withUnsafeBytes { CompactJSON.append(string: $0, to: &out) }
    }
    result.returnText(out)
  }

  /// `(value)`: the same for a list, an array of the event, and a text that is an array as JSON;
  /// NULL for everything else.
  static let arrayElements = reading("insights_array_elements") { arguments, result, reader in
    guard let document = Structure.list(at: 0, of: arguments, reader) else {
      return result.returnNull()
    }
    result.returnText(texts(of: document.children(of: 0), in: document, reader))
  }

  /// `(text)`: a value from its JSON text.
  static let element = reading("insights_element") { arguments, result, reader in
    guard let document = reader.read(arguments.unsafeBytes(at: 0)) else {
      return result.returnNull()
    }
    result.returnJSON(0, of: document, in: reader.source, mark: Structure.mark)
  }

  private static func texts(
    of nodes: [Int], in document: JSONDocument, _ reader: JSONReader
  ) -> [UInt8] {
    var out: [UInt8] = []
    CompactJSON.append(list: nodes, to: &out) { node, out in
      CompactJSON.append(string: document.bytes(of: node, in: reader.source), to: &out)
    }
    return out
  }

  /// A value that is neither a map nor a list as JSON; nil for a missing one.
  private static func json(of value: DynamicValue) -> [UInt8]? {
    switch value {
    case .missing: return nil
    case .integer, .real: return value.printed
    case .boolean(let value): return Array((value ? "true" : "false").utf8)
    case .text, .timestamp:
      var out: [UInt8] = []
      value.printed.withUnsafeBytes { CompactJSON.append(string: $0, to: &out) }
      return out
    }
  }
}
