import JSON

/// A value of an event to which a condition can be applied.
public enum PatternValue: Hashable, Sendable {
  /// A string as UTF-8, its escapes resolved.
  case string([UInt8])
  case number(PatternNumber)
  case boolean(Bool)
  case null

  /// Calls `body` with the value in the form that conditions use.
  func withScalar<Result>(_ body: (EventScalar) -> Result) -> Result {
    switch self {
    case .string(let text): text.withUnsafeBytes { body(.string($0)) }
    case .number(let number):
      number.text.withUnsafeBytes { body(.number($0, comparable: number.comparable)) }
    case .boolean(let value): body(.boolean(value))
    case .null: body(.null)
    }
  }
}

/// A value of an event in place: nothing is copied.
enum EventScalar {
  case string(UnsafeRawBufferPointer)
  case number(UnsafeRawBufferPointer, comparable: Double?)
  case boolean(Bool)
  case null
}

extension JSONDocument {
  /// Calls `body` with a value that is neither object nor array; `scratch` receives a string that has escapes.
  func withScalar<Result>(
    _ node: Int, in source: UnsafeRawBufferPointer, scratch: ByteBuffer,
    _ body: (EventScalar) -> Result
  ) -> Result {
    switch self[node].kind {
    case .string, .key: body(.string(stringText(node, in: source, scratch: scratch)))
    case .number:
      {
        let text = bytes(of: node, in: source)
        return body(.number(text, comparable: PatternNumber.comparable(text)))
      }()
    case .true: body(.boolean(true))
    case .false: body(.boolean(false))
    case .null, .object, .array: body(.null)
    }
  }

  /// The text of a string or key: a part of the source, or of `scratch` if it has escapes.
  func stringText(
    _ node: Int, in source: UnsafeRawBufferPointer, scratch: ByteBuffer
  ) -> UnsafeRawBufferPointer {
    let inner = UnsafeRawBufferPointer(
      rebasing: source[(self[node].start + 1)..<(self[node].end - 1)])
    guard self[node].isEscaped else { return inner }
    scratch.removeAll()
    JSONString.unescape(inner, into: scratch)
    return scratch.bytes
  }
}
