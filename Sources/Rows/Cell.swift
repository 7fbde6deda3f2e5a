/// A value of a row that owns its memory.
package enum Cell: Equatable, Hashable, Sendable {
  /// There is no value.
  case null
  case integer(Int64)
  case real(Double)
  case text(String)
  case blob([UInt8])

  /// Copies a value.
  ///
  /// Bytes that are not valid UTF-8 become U+FFFD.
  package init(_ view: CellView) {
    switch view {
    case .null: self = .null
    case .integer(let number): self = .integer(number)
    case .real(let number): self = .real(number)
    case .text(let bytes): self = .text(String(decoding: bytes, as: UTF8.self))
    case .blob(let bytes): self = .blob(Array(bytes))
    }
  }
}

/// A borrowed value of a row: its bytes belong to the reader of the row, and are valid as long as the row is.
@frozen
package enum CellView {
  /// There is no value.
  case null
  case integer(Int64)
  case real(Double)
  /// UTF-8, unless the archive contains something else.
  case text(UnsafeRawBufferPointer)
  case blob(UnsafeRawBufferPointer)
}
