import LogsInsights
import SQLite

extension FunctionContext {
  /// Returns a number; NULL if it is not finite, or not a number.
  func returnNumber(_ number: DynamicValue) {
    switch number {
    case .integer(let value): returnInteger(value)
    case .real(let value) where value.isFinite: returnReal(value)
    default: returnNull()
    }
  }

  func returnInteger(_ value: Int64?) {
    if let value { returnInteger(value) } else { returnNull() }
  }

  /// Returns 1 or 0, NULL for nil.
  func returnTruth(_ value: Bool?) {
    if let value { returnBoolean(value) } else { returnNull() }
  }

  /// Returns a copy of a text given as UTF-8; NULL for nil.
  func returnText(_ bytes: [UInt8]?) {
    if let bytes { bytes.withUnsafeBytes { returnText($0) } } else { returnNull() }
  }

  /// Returns bytes as text, what is not UTF-8 in them as U+FFFD; NULL for nil.
  func returnText(repairing bytes: [UInt8]?) {
    if let bytes { returnText(String(decoding: bytes, as: UTF8.self)) } else { returnNull() }
  }

  /// Returns a boolean whose type the value shows, as ``DynamicValue`` reads it.
  func returnFlag(_ value: Bool) {
    let text: [UInt8] = [UInt8(ascii: "b"), UInt8(ascii: value ? "1" : "0")]
    text.withUnsafeBytes { returnBlob($0) }
  }
}
