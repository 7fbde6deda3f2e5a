import JSON

/// A JSON value of a request.
enum RequestValue: Equatable {
  case null
  case boolean(Bool)
  /// A whole number that fits in 64 bits.
  case integer(Int64)
  /// Any other number.
  case real(Double)
  case text(String)
  case array([RequestValue])
  case object([String: RequestValue])

  /// Parses a text; nil if it is not JSON.
  ///
  /// Of members with the same name the last one counts.
  static func parse(_ text: [UInt8]) -> RequestValue? {
    text.withUnsafeBytes { bytes in
      let reader = JSONReader()
      guard let document = reader.read(bytes) else { return nil }
      return RequestValue(document, 0, reader.source)
    }
  }

  private init(_ document: JSONDocument, _ node: Int, _ source: UnsafeRawBufferPointer) {
    switch document[node].kind {
    case .null: self = .null
    case .true: self = .boolean(true)
    case .false: self = .boolean(false)
    case .number: self = Self.number(document.bytes(of: node, in: source))
    case .string, .key:
      self = .text(String(decoding: document.keyText(node, in: source), as: UTF8.self))
    case .array:
      self = .array(
        document.children(of: node).map { RequestValue(document, $0, source) })
    case .object:
      var members: [String: RequestValue] = [:]
      for key in document.children(of: node) {
        let name = String(decoding: document.keyText(key, in: source), as: UTF8.self)
        members[name] = RequestValue(document, key + 1, source)
      }
      self = .object(members)
    }
  }

  private static func number(_ bytes: UnsafeRawBufferPointer) -> RequestValue {
    let text = String(decoding: bytes, as: UTF8.self)
    return Int64(text).map(RequestValue.integer) ?? .real(Double(text) ?? 0)
  }

  /// The value as error messages show it.
  var shown: String {
    switch self {
    case .null: "null"
    case .boolean(let value): "\(value)"
    case .integer(let value): "\(value)"
    case .real(let value): "\(value)"
    case .text(let text): text
    case .array(let elements): "[" + elements.map(\.shown).joined(separator: ", ") + "]"
    case .object: "{…}"
    }
  }
}
