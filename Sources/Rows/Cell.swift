/// A value of a row, with memory of its own.
package enum Cell: Equatable, Hashable, Sendable {
  /// There is no value.
  case null
  case integer(Int64)
  case real(Double)
  case text(String)
  case blob([UInt8])

  /// Copies a value.
  ///
  /// Bytes of a text that are not UTF-8 become U+FFFD.
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

/// A value of a row, borrowed: its bytes are those of whoever reads the row, and valid while the row is at hand.
@frozen
package enum CellView {
  /// There is no value.
  case null
  case integer(Int64)
  case real(Double)
  /// UTF-8, unless the archive holds something else.
  case text(UnsafeRawBufferPointer)
  case blob(UnsafeRawBufferPointer)
}
