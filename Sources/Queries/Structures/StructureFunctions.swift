import Events
import LogsInsights
import Patterns
import SQLite

/// The SQL functions of maps and lists, made known to SQLite.
enum StructureFunctions {
  static func register(on connection: Connection) throws(SQLiteError) {
    for function in StructureFunction.allCases {
      // Each one keeps the text that it read last: several calls ask about one.
      let reader = JSONReader()
      try connection.createFunction(
        name: function.rawValue, argumentCount: Int32(function.argumentCount),
        workBytes: workBytes
      ) { arguments, result in
        guard !arguments.isNull(at: 0) else { return result.returnNull() }
        try call(function, arguments, result, reader)
      }
    }
  }

  /// Pieces, matches and the nodes of JSON: a place in a list for every other byte.
  private static let workBytes = 24

  private static func call(
    _ function: StructureFunction, _ arguments: borrowing FunctionArguments,
    _ result: borrowing FunctionContext, _ reader: JSONReader
  ) throws {
    switch function {
    case .parse: parse(arguments, result, reader)
    case .logfmt: structure(result) { LogfmtText.append(arguments.unsafeBytes(at: 0), to: &$0) }
    case .csv: structure(result) { CSVText.append(arguments.unsafeBytes(at: 0), to: &$0) }
    case .split: split(arguments, result)
    case .member: member(arguments, result, reader)
    case .stringify: stringify(arguments, result)
    case .size: size(arguments, result, reader)
    case .contains: contains(arguments, result, reader)
    case .elements: elements(arguments, result, reader)
    case .arrayElements: arrayElements(arguments, result, reader)
    case .element: element(arguments, result, reader)
    case .matches: try matches(arguments, result)
    }
  }

  /// Returns a map or list whose JSON the body writes.
  private static func structure(
    _ result: borrowing FunctionContext, _ write: (inout [UInt8]) -> Void
  ) {
    var bytes = [Structure.mark]
    write(&bytes)
    bytes.withUnsafeBytes { result.returnBlob($0) }
  }
}

// MARK: - Making maps and lists

extension StructureFunctions {
  private static func parse(
    _ arguments: borrowing FunctionArguments, _ result: borrowing FunctionContext,
    _ reader: JSONReader
  ) {
    guard let document = reader.read(arguments.unsafeBytes(at: 0)),
      document[0].kind == .object || document[0].kind == .array
    else { return result.returnNull() }
    result.returnJSON(0, of: document, in: reader.source, mark: Structure.mark)
  }

  private static func split(
    _ arguments: borrowing FunctionArguments, _ result: borrowing FunctionContext
  ) {
    guard !arguments.isNull(at: 1) else { return result.returnNull() }
    let text = arguments.unsafeBytes(at: 0)
    let pieces = SplitText.pieces(of: text, between: arguments.unsafeBytes(at: 1))
    structure(result) { out in
      CompactJSON.append(list: pieces, to: &out) { CompactJSON.append(string: $0, to: &$1) }
    }
  }

  private static func matches(
    _ arguments: borrowing FunctionArguments, _ result: borrowing FunctionContext
  ) throws {
    guard !arguments.isNull(at: 1) else { return result.returnNull() }
    let pattern = try result.cached(at: 1) { try Pattern(arguments.string(at: 1) ?? "") }
    let text = arguments.unsafeBytes(at: 0)
    let matches = try AllMatches.groups(of: pattern, in: text)
    guard !matches.isEmpty else { return result.returnNull() }
    var out: [UInt8] = []
    CompactJSON.append(list: matches, to: &out) { groups, out in
      var list: [UInt8] = []
      CompactJSON.append(list: groups, to: &list) { group, list in
        if let group {
          CompactJSON.append(string: UnsafeRawBufferPointer(rebasing: text[group]), to: &list)
        } else {
          list.append(contentsOf: "null".utf8)
        }
      }
      list.withUnsafeBytes { CompactJSON.append(string: $0, to: &out) }
    }
    out.withUnsafeBytes { result.returnText($0) }
  }
}

// MARK: - Reading maps and lists

extension StructureFunctions {
  private static func member(
    _ arguments: borrowing FunctionArguments, _ result: borrowing FunctionContext,
    _ reader: JSONReader
  ) {
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

  private static func stringify(
    _ arguments: borrowing FunctionArguments, _ result: borrowing FunctionContext
  ) {
    guard let json = Structure.json(at: 0, of: arguments) else { return result.returnNull() }
    result.returnText(json)
  }

  private static func size(
    _ arguments: borrowing FunctionArguments, _ result: borrowing FunctionContext,
    _ reader: JSONReader
  ) {
    guard let document = array(arguments, reader) else { return result.returnNull() }
    result.returnInteger(Int64(document.children(of: 0).count))
  }

  private static func contains(
    _ arguments: borrowing FunctionArguments, _ result: borrowing FunctionContext,
    _ reader: JSONReader
  ) {
    guard !arguments.isNull(at: 1) else { return result.returnNull() }
    guard let document = array(arguments, reader) else { return result.returnBoolean(false) }
    let wanted = arguments.dynamicValue(at: 1)
    let isThere = document.children(of: 0).contains { node in
      isEqual(node, of: document, in: reader.source, to: wanted)
    }
    result.returnBoolean(isThere)
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

  /// The document of a list, or of a text that is an array.
  private static func array(
    _ arguments: borrowing FunctionArguments, _ reader: JSONReader
  ) -> JSONDocument? {
    guard let json = Structure.array(at: 0, of: arguments), let document = reader.read(json),
      document[0].kind == .array
    else { return nil }
    return document
  }
}

// MARK: - Rows of elements

extension StructureFunctions {
  private static func elements(
    _ arguments: borrowing FunctionArguments, _ result: borrowing FunctionContext,
    _ reader: JSONReader
  ) {
    if let json = Structure.json(at: 0, of: arguments) {
      guard let document = reader.read(json) else { return result.returnNull() }
      let nodes = document[0].kind == .array ? document.children(of: 0) : [0]
      return returnTexts(of: nodes, in: document, reader, result)
    }
    guard let json = scalarJSON(arguments.dynamicValue(at: 0)) else { return result.returnNull() }
    var out: [UInt8] = []
    CompactJSON.append(list: [json], to: &out) { json, out in
      json.withUnsafeBytes { CompactJSON.append(string: $0, to: &out) }
    }
    out.withUnsafeBytes { result.returnText($0) }
  }

  private static func arrayElements(
    _ arguments: borrowing FunctionArguments, _ result: borrowing FunctionContext,
    _ reader: JSONReader
  ) {
    guard let document = array(arguments, reader) else { return result.returnNull() }
    returnTexts(of: document.children(of: 0), in: document, reader, result)
  }

  private static func element(
    _ arguments: borrowing FunctionArguments, _ result: borrowing FunctionContext,
    _ reader: JSONReader
  ) {
    guard let document = reader.read(arguments.unsafeBytes(at: 0)) else {
      return result.returnNull()
    }
    result.returnJSON(0, of: document, in: reader.source, mark: Structure.mark)
  }

  private static func returnTexts(
    of nodes: [Int], in document: JSONDocument, _ reader: JSONReader,
    _ result: borrowing FunctionContext
  ) {
    var out: [UInt8] = []
    CompactJSON.append(list: nodes, to: &out) { node, out in
      CompactJSON.append(string: document.bytes(of: node, in: reader.source), to: &out)
    }
    out.withUnsafeBytes { result.returnText($0) }
  }

  /// A value that is no map or list as JSON; nil for a missing one.
  private static func scalarJSON(_ value: DynamicValue) -> [UInt8]? {
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
