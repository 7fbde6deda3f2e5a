import LogsInsights
import SQLite

extension FunctionArguments {
  /// An argument as a value of the language; strings are borrowed.
  subscript(index: Int) -> DynamicValue {
    switch type(at: index) {
    case .null: .missing
    case .integer: .integer(integer(at: index))
    case .real: .real(real(at: index))
    case .text: .text(unsafeBytes(at: index))
    case .blob: DynamicValue(blob: unsafeBytes(at: index))
    }
  }

  /// The bytes of a text; nil for anything else.
  func text(at index: Int) -> UnsafeRawBufferPointer? {
    type(at: index) == .text ? unsafeBytes(at: index) : nil
  }
}

extension DynamicValue {
  /// Reads a BLOB, which represents values that SQLite has no type for where types differ from row
  /// to row.
  ///
  /// `b1` and `b0` are booleans, `t` and digits are a time in milliseconds, `j` and compact JSON an
  /// inner node of the event, `m` and compact JSON a map or list that the query made. The last two,
  /// and any other BLOB, are missing.
  init(blob: UnsafeRawBufferPointer) {
    switch blob.first {
    case UInt8(ascii: "b") where blob.count == 2:
      self = .boolean(blob[1] == UInt8(ascii: "1"))
    case UInt8(ascii: "t"):
      let digits = UnsafeRawBufferPointer(rebasing: blob.dropFirst())
      guard case .integer(let milliseconds) = Self.number(in: digits) else { fallthrough }
      self = .timestamp(milliseconds)
    default: self = .missing
    }
  }
}
