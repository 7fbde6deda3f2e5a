import Events
import SQLite

/// How an object or array of an event is handed on: a BLOB of this mark and its compact JSON.
///
/// `insights_output` shows it; to all else it is missing.
enum InnerNode {
  static let mark = UInt8(ascii: "j")
}

/// Values inside JSON texts, by flattened field name.
@safe
final class JSONField {
  private let parser = JSONParser()
  private var text = ByteBuffer(capacity: 8192)

  /// Hands the value of a field to a function's result: text, number, boolean as Insights encodes it, an inner node
  /// as ``InnerNode`` says, NULL for `null` and where the field is missing.
  func value(
    of name: [UInt8], in json: UnsafeRawBufferPointer, to result: borrowing FunctionContext
  ) {
    text.removeAll()
    text.reserve(json.count + JSONParser.padding)
    text.append(json)
    let source = text.bytes
    guard let document = try? parser.parse(source),
      let node = document.find(name, in: source)
    else { return result.returnNull() }
    let value = document[node]
    let bytes = UnsafeRawBufferPointer(rebasing: source[value.start..<value.end])
    switch value.kind {
    case .string: document.keyText(node, in: source).withUnsafeBytes { result.returnText($0) }
    case .number: Self.returnNumber(bytes, to: result)
    case .true: Self.returnBoolean(true, to: result)
    case .false: Self.returnBoolean(false, to: result)
    case .null, .key: result.returnNull()
    case .object, .array:
      if value.next == node + 1 { return result.returnNull() }
      Self.compact(document, node, source).withUnsafeBytes { result.returnBlob($0) }
    }
  }

  private static func returnNumber(
    _ bytes: UnsafeRawBufferPointer, to result: borrowing FunctionContext
  ) {
    if let whole = DecimalText.canonical(bytes) ?? DecimalText.wholeNumber(bytes) {
      result.returnInteger(whole)
    } else if let real = Double(String(decoding: bytes, as: UTF8.self)), real.isFinite {
      result.returnReal(real)
    } else {
      result.returnText(bytes)
    }
  }

  /// Booleans are a BLOB, as the compiler's functions read them.
  private static func returnBoolean(_ value: Bool, to result: borrowing FunctionContext) {
    let text: [UInt8] = [UInt8(ascii: "b"), UInt8(ascii: value ? "1" : "0")]
    text.withUnsafeBytes { result.returnBlob($0) }
  }

  /// The mark, and the source text of a node without white space between its tokens.
  private static func compact(
    _ document: JSONDocument, _ node: Int, _ source: UnsafeRawBufferPointer
  ) -> [UInt8] {
    var out = [InnerNode.mark]
    var inString = false
    var isEscaped = false
    for byte in source[document[node].start..<document[node].end] {
      if !inString, byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 { continue }
      out.append(byte)
      if isEscaped {
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = inString
      } else if byte == UInt8(ascii: "\"") {
        inString.toggle()
      }
    }
    return out
  }
}
